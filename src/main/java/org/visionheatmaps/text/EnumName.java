package org.visionheatmaps.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Constants of an enum by the names that users write. */
public final class EnumName {
    private EnumName() {}

    /** The constant of a name, without regard to case. */
    public static <E extends Enum<E>> E of(Class<E> type, String name) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int at = names.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not one of " + String.join(", ", names) + NearestName.hint(name, names));
        }
        return type.getEnumConstants()[at];
    }
}

package org.visionheatmaps.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Constants of an enum by the names that users write. */
public final class EnumName {
    private EnumName() {}

    /** The name that users write: in lower case. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of an option's value, without regard to case.
     *
     * @throws IllegalArgumentException for an unknown name; the message lists all and names the nearest
     */
    public static <E extends Enum<E>> E of(Class<E> type, String name) {
        List<String> names = all(type);
        int at = indexOf(names, name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not one of " + String.join(", ", names) + NearestName.hint(name, names));
        }
        return type.getEnumConstants()[at];
    }

    /**
     * The constant of a name, without regard to case.
     *
     * @param what the constants are, such as {@code PNG effort}
     * @throws IllegalArgumentException for an unknown name; the message lists all and names the nearest
     */
    public static <E extends Enum<E>> E of(Class<E> type, String what, String name) {
        List<String> names = all(type);
        int at = indexOf(names, name);
        if (at < 0) {
            throw new IllegalArgumentException("Unknown " + what + " '" + name + "'" + NearestName.hint(name, names)
                    + " (there are: " + String.join(", ", names) + ")");
        }
        return type.getEnumConstants()[at];
    }

    private static List<String> all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumName::of).toList();
    }

    private static int indexOf(List<String> names, String name) {
        return names.indexOf(name.strip().toLowerCase(Locale.ROOT));
    }
}

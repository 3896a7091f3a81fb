package org.visionheatmaps.color;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.visionheatmaps.text.NearestName;

/** What a colour scheme is made for. */
public enum SchemeClass {
    SEQUENTIAL,
    DIVERGENT,
    CYCLIC,
    QUALITATIVE,
    OTHER;

    /** The class of a code in the resource of schemes. */
    static SchemeClass ofCode(int code) {
        return switch (code) {
            case 0 -> SEQUENTIAL;
            case 1 -> DIVERGENT;
            case 2 -> CYCLIC;
            case 3 -> QUALITATIVE;
            case 4 -> OTHER;
            default -> throw new IllegalArgumentException("No class of colour schemes has the code " + code);
        };
    }

    /**
     * The class of a name.
     *
     * @throws IllegalArgumentException for an unknown one; the message names the nearest
     */
    public static SchemeClass named(String name) {
        List<String> names = Arrays.stream(values()).map(SchemeClass::toString).toList();
        int at = names.indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException("Unknown class of colour schemes '" + name + "'"
                    + NearestName.hint(name, names) + " (there are: " + String.join(", ", names) + ")");
        }
        return values()[at];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

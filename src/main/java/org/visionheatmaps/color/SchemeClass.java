package org.visionheatmaps.color;

import java.util.Locale;

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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

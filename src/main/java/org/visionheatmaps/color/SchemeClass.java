package org.visionheatmaps.color;

import org.visionheatmaps.text.EnumName;

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
        return EnumName.of(SchemeClass.class, "class of colour schemes", name);
    }

    @Override
    public String toString() {
        return EnumName.of(this);
    }
}

package org.visionheatmaps.color;

import java.util.stream.IntStream;

/** Schemes that the catalogue lacks. */
public final class SchemesForTests {
    private SchemesForTests() {}

    /** Greys of k/255, held as 8-bit numbers. */
    public static ColorScheme bytes(int... greys) {
        return ColorScheme.ofBytes(IntStream.of(greys)
                .flatMap(grey -> IntStream.of(grey, grey, grey))
                .toArray());
    }

    /** The same greys, held as floating-point numbers. */
    public static ColorScheme floats(int... greys) {
        return ColorScheme.of(bytes(greys).components());
    }
}

package org.visionheatmaps.color;

/** Schemes that the catalogue lacks. */
public final class SchemesForTests {
    private SchemesForTests() {}

    /** Greys of k/255, held as 8-bit numbers. */
    public static ColorScheme bytes(int... greys) {
        return greys(true, greys);
    }

    /** The same greys, held as floating-point numbers. */
    public static ColorScheme floats(int... greys) {
        return greys(false, greys);
    }

    private static ColorScheme greys(boolean storedAsBytes, int... greys) {
        double[] components = new double[3 * greys.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = greys[i / 3] / 255.0;
        }
        return new ColorScheme("greys", SchemeClass.OTHER, storedAsBytes, components);
    }
}

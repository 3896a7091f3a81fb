package org.visionheatmaps.metrics;

/**
 * The natural logarithm from a table, within 1e-11 of the true one: several times as fast as {@link Math#log}, and the same on every
 * machine.
 */
final class Logarithm {
    private static final int BITS = 8;
    private static final int FRACTION_BITS = 52;
    private static final double LN2 = StrictMath.log(2);
    private static final double[] OF_CENTER = new double[1 << BITS];
    private static final double[] INVERSE = new double[1 << BITS];

    static {
        for (int i = 0; i < OF_CENTER.length; i++) {
            double center = 1 + (i + 0.5) / OF_CENTER.length;
            OF_CENTER[i] = StrictMath.log(center);
            INVERSE[i] = 1 / center;
        }
    }

    private Logarithm() {}

    /**
     * @param x greater than 0
     */
    static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> FRACTION_BITS);
        if (exponent == 0) {
            return of(x * 0x1p60) - 60 * LN2;
        }
        int index = (int) (bits >>> FRACTION_BITS - BITS) & OF_CENTER.length - 1;
        double significand = Double.longBitsToDouble(bits & (1L << FRACTION_BITS) - 1 | 1023L << FRACTION_BITS);
        double rest = significand * INVERSE[index] - 1;
        return (exponent - 1023) * LN2 + OF_CENTER[index] + rest * (1 - rest * (0.5 - rest * (1.0 / 3 - rest * 0.25)));
    }
}

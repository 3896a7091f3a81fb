package org.visionheatmaps.stats;

/**
 * The one definition of a quantile: type 7 of Hyndman and Fan (1996), in the arithmetic of SEMANTICS. It needs two neighbouring
 * order statistics; finding them is the caller's work.
 */
record Quantile(long rank, double weight) {
    private static final float FLOAT_TOLERANCE = (float) Math.sqrt(Math.ulp(1.0f));
    private static final double DOUBLE_TOLERANCE = Math.sqrt(Math.ulp(1.0));

    /**
     * @param count the number of values, at least 1
     * @param fraction in [0, 1]
     * @return the 0-based rank of the lower neighbour and the weight of the upper
     */
    static Quantile of(long count, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("A quantile needs a fraction in [0, 1], but got " + fraction);
        }
        if (count == 1) {
            return new Quantile(0, 0);
        }
        double aleph = count * fraction + (1 - fraction);
        long j = Math.min(Math.max((long) aleph, 1), count - 1);
        double weight = Math.min(Math.max(aleph - j, 0), 1);
        return new Quantile(j - 1, weight);
    }

    /** Whether the lower neighbour has any weight. */
    boolean needsLower() {
        return weight < 1;
    }

    /** Whether the upper neighbour has any weight. */
    boolean needsUpper() {
        return weight > 0;
    }

    /** The quantile between two neighbours that came as floats. */
    double between(float a, float b) {
        boolean near = a == b || Math.abs(a - b) <= FLOAT_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        return near ? a + weight * (b - a) : (1 - weight) * a + weight * b;
    }

    /** The quantile between two neighbours that came as doubles. */
    double between(double a, double b) {
        boolean near = a == b || Math.abs(a - b) <= DOUBLE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        return near ? a + weight * (b - a) : (1 - weight) * a + weight * b;
    }
}

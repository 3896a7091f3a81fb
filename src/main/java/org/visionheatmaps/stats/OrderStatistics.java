package org.visionheatmaps.stats;

/** Values of which those at some ranks are known. */
interface OrderStatistics extends Summary {
    /**
     * The value at a 0-based rank, in ascending order.
     *
     * @throws IllegalStateException if it is not known
     */
    double orderStatistic(long rank);

    /** A value close to that at a rank: of its sign. Always known. */
    double nearby(long rank);

    /** Whether the values are 32-bit, which decides the arithmetic between two of them. */
    boolean isFloat();

    @Override
    default double quantile(double fraction) {
        Quantile quantile = Quantile.of(count(), fraction);
        long next = Math.min(quantile.rank() + 1, count() - 1);
        // A neighbour without weight need not be known.
        double lower = quantile.needsLower() ? orderStatistic(quantile.rank()) : nearby(quantile.rank());
        double upper = quantile.needsUpper() ? orderStatistic(next) : nearby(next);
        return isFloat() ? quantile.between((float) lower, (float) upper) : quantile.between(lower, upper);
    }
}

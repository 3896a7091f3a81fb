package org.visionheatmaps.stats;

/** A summary that knows no quantiles. */
record Extremes(long count, double min, double max) implements Summary {
    @Override
    public double quantile(double fraction) {
        throw new IllegalStateException("Only the extremes of these values are known, not the quantile " + fraction);
    }
}

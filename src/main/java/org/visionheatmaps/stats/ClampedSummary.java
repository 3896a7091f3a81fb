package org.visionheatmaps.stats;

/** The summary of values after a clip: clamping keeps their order, and they are doubles from there on. */
record ClampedSummary(Summary before, double lower, double upper) implements OrderStatistics {
    @Override
    public long count() {
        return before.count();
    }

    @Override
    public double min() {
        return clamp(before.min());
    }

    @Override
    public double max() {
        return clamp(before.max());
    }

    @Override
    public double orderStatistic(long rank) {
        if (before instanceof OrderStatistics known) {
            return clamp(known.orderStatistic(rank));
        }
        throw new IllegalStateException("The values at single ranks are not known of " + before);
    }

    @Override
    public double nearby(long rank) {
        return before instanceof OrderStatistics known ? clamp(known.nearby(rank)) : orderStatistic(rank);
    }

    @Override
    public boolean isFloat() {
        return false;
    }

    private double clamp(double value) {
        return Math.min(Math.max(value, lower), upper);
    }
}

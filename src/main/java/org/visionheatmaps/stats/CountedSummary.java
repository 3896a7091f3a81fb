package org.visionheatmaps.stats;

import java.util.function.LongToDoubleFunction;

/** The summary of counted values. */
final class CountedSummary implements OrderStatistics {
    private final ValueCounts counts;
    private final LongToDoubleFunction orderStatistics;
    private final LongToDoubleFunction nearby;

    CountedSummary(ValueCounts counts, LongToDoubleFunction orderStatistics, LongToDoubleFunction nearby) {
        if (counts.count() == 0) {
            throw new IllegalArgumentException("There is no summary of no values");
        }
        this.counts = counts;
        this.orderStatistics = orderStatistics;
        this.nearby = nearby;
    }

    @Override
    public long count() {
        return counts.count();
    }

    @Override
    public double min() {
        return counts.ends().min();
    }

    @Override
    public double max() {
        return counts.ends().max();
    }

    @Override
    public double orderStatistic(long rank) {
        return orderStatistics.applyAsDouble(rank);
    }

    @Override
    public double nearby(long rank) {
        return nearby.applyAsDouble(rank);
    }

    @Override
    public double massQuantile(double share) {
        return counts.massQuantile(share);
    }

    @Override
    public boolean isFloat() {
        return counts.isFloat();
    }
}

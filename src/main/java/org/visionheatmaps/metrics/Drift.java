package org.visionheatmaps.metrics;

import java.util.ArrayList;
import java.util.List;

/** How far two distributions are from each other, as far as their bins tell. */
public final class Drift {
    private static final int PARTS = 10;
    private static final double MIN_SHARE = 1e-4;

    private Drift() {}

    /**
     * The distance of Kolmogorov and Smirnov: the greatest difference between the two shares of numbers up to the end of some bin. Exact
     * for the binned numbers; the numbers themselves may be farther apart, by what lies within one bin.
     *
     * @return in [0, 1]; NaN if either has no numbers
     */
    public static double ks(Histogram baseline, Histogram current) {
        if (baseline.count() == 0 || current.count() == 0) {
            return Double.NaN;
        }
        double[] greatest = {0};
        long[] up = {0, 0};
        forEachBin(baseline, current, (before, now) -> {
            up[0] += before;
            up[1] += now;
            double difference = Math.abs((double) up[0] / baseline.count() - (double) up[1] / current.count());
            greatest[0] = Math.max(greatest[0], difference);
        });
        return greatest[0];
    }

    /**
     * The population stability index: the sum of {@code (p - q) ln(p / q)} over intervals, where q and p are the shares of the baseline
     * and of the current numbers. The intervals are the baseline's tenths, as near as whole bins make them; where one bin holds several
     * tenths there are fewer. A share below 0.0001 counts as 0.0001.
     *
     * @return 0 for equal shares, NaN if either has no numbers
     */
    public static double psi(Histogram baseline, Histogram current) {
        if (baseline.count() == 0 || current.count() == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (long[] part : parts(baseline, current)) {
            double before = Math.max(MIN_SHARE, (double) part[0] / baseline.count());
            double now = Math.max(MIN_SHARE, (double) part[1] / current.count());
            sum += (now - before) * StrictMath.log(now / before);
        }
        return sum;
    }

    /** The intervals: numbers of the baseline and of the current ones. */
    private static List<long[]> parts(Histogram baseline, Histogram current) {
        List<long[]> parts = new ArrayList<>();
        long[] seen = {0};
        long[] open = {0, 0};
        forEachBin(baseline, current, (before, now) -> {
            open[0] += before;
            open[1] += now;
            long tenth = seen[0] * PARTS / baseline.count();
            seen[0] += before;
            if (seen[0] * PARTS / baseline.count() > tenth) {
                parts.add(open.clone());
                open[0] = 0;
                open[1] = 0;
            }
        });
        // What lies above all of the baseline is the last interval's, as what lies below is the first one's.
        parts.get(parts.size() - 1)[1] += open[1];
        return parts;
    }

    private interface Pair {
        void visit(long before, long now);
    }

    private static void forEachBin(Histogram baseline, Histogram current, Pair pair) {
        if (baseline.bins() != current.bins()) {
            throw new IllegalArgumentException(
                    "Histograms of " + baseline.bins() + " and " + current.bins() + " bins cannot be compared");
        }
        for (int bin = 0; bin < baseline.bins().size(); bin++) {
            pair.visit(baseline.at(bin), current.at(bin));
        }
    }
}

package org.visionheatmaps.metrics;

import java.util.Arrays;

/**
 * The values of one map in ascending order, as far as {@link FineBins} tell: each value stands for the mean of its bin. So a value
 * is at most one part in 256 off, and exact where a bin has one value. Its memory is kept for the next map. Not for two threads at
 * once.
 */
final class SortedValues {
    private int[] counts = {};
    /** How many values there are up to the end of a bin. */
    private int[] ends = {};

    private double[] means = {};
    private int[] mergedCounts = {};
    private double[] mergedMeans = {};
    private int[] magnitudeCounts;
    private double[] magnitudes;
    private int bins;
    private int count;
    private double positive;
    private double negative;

    /**
     * Takes the values of a map.
     *
     * @param fine has them in order, and at least one
     * @param coarse counts them as well
     */
    void take(FineBins fine, Histogram coarse) {
        bins = fine.size();
        if (means.length < bins) {
            counts = new int[2 * bins];
            ends = new int[2 * bins];
            means = new double[2 * bins];
        }
        count = 0;
        positive = 0;
        negative = 0;
        int from = 0;
        for (int k = 0; k < bins; k++) {
            int numbers = fine.count(k);
            double sum = fine.sum(k);
            if (k > 0 && fine.coarse(k) != fine.coarse(k - 1)) {
                coarse.add(fine.coarse(k - 1), count - from);
                from = count;
            }
            count += numbers;
            counts[k] = numbers;
            ends[k] = count;
            means[k] = sum / numbers;
            if (sum < 0) {
                negative -= sum;
            } else {
                positive += sum;
            }
        }
        coarse.add(fine.coarse(bins - 1), count - from);
        mergeMagnitudes();
    }

    /** The same without signs, ascending. */
    private void mergeMagnitudes() {
        magnitudeCounts = counts;
        magnitudes = means;
        if (means[0] >= 0) {
            return;
        }
        if (mergedMeans.length < means.length) {
            mergedCounts = new int[counts.length];
            mergedMeans = new double[means.length];
        }
        magnitudeCounts = mergedCounts;
        magnitudes = mergedMeans;
        int up = 0;
        while (up < bins && means[up] < 0) {
            up++;
        }
        int down = up - 1;
        for (int k = 0; k < bins; k++) {
            int next = down < 0 || up < bins && means[up] < -means[down] ? up++ : down--;
            magnitudeCounts[k] = counts[next];
            magnitudes[k] = Math.abs(means[next]);
        }
    }

    double positiveMass() {
        return positive;
    }

    double negativeMass() {
        return negative;
    }

    /** The quantile of type 7 of Hyndman and Fan (1996). */
    double quantile(double fraction) {
        double place = fraction * (count - 1);
        int rank = (int) place;
        double weight = place - rank;
        int found = Arrays.binarySearch(ends, 0, bins, rank + 1);
        int bin = found < 0 ? ~found : found;
        double lower = means[bin];
        return weight == 0 || rank + 1 < ends[bin] ? lower : (1 - weight) * lower + weight * means[bin + 1];
    }

    /** The share of values of at most some magnitude. */
    double shareUpTo(double magnitude) {
        long below = 0;
        for (int k = 0; k < bins && magnitudes[k] <= magnitude; k++) {
            below += magnitudeCounts[k];
        }
        return (double) below / count;
    }

    /** The Gini index of the magnitudes, as Hurley and Rickard (2009) have it; NaN if all are zero. */
    double gini() {
        double mass = positive + negative;
        double sum = 0;
        long rank = 0;
        for (int k = 0; k < bins; k++) {
            int n = magnitudeCounts[k];
            sum += magnitudes[k] * n * (count - rank - 0.5 * n);
            rank += n;
        }
        return mass == 0 ? Double.NaN : Math.max(0, 1 - 2 * sum / mass / count);
    }

    /** Shannon's entropy of the magnitudes' shares, by the logarithm of their number; NaN if all are zero, or there is one. */
    double entropy() {
        double mass = positive + negative;
        if (mass == 0 || count == 1) {
            return Double.NaN;
        }
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            double share = magnitudes[k] / mass;
            if (share > 0) {
                sum -= magnitudeCounts[k] * share * Logarithm.of(share);
            }
        }
        return Math.min(1, Math.max(0, sum / Logarithm.of(count)));
    }

    /** The share of the mass in the greatest magnitudes, so many of them; NaN if all are zero. */
    double massOfGreatest(int wanted) {
        double mass = positive + negative;
        double sum = 0;
        int left = wanted;
        for (int k = bins - 1; k >= 0 && left > 0; k--) {
            int n = Math.min(left, magnitudeCounts[k]);
            sum += n * magnitudes[k];
            left -= n;
        }
        return mass == 0 ? Double.NaN : Math.min(1, sum / mass);
    }
}

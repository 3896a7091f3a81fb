package org.visionheatmaps.metrics;

import java.util.Arrays;

/**
 * The values of one map in ascending order, as far as a histogram tells it: values that agree in the sign, the exponent and 8 bits of
 * the significand of a float share a bin, and each stands for their mean. So a value is at most one part in 256 off, and exact where
 * a bin has one value. Its memory is kept for the next map. Not for two threads at once.
 */
final class SortedValues {
    private static final int BITS = 17;
    private static final int REST = Integer.SIZE - BITS;
    private static final int PAGE_BITS = 8;
    private static final int TO_COARSE = BITS - 13;

    private final int[] counts = new int[1 << BITS];
    private final double[] sums = new double[1 << BITS];
    private final boolean[] used = new boolean[1 << BITS - PAGE_BITS];

    private int[] binCounts = new int[1 << 10];
    private double[] means = new double[1 << 10];
    private int[] magnitudeCounts = new int[1 << 10];
    private double[] magnitudes = new double[1 << 10];
    private int bins;
    private int count;
    private double positive;
    private double negative;

    /**
     * Takes the values of a map.
     *
     * @param values of which the first {@code length} count; finite
     * @param coarse counts them as well
     */
    void take(double[] values, int length, Histogram coarse) {
        for (int i = 0; i < length; i++) {
            double value = values[i];
            int index = Bins.ordered((float) value) >>> REST;
            counts[index]++;
            sums[index] += value;
            used[index >>> PAGE_BITS] = true;
        }
        count = length;
        bins = 0;
        positive = 0;
        negative = 0;
        for (int page = 0; page < used.length; page++) {
            if (used[page]) {
                used[page] = false;
                collect(page << PAGE_BITS, coarse);
            }
        }
        mergeMagnitudes();
    }

    private void collect(int first, Histogram coarse) {
        int end = first + (1 << PAGE_BITS);
        if (bins + (1 << PAGE_BITS) > means.length) {
            binCounts = Arrays.copyOf(binCounts, 2 * binCounts.length);
            means = Arrays.copyOf(means, 2 * means.length);
            magnitudeCounts = new int[binCounts.length];
            magnitudes = new double[means.length];
        }
        for (int index = first; index < end; index++) {
            int n = counts[index];
            if (n != 0) {
                double sum = sums[index];
                counts[index] = 0;
                sums[index] = 0;
                coarse.add(index >>> TO_COARSE, n);
                binCounts[bins] = n;
                means[bins++] = sum / n;
                if (sum < 0) {
                    negative -= sum;
                } else {
                    positive += sum;
                }
            }
        }
    }

    /** The same without signs, ascending. */
    private void mergeMagnitudes() {
        int up = 0;
        while (up < bins && means[up] < 0) {
            up++;
        }
        int down = up - 1;
        for (int k = 0; k < bins; k++) {
            int next = down < 0 || up < bins && means[up] < -means[down] ? up++ : down--;
            magnitudeCounts[k] = binCounts[next];
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
        int bin = 0;
        int after = binCounts[0];
        while (after <= rank) {
            after += binCounts[++bin];
        }
        double lower = means[bin];
        return weight == 0 || rank + 1 < after ? lower : (1 - weight) * lower + weight * means[bin + 1];
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

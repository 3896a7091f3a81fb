package org.visionheatmaps.metrics;

import java.util.Arrays;
import org.visionheatmaps.tensor.Tensor;

/**
 * How alike two maps of one size are. With a and b their N pixels:
 *
 * <ul>
 *   <li>{@link Metric#COSINE}: Σab / √(Σa² Σb²)
 *   <li>{@link Metric#PEARSON}: the cosine of both less their means
 *   <li>{@link Metric#SPEARMAN}: Pearson's of the ranks, mid-ranks for equal values
 *   <li>{@link Metric#SSIM}: Wang et al. 2004, by uniform windows of 7×7 within the map, K₁ = 0.01, K₂ = 0.03, sample covariance, and the range of
 *       both maps together; not for sides below 7
 *   <li>{@link Metric#TOPK_INTERSECTION}: of the k = ⌈N/100⌉ pixels of the greatest magnitude of each, the share that both have (Ghorbani et
 *       al. 2019)
 *   <li>{@link Metric#SIGN_AGREEMENT}: the share that both have with the same sign (Krishna et al. 2022)
 * </ul>
 *
 * Pixels of equal magnitude at the edge of the top have equal parts in it, so that no order of pixels matters, swapped maps compare alike,
 * and equal maps as 1. Nothing is defined if a map is constant. Memory is kept: not for two threads at once.
 */
public final class PairMeter {
    private static final int TOP_PART = 100;
    private static final int LANES = 1024;

    private double[] first = {};
    private double[] second = {};
    private final TaggedOrder order = new TaggedOrder();
    private double[] greatest = {};
    private final WindowSimilarity similarity = new WindowSimilarity();
    private final double[] products = new double[LANES];
    private final double[] firstSquares = new double[LANES];
    private final double[] secondSquares = new double[LANES];

    /**
     * Compares two maps.
     *
     * @param a scalars, W×H, all finite
     * @param b of the same size, all finite
     * @param metrics gets what is defined
     */
    public void measure(Tensor a, Tensor b, ElementMetrics metrics) {
        int pixels = a.pixels();
        first = load(a, first);
        second = load(b, second);
        if (isConstant(first, pixels) || isConstant(second, pixels)) {
            return;
        }
        metrics.set(Metric.COSINE, cosine(first, second, 0, 0, pixels));
        metrics.set(Metric.PEARSON, correlation(first, second, pixels));
        if (Math.min(a.size(0), a.size(1)) >= WindowSimilarity.WINDOW) {
            metrics.set(Metric.SSIM, similarity.of(first, second, a.size(0), a.size(1)));
        }
        top(pixels, metrics);
        // The last, since ranks take the place of the values.
        rank(first, pixels, a.isFloat());
        rank(second, pixels, b.isFloat());
        metrics.set(Metric.SPEARMAN, correlation(first, second, pixels));
    }

    private static double[] load(Tensor x, double[] memory) {
        double[] values = memory.length >= x.pixels() ? memory : new double[x.pixels()];
        for (int y = 0, to = 0; y < x.size(1); y++) {
            int at = x.offset() + y * x.stride(1);
            for (int i = 0; i < x.size(0); i++, at += x.stride(0)) {
                values[to++] = x.isFloat() ? x.floats()[at] : x.doubles()[at];
            }
        }
        return values;
    }

    private static boolean isConstant(double[] values, int length) {
        for (int i = 1; i < length; i++) {
            if (values[i] != values[0]) {
                return false;
            }
        }
        return true;
    }

    private double correlation(double[] a, double[] b, int length) {
        return cosine(a, b, mean(a, length), mean(b, length), length);
    }

    private double mean(double[] values, int length) {
        Arrays.fill(products, 0);
        for (int at = 0; at < length; at += LANES) {
            add(values, at, products, Math.min(LANES, length - at));
        }
        return sum(products) / length;
    }

    private static void add(double[] values, int start, double[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += values[start + i];
        }
    }

    private double cosine(double[] a, double[] b, double meanOfA, double meanOfB, int length) {
        Arrays.fill(products, 0);
        Arrays.fill(firstSquares, 0);
        Arrays.fill(secondSquares, 0);
        for (int at = 0; at < length; at += LANES) {
            addProducts(a, b, at, meanOfA, meanOfB, Math.min(LANES, length - at));
        }
        double squaresOfA = sum(firstSquares);
        double squaresOfB = sum(secondSquares);
        // Of equal maps the root is exact.
        double norms = squaresOfA == squaresOfB ? squaresOfA : Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB);
        return Math.min(Math.max(sum(products) / norms, -1), 1);
    }

    private void addProducts(double[] a, double[] b, int start, double meanOfA, double meanOfB, int length) {
        double[] both = products;
        double[] ofA = firstSquares;
        double[] ofB = secondSquares;
        for (int i = 0; i < length; i++) {
            double x = a[start + i] - meanOfA;
            double y = b[start + i] - meanOfB;
            both[i] += x * y;
            ofA[i] += x * x;
            ofB[i] += y * y;
        }
    }

    private static double sum(double[] lanes) {
        double sum = 0;
        for (double lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    /** Replaces values by their ranks, from 1; equal ones have the middle of theirs. */
    private void rank(double[] values, int length, boolean areFloats) {
        order.begin(length, areFloats);
        for (int i = 0; i < length; i++) {
            order.add(values[i], i);
        }
        order.sort();
        for (int start = 0; start < length; ) {
            int end = start + 1;
            while (end < length && order.areEqual(end, start)) {
                end++;
            }
            // The places from start + 1 to end.
            double rank = (start + 1 + end) / 2.0;
            for (; start < end; start++) {
                values[order.tag(start)] = rank;
            }
        }
    }

    private void top(int length, ElementMetrics metrics) {
        int k = (length + TOP_PART - 1) / TOP_PART;
        Edge ofFirst = edge(first, length, k);
        Edge ofSecond = edge(second, length, k);
        // How many pixels are above or at the edge of both tops: whole numbers, so that nothing is rounded before the
        // division.
        long[][] common = new long[2][2];
        long[][] alike = new long[2][2];
        for (int i = 0; i < length; i++) {
            int one = ofFirst.level(first[i]);
            int other = ofSecond.level(second[i]);
            if (one >= 0 && other >= 0) {
                common[one][other]++;
                alike[one][other] += Math.signum(first[i]) == Math.signum(second[i]) ? 1 : 0;
            }
        }
        metrics.set(Metric.TOPK_INTERSECTION, share(common, ofFirst, ofSecond, k));
        metrics.set(Metric.SIGN_AGREEMENT, share(alike, ofFirst, ofSecond, k));
    }

    private static double share(long[][] common, Edge one, Edge other, int k) {
        Edge less = one.isLess(other) ? one : other;
        double sum = common[Edge.ABOVE][Edge.ABOVE]
                + one.part(common[Edge.AT][Edge.ABOVE])
                + other.part(common[Edge.ABOVE][Edge.AT])
                + less.part(common[Edge.AT][Edge.AT]);
        return sum / k;
    }

    /** The least magnitude in the top: {@code places} of the {@code equal} pixels that have it are in the top. */
    private record Edge(double magnitude, int places, int equal) {
        static final int AT = 0;
        static final int ABOVE = 1;

        int level(double value) {
            double own = Math.abs(value);
            return own > magnitude ? ABOVE : own == magnitude ? AT : -1;
        }

        double part(long pixels) {
            return (double) pixels * places / equal;
        }

        boolean isLess(Edge other) {
            return (long) places * other.equal < (long) other.places * equal;
        }
    }

    /** Keeps the k greatest magnitudes in a heap, the least first. */
    private Edge edge(double[] values, int length, int k) {
        if (greatest.length < k) {
            greatest = new double[k];
        }
        for (int i = 0; i < k; i++) {
            greatest[i] = Math.abs(values[i]);
        }
        for (int i = k / 2 - 1; i >= 0; i--) {
            sift(i, k);
        }
        for (int i = k; i < length; i++) {
            double magnitude = Math.abs(values[i]);
            if (magnitude > greatest[0]) {
                greatest[0] = magnitude;
                sift(0, k);
            }
        }
        double least = greatest[0];
        int above = 0;
        int equal = 0;
        for (int i = 0; i < length; i++) {
            double magnitude = Math.abs(values[i]);
            above += magnitude > least ? 1 : 0;
            equal += magnitude == least ? 1 : 0;
        }
        return new Edge(least, k - above, equal);
    }

    private void sift(int start, int size) {
        double moved = greatest[start];
        int at = start;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && greatest[child + 1] < greatest[child]) {
                child++;
            }
            if (moved <= greatest[child]) {
                break;
            }
            greatest[at] = greatest[child];
            at = child;
        }
        greatest[at] = moved;
    }
}

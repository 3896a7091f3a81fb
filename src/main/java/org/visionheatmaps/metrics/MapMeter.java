package org.visionheatmaps.metrics;

import java.util.Arrays;
import org.visionheatmaps.stats.LaneExtremes;
import org.visionheatmaps.tensor.Tensor;

/** Measures one map after the other. Its memory is kept for the next one. Not for two threads at once. */
public final class MapMeter {
    private static final double NEARLY_ZERO = 0.01;
    private static final int TOP_PART = 100;
    private static final int LANES = 1024;
    private static final Metric[] QUANTILES = {
        Metric.P01, Metric.P05, Metric.P25, Metric.P50, Metric.P75, Metric.P95, Metric.P99
    };
    private static final double[] FRACTIONS = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private final Surface surface = new Surface();
    private final LaneExtremes extremes = new LaneExtremes();
    private final FineBins bins = new FineBins();
    private final SortedValues sorted = new SortedValues();
    private final double[] run = new double[LANES];
    private final double[] squares = new double[LANES];
    private double[] values = {};
    private double least;
    private double greatest;

    /**
     * What a map is like; everything but the share of finite values.
     *
     * @param map scalars, W×H, the first dimension from left to right; values that are not finite are left out
     * @param lower of the pipeline's clip, or NaN if it has none
     * @param upper of the pipeline's clip
     * @param counted counts the map's values as well
     * @return with nothing defined if no value is finite
     */
    public ElementMetrics measure(Tensor map, double lower, double upper, Histogram counted) {
        int pixels = load(map);
        int length = look(map.size(0), map.size(1));
        ElementMetrics metrics = new ElementMetrics();
        metrics.setPixels(length);
        if (length > 0) {
            sorted.take(bins, counted);
            describeValues(metrics, length);
            describeShares(metrics, length);
            metrics.set(Metric.CENTER_X, surface.centerX());
            metrics.set(Metric.CENTER_Y, surface.centerY());
            metrics.set(Metric.TOTAL_VARIATION, surface.totalVariation() / pixels);
            metrics.set(Metric.CLIPPED_SHARE, outside(lower, upper, length));
        }
        return metrics;
    }

    /** Copies the map row by row, counts its values, and finds the extremes. Returns how many pixels it has. */
    private int load(Tensor map) {
        int pixels = map.pixels();
        if (values.length < pixels) {
            values = new double[pixels];
        }
        extremes.begin();
        boolean isOneRun = map.stride(0) == 1 && map.stride(1) == map.size(0);
        int run = isOneRun ? pixels : map.size(0);
        boolean areFloatsCounted = map.isFloat() && pixels <= FineBins.MAX_FLOATS;
        for (int at = 0, y = 0; at < pixels; at += run, y++) {
            int from = map.offset() + y * map.stride(1);
            if (areFloatsCounted) {
                bins.add(map.floats(), from, map.stride(0), values, at, run);
            } else if (map.isFloat()) {
                copy(map.floats(), from, map.stride(0), values, at, run);
            } else {
                copy(map.doubles(), from, map.stride(0), values, at, run);
            }
            if (isOneRun && map.isFloat()) {
                extremes.add(map.floats(), from, run);
            } else {
                extremes.add(values, at, run);
            }
        }
        if (!areFloatsCounted) {
            bins.add(values, pixels);
        }
        return pixels;
    }

    private static void copy(float[] from, int start, int step, double[] to, int first, int length) {
        for (int i = 0, at = start; i < length; i++, at += step) {
            to[first + i] = from[at];
        }
    }

    private static void copy(double[] from, int start, int step, double[] to, int first, int length) {
        for (int i = 0, at = start; i < length; i++, at += step) {
            to[first + i] = from[at];
        }
    }

    /** Looks where the values lie; where some are not finite, moves the others to the front. Returns how many are. */
    private int look(int width, int height) {
        int pixels = width * height;
        findExtremes();
        if (Double.isFinite(least) && Double.isFinite(greatest)) {
            bins.sort();
            surface.look(values, width, height);
            return pixels;
        }
        surface.lookBetween(values, width, height);
        int finite = compact(pixels);
        extremes.begin();
        extremes.add(values, 0, finite);
        findExtremes();
        // Forgets what was counted of all.
        bins.sort();
        bins.add(values, finite);
        bins.sort();
        return finite;
    }

    private void findExtremes() {
        least = extremes.least();
        greatest = extremes.greatest();
    }

    /** Moves finite values to the front. */
    private int compact(int length) {
        int finite = 0;
        for (int i = 0; i < length; i++) {
            if (Double.isFinite(values[i])) {
                values[finite++] = values[i];
            }
        }
        return finite;
    }

    private void describeValues(ElementMetrics metrics, int length) {
        double mean = (sorted.positiveMass() - sorted.negativeMass()) / length;
        metrics.set(Metric.MIN, least);
        metrics.set(Metric.MAX, greatest);
        metrics.set(Metric.MAX_ABS, Math.max(Math.abs(least), Math.abs(greatest)));
        metrics.set(Metric.MEAN, least == greatest ? least : mean);
        metrics.set(Metric.STD, least == greatest ? 0 : Math.sqrt(squaresAround(mean, length) / length));
        for (int q = 0; q < QUANTILES.length; q++) {
            metrics.set(QUANTILES[q], Math.min(Math.max(sorted.quantile(FRACTIONS[q]), least), greatest));
        }
        metrics.set(Metric.POSITIVE_MASS, sorted.positiveMass());
        metrics.set(Metric.NEGATIVE_MASS, sorted.negativeMass());
        metrics.set(Flag.CONSTANT, least == greatest);
        metrics.set(Flag.ALL_ZERO, least == 0 && greatest == 0);
    }

    private void describeShares(ElementMetrics metrics, int length) {
        metrics.set(Metric.SPARSITY, sorted.shareUpTo(NEARLY_ZERO * metrics.get(Metric.MAX_ABS)));
        metrics.set(Metric.GINI, sorted.gini());
        metrics.set(Metric.ENTROPY, sorted.entropy());
        metrics.set(Metric.TOP_SHARE, sorted.massOfGreatest((length + TOP_PART - 1) / TOP_PART));
    }

    private double squaresAround(double mean, int length) {
        Arrays.fill(squares, 0);
        for (int at = 0; at < length; at += LANES) {
            int count = Math.min(LANES, length - at);
            System.arraycopy(values, at, run, 0, count);
            addSquares(squares, run, mean, count);
        }
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum;
    }

    private static void addSquares(double[] sums, double[] run, double mean, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += (run[i] - mean) * (run[i] - mean);
        }
    }

    private double outside(double lower, double upper, int length) {
        if (Double.isNaN(lower)) {
            return Double.NaN;
        }
        int outside = 0;
        for (int i = 0; i < length; i++) {
            outside += values[i] < lower || values[i] > upper ? 1 : 0;
        }
        return (double) outside / length;
    }
}

package org.visionheatmaps.metrics;

import java.io.Serializable;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.text.EnumName;

/**
 * How much of a map lies where the object is. With G the region, K its pixels, N those of the map and x⁺ = max(x, 0):
 *
 * <ul>
 *   <li>{@link Metric#MASS}: Σ<sub>G</sub> x⁺ / Σ x⁺, the relevance mass accuracy (Arras et al. 2022)
 *   <li>{@link Metric#RANK}: the share of the K greatest pixels in G, their relevance rank accuracy
 *   <li>{@link Metric#TOPK}: the share of the k greatest pixels in G (Theiner et al. 2021)
 *   <li>{@link Metric#POINTING}: 1 if a greatest pixel lies in G or within a tolerance of it (Zhang et al. 2018; TorchRay's tolerance)
 *   <li>{@link Metric#AUC}: the area under the ROC curve (Fawcett 2006), by Mann and Whitney's statistic with mid-ranks
 *   <li>{@link Metric#LIFT}: mass / (K / N)
 * </ul>
 *
 * Pixels of the same value share places by expectation, so that no order of pixels matters. Nothing is defined for an empty or full region.
 * Memory is kept: not for two threads at once.
 */
public final class Localisation {
    private final Options options;
    private final boolean isAbsolute;
    private final double least;
    private final TaggedOrder order = new TaggedOrder();
    private double[] row = {};

    /** What of a value counts. */
    public enum Sign {
        /** x⁺. */
        POSITIVE,
        /** |x|. */
        ABSOLUTE,
        /** x as it is; of the mass, x⁺. */
        SIGNED;

        @Override
        public String toString() {
            return EnumName.of(this);
        }

        /**
         * The sign of a name.
         *
         * @throws IllegalArgumentException for another name
         */
        public static Sign named(String name) {
            return EnumName.of(Sign.class, "sign of localisation", name);
        }
    }

    /**
     * How it is measured.
     *
     * @param sign what of a value counts
     * @param top pixels that {@link Metric#TOPK} looks at; all, if a map has fewer
     * @param tolerance of {@link Metric#POINTING}, in pixels of the picture
     */
    public record Options(Sign sign, int top, double tolerance) implements Serializable {
        private static final long serialVersionUID = 1L;
        /** Positive values, a thousand pixels, a tolerance of 15 pixels. */
        public static final Options DEFAULT = new Options(Sign.POSITIVE, 1000, 15);

        /**
         * @throws IllegalArgumentException unless there is at least one pixel, and no negative tolerance
         */
        public Options {
            if (top < 1 || !(tolerance >= 0)) {
                throw new IllegalArgumentException(
                        "Localisation needs at least 1 pixel and a tolerance of 0 or more, but got " + top + " and "
                                + tolerance);
            }
        }
    }

    public Localisation(Options options) {
        this.options = options;
        this.isAbsolute = options.sign() == Sign.ABSOLUTE;
        this.least = options.sign() == Sign.SIGNED ? Double.NEGATIVE_INFINITY : 0;
    }

    /**
     * Measures a map.
     *
     * @param map scalars, W×H, the first dimension from left to right, all finite
     * @param region of the map's size
     * @param metrics gets what is defined
     */
    public void measure(Tensor map, Region region, ElementMetrics metrics) {
        int pixels = map.pixels();
        int size = region.size();
        if (size == 0 || size == pixels) {
            return;
        }
        order.begin(pixels, map.isFloat());
        double massInside = 0;
        double mass = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        int greatestAt = 0;
        boolean isGreatestInside = false;
        for (int y = 0, at = 0; y < region.height(); y++) {
            load(map, y);
            for (int x = 0; x < region.width(); x++, at++) {
                double value = value(row[x]);
                double positive = Math.max(value, 0);
                boolean isInside = region.has(at);
                mass += positive;
                massInside += isInside ? positive : 0;
                order.add(value, isInside ? 1 : 0);
                if (value >= greatest) {
                    isGreatestInside = isInside || value == greatest && isGreatestInside;
                    greatestAt = value == greatest ? greatestAt : at;
                    greatest = value;
                }
            }
        }
        if (mass > 0 && Double.isFinite(mass)) {
            metrics.set(Metric.MASS, massInside / mass);
            metrics.set(Metric.LIFT, massInside / mass / ((double) size / pixels));
        }
        order.sort();
        metrics.set(Metric.RANK, hits(pixels, size) / size);
        int top = Math.min(options.top(), pixels);
        metrics.set(Metric.TOPK, hits(pixels, top) / top);
        metrics.set(Metric.AUC, pairs(pixels) / ((double) size * (pixels - size)));
        boolean isNear = isGreatestInside || pointsNear(map, region, greatest, greatestAt);
        metrics.set(Metric.POINTING, isNear ? 1 : 0);
    }

    private double value(double value) {
        return Math.max(isAbsolute ? Math.abs(value) : value, least);
    }

    private void load(Tensor map, int y) {
        int width = map.size(0);
        row = row.length < width ? new double[width] : row;
        int at = map.offset() + y * map.stride(1);
        if (map.isFloat()) {
            float[] values = map.floats();
            for (int x = 0; x < width; x++) {
                row[x] = values[at + x * map.stride(0)];
            }
        } else {
            double[] values = map.doubles();
            for (int x = 0; x < width; x++) {
                row[x] = values[at + x * map.stride(0)];
            }
        }
    }

    /** How many of the {@code top} greatest pixels are inside; those that are equal at the edge of them count by expectation. */
    private double hits(int pixels, int top) {
        int edge = pixels - top;
        int start = edge;
        while (start > 0 && order.areEqual(start - 1, edge)) {
            start--;
        }
        int end = edge + 1;
        while (end < pixels && order.areEqual(end, edge)) {
            end++;
        }
        return inside(end, pixels) + (double) inside(start, end) * (end - edge) / (end - start);
    }

    private int inside(int from, int end) {
        int inside = 0;
        for (int place = from; place < end; place++) {
            inside += order.tag(place);
        }
        return inside;
    }

    /** Of all pairs of a pixel inside and one outside: those of which the one inside is greater, and half of those that are equal. */
    private double pairs(int pixels) {
        double pairs = 0;
        long below = 0;
        for (int start = 0; start < pixels; ) {
            long in = order.tag(start);
            int end = start + 1;
            for (; end < pixels && order.areEqual(end, start); end++) {
                in += order.tag(end);
            }
            long out = end - start - in;
            pairs += in * (below + out / 2.0);
            below += out;
            start = end;
        }
        return pairs;
    }

    /** Whether one of the greatest pixels is near the region; the first of them is known. */
    private boolean pointsNear(Tensor map, Region region, double greatest, int first) {
        for (int y = first / region.width(), at = y * region.width(); y < region.height(); y++) {
            load(map, y);
            for (int x = 0; x < region.width(); x++, at++) {
                if (at >= first && value(row[x]) == greatest && region.isNear(x, y, options.tolerance())) {
                    return true;
                }
            }
        }
        return false;
    }
}

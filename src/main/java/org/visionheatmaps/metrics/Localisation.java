package org.visionheatmaps.metrics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.visionheatmaps.tensor.Tensor;

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
    private final SortedKeys inside = new SortedKeys();
    private final SortedKeys outside = new SortedKeys();

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
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The sign of a name.
         *
         * @throws IllegalArgumentException for another name
         */
        public static Sign named(String name) {
            List<String> names = Arrays.stream(values()).map(Sign::toString).toList();
            int at = names.indexOf(name.toLowerCase(Locale.ROOT));
            if (at < 0) {
                throw new IllegalArgumentException(
                        "The sign of localisation is one of " + String.join(", ", names) + ", but got '" + name + "'");
            }
            return values()[at];
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
        inside.begin(size, map.isFloat());
        outside.begin(pixels - size, map.isFloat());
        double massInside = 0;
        double mass = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int y = 0, at = 0; y < region.height(); y++) {
            for (int x = 0; x < region.width(); x++, at++) {
                double value = value(at(map, x, y));
                double positive = Math.max(value, 0);
                mass += positive;
                greatest = Math.max(greatest, value);
                if (region.has(at)) {
                    massInside += positive;
                    inside.add(value);
                } else {
                    outside.add(value);
                }
            }
        }
        if (mass > 0 && Double.isFinite(mass)) {
            metrics.set(Metric.MASS, massInside / mass);
            metrics.set(Metric.LIFT, massInside / mass / ((double) size / pixels));
        }
        rank(size, pixels, metrics);
        metrics.set(Metric.POINTING, pointsAt(map, region, greatest) ? 1 : 0);
    }

    private double value(double value) {
        return switch (options.sign()) {
            case POSITIVE -> Math.max(value, 0);
            case ABSOLUTE -> Math.abs(value);
            case SIGNED -> value;
        };
    }

    /** From the greatest values downwards, equal ones together. */
    private void rank(int size, int pixels, ElementMetrics metrics) {
        inside.sort();
        outside.sort();
        int top = Math.min(options.top(), pixels);
        double hitsOfSize = 0;
        double hitsOfTop = 0;
        double pairs = 0;
        int in = size;
        int out = pixels - size;
        for (int above = 0; in + out > 0; ) {
            long key = greatest(in, out);
            int equalIn = 0;
            for (; in > 0 && inside.at(in - 1) == key; in--) {
                equalIn++;
            }
            int equalOut = 0;
            for (; out > 0 && outside.at(out - 1) == key; out--) {
                equalOut++;
            }
            int equal = equalIn + equalOut;
            double share = (double) equalIn / equal;
            hitsOfSize += share * Math.min(equal, Math.max(0, size - above));
            hitsOfTop += share * Math.min(equal, Math.max(0, top - above));
            pairs += equalIn * (out + equalOut / 2.0);
            above += equal;
        }
        metrics.set(Metric.RANK, hitsOfSize / size);
        metrics.set(Metric.TOPK, hitsOfTop / top);
        metrics.set(Metric.AUC, pairs / ((double) size * (pixels - size)));
    }

    private long greatest(int in, int out) {
        if (in == 0) {
            return outside.at(out - 1);
        }
        return out == 0 || inside.at(in - 1) > outside.at(out - 1) ? inside.at(in - 1) : outside.at(out - 1);
    }

    private boolean pointsAt(Tensor map, Region region, double greatest) {
        return pointsAt(map, region, greatest, 0) || pointsAt(map, region, greatest, options.tolerance());
    }

    private boolean pointsAt(Tensor map, Region region, double greatest, double tolerance) {
        for (int y = 0; y < region.height(); y++) {
            for (int x = 0; x < region.width(); x++) {
                if (value(at(map, x, y)) == greatest && region.isNear(x, y, tolerance)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double at(Tensor map, int x, int y) {
        int place = map.offset() + x * map.stride(0) + y * map.stride(1);
        return map.isFloat() ? map.floats()[place] : map.doubles()[place];
    }
}

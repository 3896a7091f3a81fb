package org.visionheatmaps.transform.overlay;

import java.util.List;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.transform.Fittable;

/**
 * Draws a line around the strongest part of the map over the photograph: {@link Outline} at a quantile of the values.
 *
 * <p>Shape: rows × columns of scalars, the image's size, to colours. Values: components in [0, 1]. Formula: quantiles of type 7 (Hyndman and
 * Fan 1996; SEMANTICS, PercentileClip). Edges: a map of one value has no line.
 *
 * @param fraction the share of values below the line, in [0, 1]
 * @param color as 0xRRGGBB
 * @param width of the line in pixels, in (0, 100]
 */
public record QuantileOutline(double fraction, int color, double width) implements Fittable, OverValues {
    public static final double DEFAULT_FRACTION = 0.9;

    /**
     * @throws IllegalArgumentException unless the fraction is in [0, 1] and the width in (0, 100]
     */
    public QuantileOutline {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "QuantileOutline needs a fraction in [0, 1] (not percent), but got " + fraction);
        }
        Outline.requireWidth("QuantileOutline", width);
    }

    @Override
    public Outline fit(Summary seen) {
        return new Outline(seen.quantile(fraction), color, width);
    }

    @Override
    public List<Double> fractions() {
        return List.of(fraction);
    }

    @Override
    public String toString() {
        return "QuantileOutline(" + fraction + ", " + Outline.text(color) + ", " + width + ")";
    }
}

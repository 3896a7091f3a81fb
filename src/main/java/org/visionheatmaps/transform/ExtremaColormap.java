package org.visionheatmaps.transform;

import java.util.Optional;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.stats.Summary;

/**
 * Maps values to colours, from the least value to the greatest.
 *
 * <p>Shape: W×H to W×H colours. Values: components in [0, 1]. Formula: {@link RangeColormap} over (min, max) (SEMANTICS). Edges: a
 * constant c gets the colour at clamp(c, 0, 1).
 *
 * @param scheme best a sequential one
 * @param levels of values that have a colour each, as {@link RangeColormap} has them; 0 for no levels
 */
public record ExtremaColormap(ColorScheme scheme, int levels) implements Fittable, Colormap {
    /**
     * @throws IllegalArgumentException unless levels are 0 or 2 to 256
     */
    public ExtremaColormap {
        RangeColormap.requireLevels(levels);
    }

    /** Without levels. */
    public ExtremaColormap(ColorScheme scheme) {
        this(scheme, 0);
    }

    @Override
    public RangeColormap fit(Summary seen) {
        ValueRange range = ValueRange.orUnit(seen.min(), seen.max());
        return new RangeColormap(scheme, range.lower(), range.upper(), levels);
    }

    @Override
    public Optional<Degeneracy> degeneracy(Summary seen, Transform fitted) {
        return seen.min() == seen.max() ? Optional.of(Degeneracy.FLAT) : Optional.empty();
    }

    @Override
    public Optional<String> advice() {
        return SchemeAdvice.stretched(scheme);
    }

    @Override
    public String toString() {
        return "ExtremaColormap(" + scheme + RangeColormap.text(levels) + ")";
    }
}

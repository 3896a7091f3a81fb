package org.visionheatmaps.transform;

import java.util.Optional;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.stats.Summary;

/**
 * Maps values to colours with zero in the middle of the scheme.
 *
 * <p>Shape: W×H to W×H colours. Values: components in [0, 1]. Formula: {@link RangeColormap} over (-m, m), m the greatest
 * magnitude (SEMANTICS). Edges: all zeros get the first colour, as in the reference, unless zero is the middle.
 *
 * @param scheme best a divergent one
 * @param isZeroMiddle whether a map of zeros has the middle colour, as zero has in other maps; the reference's has the first
 * @param levels of values that have a colour each, as {@link RangeColormap} has them; 0 for no levels
 */
public record CenteredColormap(ColorScheme scheme, boolean isZeroMiddle, int levels) implements Fittable, Colormap {
    /**
     * @throws IllegalArgumentException unless levels are 0 or 2 to 256
     */
    public CenteredColormap {
        RangeColormap.requireLevels(levels);
    }

    /** Without levels. */
    public CenteredColormap(ColorScheme scheme, boolean isZeroMiddle) {
        this(scheme, isZeroMiddle, 0);
    }

    /** As the reference draws. */
    public CenteredColormap(ColorScheme scheme) {
        this(scheme, false, 0);
    }

    @Override
    public RangeColormap fit(Summary seen) {
        double most = Math.max(Math.abs(seen.min()), Math.abs(seen.max()));
        ValueRange range = isZeroMiddle && most == 0 ? new ValueRange(-1, 1) : ValueRange.orUnit(-most, most);
        return new RangeColormap(scheme, range.lower(), range.upper(), levels);
    }

    @Override
    public Optional<Degeneracy> degeneracy(Summary seen, Transform fitted) {
        if (seen.min() == seen.max()) {
            return Optional.of(Degeneracy.FLAT);
        }
        return seen.min() >= 0 || seen.max() <= 0 ? Optional.of(Degeneracy.ONE_SIGN) : Optional.empty();
    }

    @Override
    public Optional<String> advice() {
        return SchemeAdvice.centered(scheme);
    }

    @Override
    public String toString() {
        return "CenteredColormap(" + scheme + (isZeroMiddle ? ", zero=:middle" : "") + RangeColormap.text(levels) + ")";
    }
}

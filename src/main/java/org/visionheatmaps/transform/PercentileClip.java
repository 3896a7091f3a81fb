package org.visionheatmaps.transform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;

/**
 * Clips outliers at two quantiles of the values.
 *
 * <p>Shape: kept. Values: double from here on, between the two quantiles. Formula: quantiles of type 7 (Hyndman and Fan 1996;
 * SEMANTICS, PercentileClip), then {@link Clip}. Edges: a constant stays itself.
 *
 * @param lower the fraction of values that may lie below, in [0, 1)
 * @param upper the fraction of values that may lie below the upper bound, in (lower, 1]
 */
public record PercentileClip(double lower, double upper) implements Fittable {
    public static final double DEFAULT_LOWER = 0.001;
    public static final double DEFAULT_UPPER = 0.999;

    /**
     * @throws IllegalArgumentException unless 0 &lt;= lower &lt; upper &lt;= 1
     */
    public PercentileClip {
        if (!(0 <= lower && lower < upper && upper <= 1)) {
            throw new IllegalArgumentException(
                    "PercentileClip needs 0 <= lower < upper <= 1 (fractions, not percent), but got " + lower + " and "
                            + upper);
        }
    }

    /** Clips at 0.1 % and 99.9 %. */
    public PercentileClip() {
        this(DEFAULT_LOWER, DEFAULT_UPPER);
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS, Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Clip fit(Summary seen) {
        double low = seen.quantile(lower);
        // Rounding may put the quantile of a hardly larger fraction a last bit below.
        return new Clip(low, Math.max(low, seen.quantile(upper)));
    }

    @Override
    public Optional<Degeneracy> degeneracy(Summary seen, Transform fitted) {
        Clip clip = (Clip) fitted;
        return clip.lower() == clip.upper() && seen.min() < seen.max()
                ? Optional.of(Degeneracy.CLIPPED)
                : Optional.empty();
    }

    @Override
    public List<Double> fractions() {
        return List.of(lower, upper);
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public String toString() {
        return "PercentileClip(" + lower + ", " + upper + ")";
    }
}

package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;

/**
 * Scales values so that all but the strongest lie within [-1, 1], and clips those: Captum's rule for outliers.
 *
 * <p>Shape: kept. Values: in [-1, 1]; dtype kept. Formula: with t the smallest magnitude for which the magnitudes up to it, in ascending
 * order, add up to {@code 1 - fraction} of the sum of all, {@code min(max(x / t, -1), 1)} (Captum, {@code _normalize_attr} with {@code
 * outlier_perc = 100 * fraction}; sums are taken in double). Edges: a map of zeros stays 0.
 *
 * @param fraction the share of the sum of magnitudes that outliers may have, in [0, 1)
 */
public record MassClip(double fraction) implements Fittable {
    public static final double DEFAULT_FRACTION = 0.02;

    /**
     * @throws IllegalArgumentException unless 0 &lt;= fraction &lt; 1
     */
    public MassClip {
        if (!(0 <= fraction && fraction < 1)) {
            throw new IllegalArgumentException(
                    "MassClip needs 0 <= fraction < 1 (a fraction, not percent), but got " + fraction);
        }
    }

    /** Outliers of 2 %, as Captum's default. */
    public MassClip() {
        this(DEFAULT_FRACTION);
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
    public ScaleClip fit(Summary seen) {
        return new ScaleClip(seen.massQuantile(1 - fraction));
    }

    @Override
    public boolean needsAllValues() {
        return true;
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "MassClip(" + fraction + ")";
    }
}

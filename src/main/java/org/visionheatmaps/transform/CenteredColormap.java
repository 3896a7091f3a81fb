package org.visionheatmaps.transform;

import java.util.Optional;
import java.util.Set;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;

/**
 * Maps values to colours with zero in the middle of the scheme.
 *
 * <p>Shape: W×H to W×H colours. Values: components in [0, 1]. Formula: {@link RangeColormap} over (-m, m), m the greatest
 * magnitude (SEMANTICS). Edges: all zeros get the first colour, as in the reference.
 *
 * @param scheme best a divergent one
 */
public record CenteredColormap(ColorScheme scheme) implements Fittable {
    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return Kind.COLOR;
    }

    @Override
    public RangeColormap fit(Summary seen) {
        double most = Math.max(Math.abs(seen.min()), Math.abs(seen.max()));
        return RangeColormap.over(scheme, ValueRange.orUnit(-most, most));
    }

    @Override
    public Optional<String> advice() {
        return SchemeAdvice.centered(scheme);
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "CenteredColormap(" + scheme + ")";
    }
}

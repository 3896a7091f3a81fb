package org.visionheatmaps.transform;

import java.util.Optional;
import java.util.Set;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;

/**
 * Maps values to colours, from the least value to the greatest.
 *
 * <p>Shape: W×H to W×H colours. Values: components in [0, 1]. Formula: {@link RangeColormap} over (min, max) (SEMANTICS). Edges: a
 * constant c gets the colour at clamp(c, 0, 1).
 *
 * @param scheme best a sequential one
 */
public record ExtremaColormap(ColorScheme scheme) implements Fittable {
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
        return RangeColormap.over(scheme, ValueRange.orUnit(seen.min(), seen.max()));
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
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "ExtremaColormap(" + scheme + ")";
    }
}

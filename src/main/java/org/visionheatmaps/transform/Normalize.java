package org.visionheatmaps.transform;

import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Brings a map to [0, 1], as tools do that colour by a table: before it is enlarged, say.
 *
 * <p>Shape: W×H, kept. Values: in [0, 1]; dtype kept. Formula: {@code (x - lower) / (upper - lower)}, with the least and the greatest value
 * of the map, or with {@code -m} and {@code m}, m the greatest magnitude. Edges: a map of one value, or of zeros, becomes 0 everywhere.
 * What the colours after it stand for is 0 to 1, also beside a colour bar.
 *
 * @param isCentered whether zero becomes 0.5
 */
public record Normalize(boolean isCentered) implements Transform {
    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return x.map(of(Summary.of(x)));
    }

    /** What becomes of each value of a map. */
    public DoubleUnaryOperator of(Summary summary) {
        double most = Math.max(Math.abs(summary.min()), Math.abs(summary.max()));
        double lower = isCentered ? -most : summary.min();
        double length = (isCentered ? most : summary.max()) - lower;
        return value -> length > 0 ? (value - lower) / length : 0;
    }

    @Override
    public String toString() {
        return isCentered ? "Normalize(:centered)" : "Normalize(:extrema)";
    }
}

package org.visionheatmaps.transform;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** A transform whose constants are statistics of the values that it sees. Fitting gives the transform that has them as arguments. */
public interface Fittable extends Transform {
    /** The transform with constants, which does the work: {@code PercentileClip} becomes {@code Clip}. */
    Transform fit(Summary seen);

    /** What is degenerate about values that a fit to them does not make good; empty, for most. */
    default Optional<Degeneracy> degeneracy(Summary seen, Transform fitted) {
        return Optional.empty();
    }

    /** The fractions in [0, 1] whose quantiles {@link #fit} asks for; a summary of a dataset knows no others. */
    default List<Double> fractions() {
        return List.of();
    }

    /** Whether {@link #fit} asks for more than extremes and quantiles: then a fit over the dataset counts the values that it sees in a pass. */
    default boolean needsAllValues() {
        return false;
    }

    /** Whether what {@link #fit} gives {@linkplain Transform#keepsOrder keeps the order} of values. */
    @Override
    default boolean keepsOrder() {
        return false;
    }

    /** Fits to the one element, as the reference does. */
    @Override
    default Tensor apply(Tensor x, RgbImage image) {
        return fit(Summary.of(x)).apply(x, image);
    }
}

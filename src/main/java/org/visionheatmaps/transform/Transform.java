package org.visionheatmaps.transform;

import java.util.Optional;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

/**
 * A step that can be applied: pure, and each element by itself.
 *
 * <p>To add one's own, implement this and register it with a {@code TransformProvider}.
 */
public non-sealed interface Transform extends Step {
    /** What a reader of the picture should be warned of, if anything: a scheme that does not suit the step, say. */
    default Optional<String> advice() {
        return Optional.empty();
    }

    /**
     * The transform of one element.
     *
     * @param x of one of {@link #inputKinds()}; not changed; if it is {@linkplain Tensor#isMasked masked}, NaN stands for missing values
     * @param image the photograph that belongs to the element, or null
     * @return of {@link #outputKind}
     * @throws org.visionheatmaps.tensor.BadDataException if this element cannot be transformed
     */
    Tensor apply(Tensor x, RgbImage image);

    /** Whether it looks at the values that colours stand for: then {@link #applyIn} has them. */
    default boolean usesValues() {
        return false;
    }

    /** The transform of one element, for steps that look at more than the photograph. */
    default Tensor applyIn(Tensor x, Scene scene) {
        return apply(x, scene.photograph());
    }

    /**
     * The photograph that the steps after this one see.
     *
     * @param image that this one sees, or null
     */
    default RgbImage photograph(RgbImage image) {
        return image;
    }

    /**
     * Whether every element of finite values is taken and gives finite values. If not, a fit over the dataset tries the transform on
     * each element first, since those that cannot be drawn do not count.
     */
    default boolean takesAll() {
        return false;
    }

    /**
     * Whether one increasing function of a value alone gives each new value, and {@link #after} gives their summary: then a fit after
     * this transform needs no pass of its own.
     */
    default boolean keepsOrder() {
        return false;
    }

    /**
     * The summary of the values after this transform, which is fitted.
     *
     * @param before of the values before it
     * @throws UnsupportedOperationException unless {@link #keepsOrder}
     */
    default Summary after(Summary before) {
        throw new UnsupportedOperationException(this + " does not tell a summary of its values without seeing them");
    }
}

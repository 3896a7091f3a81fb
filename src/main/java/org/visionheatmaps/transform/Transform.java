package org.visionheatmaps.transform;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * One step of a pipeline: a value (a record, so that two equal ones are equal), pure, serialisable, whose {@code toString} is the
 * text that builds it.
 *
 * <p>To add one's own, implement this and register it with a {@code TransformProvider}.
 */
public interface Transform extends Serializable {
    /** The kinds that this transform takes. */
    Set<Kind> inputKinds();

    /**
     * The kind that it gives. Called when a pipeline is built, for a kind that it takes.
     *
     * @throws IllegalArgumentException if its arguments do not fit the input's dimensions; the message says how
     */
    Kind outputKind(Kind input);

    /** Whether it looks at the image: if no step does, images are not read. */
    default boolean usesImage() {
        return false;
    }

    /** What a reader of the picture should be warned of, if anything: a scheme that does not suit the step, say. */
    default Optional<String> advice() {
        return Optional.empty();
    }

    /**
     * The transform of one element.
     *
     * @param x of one of {@link #inputKinds()}; not changed
     * @param image the photograph that belongs to the element, or null
     * @return of {@link #outputKind}
     * @throws org.visionheatmaps.tensor.BadDataException if this element cannot be transformed
     */
    Tensor apply(Tensor x, RgbImage image);
}

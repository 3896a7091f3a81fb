package org.visionheatmaps.transform;

import java.io.Serializable;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;

/**
 * One step of a pipeline as its text names it: a {@link Transform}, which can be applied, or one that is still to be fitted {@link
 * OverDataset}. A value (a record, so that two equal ones are equal), serialisable, whose {@code toString} is the text that builds
 * it.
 */
public sealed interface Step extends Serializable permits Transform, OverDataset {
    /** The kinds that this step takes. */
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

    /** Whether it looks at where the object is said to be: if no step does, masks and boxes are not read. */
    default boolean usesObject() {
        return false;
    }
}

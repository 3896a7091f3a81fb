package org.visionheatmaps.pipeline;

import org.visionheatmaps.transform.Transform;

/** Builds a transform from the arguments that a pipeline's text gives it. */
@FunctionalInterface
public interface TransformFactory {
    /**
     * @throws IllegalArgumentException if the arguments do not fit; the message says what is required and what came
     */
    Transform create(Call call);
}

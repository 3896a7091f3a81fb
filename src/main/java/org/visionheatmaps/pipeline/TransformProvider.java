package org.visionheatmaps.pipeline;

import java.util.Map;

/**
 * Adds transforms of one's own to the language of pipelines. Register it as a service (a file {@code
 * META-INF/services/org.visionheatmaps.pipeline.TransformProvider} in a jar on the class path, such as one given with {@code
 * --jars}).
 */
public interface TransformProvider {
    /** Factories by the name that a pipeline's text uses; by custom the class's own name. */
    Map<String, TransformFactory> transforms();
}

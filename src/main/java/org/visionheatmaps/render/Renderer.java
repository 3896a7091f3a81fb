package org.visionheatmaps.render;

import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.tensor.ObjectPlace;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

/** Makes what an output has of each element, one after the other. Not for two threads at once. */
public interface Renderer {
    /** A renderer of colours or of values, with boxes or without, as the settings want it. */
    static Renderer of(FittedPipeline pipeline, RenderSettings settings) {
        Renderer renderer = alone(pipeline, settings);
        boolean isBoxed = settings.boxShare() == 0 || settings.areOfValues();
        return isBoxed ? renderer : new BoxedRenderer(renderer, pipeline, settings);
    }

    private static Renderer alone(FittedPipeline pipeline, RenderSettings settings) {
        return settings.areOfValues() ? new ValueRenderer(pipeline, settings) : new ElementRenderer(pipeline, settings);
    }

    /**
     * What belongs to an element beside its values.
     *
     * @param image the photograph, or null
     * @param object where the photograph's object is said to be, or null
     * @param caption a line beneath a picture, or null
     */
    record Beside(RgbImage image, ObjectPlace object, String caption) {
        /** A photograph alone. */
        public static Beside of(RgbImage image) {
            return new Beside(image, null, null);
        }

        Scene scene() {
            return new Scene(image, null, object);
        }
    }

    /** Renders one element with its photograph, which may be null. */
    default Heatmap render(String id, Tensor x, RgbImage image) {
        return renderWith(id, x, Beside.of(image));
    }

    /**
     * Renders one element.
     *
     * @param id written into the PNG
     * @param x channels, W×H×C
     * @throws org.visionheatmaps.tensor.BadDataException if the element cannot be rendered
     */
    Heatmap renderWith(String id, Tensor x, Beside beside);
}

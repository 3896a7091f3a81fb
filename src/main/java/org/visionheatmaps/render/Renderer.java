package org.visionheatmaps.render;

import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Makes what an output has of each element, one after the other. Not for two threads at once. */
public interface Renderer {
    /** A renderer of colours or of values, with boxes or without, as the settings want it. */
    static Renderer of(FittedPipeline pipeline, RenderSettings settings) {
        Renderer renderer = alone(pipeline, settings);
        return settings.boxShare() == 0 ? renderer : new BoxedRenderer(renderer, pipeline, settings);
    }

    private static Renderer alone(FittedPipeline pipeline, RenderSettings settings) {
        return settings.areOfValues() ? new ValueRenderer(pipeline, settings) : new ElementRenderer(pipeline, settings);
    }

    /** Renders one element without a caption. */
    default Heatmap render(String id, Tensor x, RgbImage image) {
        return render(id, x, image, null);
    }

    /**
     * Renders one element.
     *
     * @param id written into the PNG
     * @param x channels, W×H×C
     * @param image the photograph that belongs to the element, or null
     * @param caption a line beneath a picture, or null
     * @throws org.visionheatmaps.tensor.BadDataException if the element cannot be rendered
     */
    Heatmap render(String id, Tensor x, RgbImage image, String caption);
}

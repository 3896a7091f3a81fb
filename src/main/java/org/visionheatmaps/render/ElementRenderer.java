package org.visionheatmaps.render;

import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Draws one element after the other with one pipeline. Not for two threads at once. */
public final class ElementRenderer {
    private final FittedPipeline pipeline;
    private final String software;
    private final PngWriter writer = new PngWriter();

    /**
     * @param pipeline must end with colours
     * @throws IllegalArgumentException if it does not
     */
    public ElementRenderer(FittedPipeline pipeline, String software) {
        requireColors(pipeline.outputKind(), pipeline);
        this.pipeline = pipeline;
        this.software = software;
    }

    /**
     * Fails unless the pipeline can be drawn.
     *
     * @throws IllegalArgumentException if it does not end with colours
     */
    public static void requireColors(Pipeline pipeline) {
        requireColors(pipeline.outputKind(), pipeline);
    }

    private static void requireColors(Kind end, Object pipeline) {
        if (end != Kind.COLOR) {
            throw new IllegalArgumentException("A PNG needs colors, but the pipeline ends with " + end
                    + ": add a colormap such as ExtremaColormap() to " + pipeline);
        }
    }

    /**
     * Draws one element.
     *
     * @param id written into the PNG
     * @param x channels, W×H×C, all finite
     * @param image the photograph that belongs to the element, or null
     * @throws BadDataException if the element cannot be drawn
     */
    public Heatmap render(String id, Tensor x, RgbImage image) {
        FiniteValues.require(x);
        FittedPipeline.Applied applied = pipeline.apply(x, image);
        RgbImage pixels = RgbImage.ofColors(applied.value());
        String fitted = applied.fittedPipeline().toString();
        Provenance provenance = new Provenance(id, fitted, applied.range().orElse(null), software);
        byte[] png = writer.encode(pixels, provenance.chunks());
        return new Heatmap(png, pixels.width(), pixels.height(), provenance.range(), fitted);
    }
}

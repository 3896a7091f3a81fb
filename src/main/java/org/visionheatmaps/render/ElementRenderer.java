package org.visionheatmaps.render;

import java.util.Optional;
import java.util.OptionalInt;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.HeatmapPainter;

/** Draws one element after the other with one pipeline. Not for two threads at once. */
public final class ElementRenderer {
    private final FittedPipeline pipeline;
    private final String software;
    private final NonFinite nonFinite;
    private final HeatmapPainter painter;
    private final PngWriter writer = new PngWriter();

    /**
     * @param pipeline must end with colours
     * @throws IllegalArgumentException if it does not
     */
    public ElementRenderer(FittedPipeline pipeline, String software) {
        this(pipeline, software, NonFinite.QUARANTINE);
    }

    /**
     * @param pipeline must end with colours
     * @param nonFinite what happens to values that are NaN or infinite
     * @throws IllegalArgumentException if it does not
     */
    public ElementRenderer(FittedPipeline pipeline, String software, NonFinite nonFinite) {
        requireColors(pipeline.outputKind(), pipeline);
        this.pipeline = pipeline;
        this.software = software;
        this.nonFinite = nonFinite;
        this.painter = HeatmapPainter.of(pipeline.transforms()).orElse(null);
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
     * @param x channels, W×H×C
     * @param image the photograph that belongs to the element, or null
     * @throws BadDataException if the element cannot be drawn
     */
    public Heatmap render(String id, Tensor x, RgbImage image) {
        Painting painting = paint(x, image);
        RgbImage pixels = painting.pixels();
        Provenance provenance = new Provenance(id, painting.pipeline(), painting.range(), software);
        byte[] png = writer.encode(pixels, provenance.chunks(), painting.key());
        return new Heatmap(png, pixels.width(), pixels.height(), painting.range(), painting.pipeline());
    }

    /** Pixels, in memory that holds until the next element, and what the PNG says of them. */
    private record Painting(RgbImage pixels, OptionalInt key, String pipeline, ValueRange range) {}

    /** The short way where there is one; the long way tells what is wrong with an element. */
    private Painting paint(Tensor x, RgbImage image) {
        if (painter != null) {
            try {
                Optional<HeatmapPainter.Painting> quick = painter.paint(x);
                if (quick.isPresent()) {
                    return painting(
                            new KeyedImage(quick.get().pixels(), OptionalInt.empty()),
                            new FittedPipeline.Applied(null, quick.get().fitted()));
                }
            } catch (BadDataException e) {
                // Told below, in terms of the values that came.
            }
        }
        FittedPipeline.Applied applied = pipeline.apply(nonFinite.admit(x), image, this::paintMissing);
        return painting(KeyedImage.ofColors(applied.value()), applied);
    }

    private Tensor paintMissing(Tensor colors) {
        int color = nonFinite.badColor();
        return color == NonFinite.TRANSPARENT ? colors : Missing.colored(colors, color);
    }

    private static Painting painting(KeyedImage image, FittedPipeline.Applied applied) {
        return new Painting(
                image.pixels(),
                image.key(),
                applied.fittedPipeline().toString(),
                applied.range().orElse(null));
    }
}

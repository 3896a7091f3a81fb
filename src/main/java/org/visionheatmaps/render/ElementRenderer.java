package org.visionheatmaps.render;

import java.util.Optional;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.paint.HeatmapPainter;
import org.visionheatmaps.paint.RowPainter;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.ColorIndexer;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.RgbaImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.RangeColormap;

/** Draws one element after the other with one pipeline. Not for two threads at once. */
public final class ElementRenderer implements Renderer {
    private final FittedPipeline pipeline;
    private final String software;
    private final NonFinite nonFinite;
    private final boolean usesImage;
    private final PassedSigns signs;
    private final HeatmapPainter painter;
    private final RowPainter rowPainter;
    private final PngEncoding.Color color;
    private final ColorIndexer indexer = new ColorIndexer();
    private final PngWriter writer;
    private final Colorbar colorbar;
    private final PanelPainter panels;

    /** A renderer with the default settings. */
    public ElementRenderer(FittedPipeline pipeline, String software) {
        this(pipeline, RenderSettings.of(software));
    }

    /**
     * @param pipeline must end with colours
     * @param settings of colours, not of values
     * @throws IllegalArgumentException if it does not
     */
    public ElementRenderer(FittedPipeline pipeline, RenderSettings settings) {
        if (settings.areOfValues()) {
            throw new IllegalArgumentException("Values are not drawn: ValueRenderer gives them");
        }
        requireColors(pipeline.outputKind(), pipeline);
        this.pipeline = pipeline;
        this.software = settings.software();
        this.nonFinite = settings.nonFinite();
        this.color = settings.encoding().color();
        this.writer = new PngWriter(settings.encoding().effort());
        this.usesImage = pipeline.usesImage();
        this.signs = PassedSigns.of(pipeline.transforms());
        this.painter = HeatmapPainter.of(pipeline.transforms()).orElse(null);
        this.rowPainter =
                RowPainter.of(pipeline.transforms(), nonFinite.badColor()).orElse(null);
        Composition composition = settings.composition();
        this.colorbar = composition.colorbar() == ColorbarSide.NONE ? null : new Colorbar(composition.colorbar());
        this.panels = composition.panels().isEmpty()
                ? null
                : new PanelPainter(composition.panels(), settings.nonFinite().badColor());
    }

    /**
     * Fails unless the pipeline can be drawn.
     *
     * @throws IllegalArgumentException if it does not end with colours
     */
    public static void requireColors(Pipeline pipeline) {
        requireColors(pipeline.outputKind(), pipeline);
    }

    /**
     * Fails unless a colour bar can be drawn beside what the pipeline draws.
     *
     * @throws IllegalArgumentException if a step makes its colours whose scheme and range are not known
     */
    public static void requireColorbar(Pipeline pipeline, ColorbarSide side) {
        if (side != ColorbarSide.NONE) {
            Colorbar.requireColormap(pipeline);
        }
    }

    private static void requireColors(Kind end, Object pipeline) {
        if (end != Kind.COLOR) {
            throw new IllegalArgumentException("A PNG needs colors, but the pipeline ends with " + end
                    + ": add a colormap such as ExtremaColormap() to " + pipeline);
        }
    }

    @Override
    public Heatmap renderWith(String id, Tensor x, Beside beside) {
        Painting painting = paint(x, beside.scene());
        String text = painting.applied().text();
        RangeColormap colormap = painting.applied().colormap().orElse(null);
        ValueRange range = colormap == null ? null : colormap.range();
        Pixels heatmap = panels == null
                ? painting.pixels()
                : pixels(RgbaImage.opaque(
                        panels.paint(painting.applied().fitted(), nonFinite.admit(x), beside.scene())));
        Provenance.Area area = colorbar == null && beside.caption() == null
                ? null
                : new Provenance.Area(heatmap.width(), heatmap.height());
        Pixels picture = colorbar == null ? heatmap : heatmap.beside(colorbar, colormap, text);
        if (beside.caption() != null) {
            picture = smallest(Captioned.beneath(picture.rgba(), beside.caption()));
        }
        byte[] png =
                picture.encode(new Provenance(id, text, range, software, area, painting.isMasked() ? nonFinite : null));
        return new Heatmap(
                png,
                picture.width(),
                picture.height(),
                range,
                text,
                signs.addTo(painting.applied().fit().degeneracies(), x));
    }

    /** Pixels, in memory that holds until the next element, and what the PNG says of them; masked if a value was left out. */
    private record Painting(Pixels pixels, FittedPipeline.Applied applied, boolean isMasked) {}

    /** An image of either kind. */
    private interface Pixels {
        int width();

        int height();

        byte[] encode(Provenance provenance);

        /** The pixels with their colours. */
        RgbaImage rgba();

        Pixels beside(Colorbar bar, RangeColormap colormap, String pipeline);
    }

    /** With a palette where the encoding asks for one and the colours fit; an exact one waits for the colours of the colour bar. */
    private Pixels pixels(RgbaImage image) {
        return isExactWithBar() ? new Rgb(image) : smallest(image);
    }

    /** With a palette, where it may be: of opaque colours. */
    private Pixels smallest(RgbaImage image) {
        Optional<IndexedImage> indexed =
                color == PngEncoding.Color.RGB || !image.isOpaque() ? Optional.empty() : indexer.index(image.colors());
        return indexed.isPresent() ? new Indexed(indexed.get()) : new Rgb(image);
    }

    private Pixels pixels(HeatmapPainter.Prepared ready) {
        Optional<IndexedImage> indexed =
                switch (color) {
                    case RGB -> Optional.empty();
                    case AUTO -> isExactWithBar() ? Optional.empty() : ready.indexed();
                    case PALETTE -> usesImage ? ready.indexed() : Optional.of(ready.nearest());
                    case GREY8, GREY16 -> throw new IllegalStateException("values are not drawn");
                };
        return indexed.isPresent() ? new Indexed(indexed.get()) : new Rgb(RgbaImage.opaque(ready.rgb()));
    }

    private boolean isExactWithBar() {
        return color == PngEncoding.Color.AUTO && colorbar != null;
    }

    private final class Rgb implements Pixels {
        private final RgbaImage image;

        Rgb(RgbaImage image) {
            this.image = image;
        }

        @Override
        public int width() {
            return image.colors().width();
        }

        @Override
        public int height() {
            return image.colors().height();
        }

        @Override
        public RgbaImage rgba() {
            return image;
        }

        @Override
        public byte[] encode(Provenance provenance) {
            return writer.encode(image, provenance.chunks());
        }

        @Override
        public Pixels beside(Colorbar bar, RangeColormap colormap, String pipeline) {
            return smallest(bar.beside(image, colormap, pipeline));
        }
    }

    private final class Indexed implements Pixels {
        private final IndexedImage image;

        Indexed(IndexedImage image) {
            this.image = image;
        }

        @Override
        public int width() {
            return image.width();
        }

        @Override
        public int height() {
            return image.height();
        }

        @Override
        public RgbaImage rgba() {
            return RgbaImage.opaque(image.toRgb());
        }

        @Override
        public byte[] encode(Provenance provenance) {
            return writer.encode(image, provenance.chunks());
        }

        @Override
        public Pixels beside(Colorbar bar, RangeColormap colormap, String pipeline) {
            Optional<IndexedImage> picture = bar.beside(image, colormap, pipeline);
            if (picture.isPresent()) {
                return new Indexed(picture.get());
            }
            return new Rgb(bar.beside(rgba(), colormap, pipeline));
        }
    }

    /** In one pass where the painter can; otherwise step by step. */
    private Painting paint(Tensor x, Scene scene) {
        RgbImage image = scene.photograph();
        Optional<Painting> direct = image == null || !usesImage ? paintDirectly(x) : Optional.empty();
        return direct.orElseGet(() -> {
            Tensor admitted = nonFinite.admit(x);
            boolean isMasked = nonFinite.isMasked() && !FiniteValues.areAll(x);
            return rowPainter != null && rowPainter.canPaint(admitted)
                    ? paintByRows(admitted, image, isMasked)
                    : paintStepByStep(admitted, scene, isMasked);
        });
    }

    /** Without an image; empty if something is wrong with the element, which the other ways say in terms of the values that came. */
    private Optional<Painting> paintDirectly(Tensor x) {
        if (painter == null) {
            return Optional.empty();
        }
        try {
            return painter.prepare(x)
                    .map(ready -> new Painting(pixels(ready), new FittedPipeline.Applied(null, ready.fit()), false));
        } catch (BadDataException e) {
            return Optional.empty();
        }
    }

    private Painting paintByRows(Tensor x, RgbImage image, boolean isMasked) {
        RowPainter.Painting painted = rowPainter.paint(x, image);
        return new Painting(
                pixels(RgbaImage.without(painted.pixels(), painted.missing())),
                new FittedPipeline.Applied(null, painted.fit()),
                isMasked || painted.isMasked());
    }

    private Painting paintStepByStep(Tensor x, Scene scene, boolean hasBadValues) {
        boolean[] isMasked = {hasBadValues};
        FittedPipeline.Applied applied = pipeline.apply(x, scene, colors -> {
            // A sum of finite values may be infinite.
            isMasked[0] |= Missing.isIn(colors);
            return paintMissing(colors);
        });
        return new Painting(pixels(RgbaImage.ofColors(applied.value())), applied, isMasked[0]);
    }

    private Tensor paintMissing(Tensor colors) {
        int color = nonFinite.badColor();
        return color == NonFinite.TRANSPARENT ? colors : Missing.colored(colors, color);
    }
}

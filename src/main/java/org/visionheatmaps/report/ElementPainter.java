package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.resize.ResizeToImage;

/**
 * Draws the small pictures of an element: the photograph, the heatmap alone, and both together, whether or not the pipeline itself lays
 * one over the other. Colours are the pipeline's; one that makes none gets the default of {@link CenteredColormap}.
 */
public final class ElementPainter {
    /** Pictures are no longer than this on either side. */
    public static final int MAX_PIXELS = 224;

    private static final int BAR = 128;
    /** Of pixels that are not finite. */
    private static final int GREY = 0x808080;

    private final FittedPipeline heatmap;
    private final FittedPipeline overlay;
    private final PictureEncoder photographs;
    private final PngWriter writer = new PngWriter();

    /**
     * @param pipeline of the element's group
     * @param photographs encodes photographs
     */
    public ElementPainter(FittedPipeline pipeline, PictureEncoder photographs) {
        List<Transform> alone = new ArrayList<>();
        List<Transform> over = new ArrayList<>();
        AlphaOverlay alpha = new AlphaOverlay();
        Transform resize = new ResizeToImage();
        for (Transform step : pipeline.transforms()) {
            if (step instanceof AlphaOverlay given) {
                alpha = given;
            } else if (step instanceof ResizeToImage given) {
                resize = given;
            } else {
                alone.add(step);
            }
        }
        if (new FittedPipeline(alone).outputKind() != Kind.COLOR) {
            alone.add(new CenteredColormap(ColorSchemes.catalogue().get("berlin")));
            if (alone.stream().noneMatch(FlipImage.class::isInstance)) {
                alone.add(new FlipImage());
            }
        }
        this.heatmap = new FittedPipeline(alone);
        over.addAll(alone);
        over.add(resize);
        over.add(alpha);
        this.overlay = new FittedPipeline(over);
        this.photographs = photographs;
    }

    /**
     * Draws an element.
     *
     * @param x channels, W×H×C
     * @param image the photograph, or null
     * @param mask whose outline is drawn over the photograph and the overlay; over the heatmap, if there is no photograph
     * @throws BadDataException if the element cannot be drawn
     */
    public Pictures paint(Tensor x, RgbImage image, MaskOutline mask) {
        FittedPipeline.Applied applied = heatmap.apply(x, Scene.of(null), ElementPainter::paintMissing);
        RgbImage colors = RgbImage.ofColors(applied.value());
        RgbImage small = image == null ? null : Shrink.to(image, MAX_PIXELS);
        List<Picture> pictures = new ArrayList<>();
        if (small != null) {
            pictures.add(Picture.jpeg("photograph", photographs.encode(mask.over(small))));
        }
        RgbImage alone = Shrink.to(colors, MAX_PIXELS);
        boolean isOutlined = small == null && isUpright();
        pictures.add(Picture.png("heatmap", writer.encode(isOutlined ? mask.overEnlarged(alone) : alone, List.of())));
        if (small != null && isUpright()) {
            pictures.add(Picture.jpeg("overlay", photographs.encode(mask.over(overlay(x, small)))));
        }
        Optional<ValueRange> range = applied.range();
        return new Pictures(pictures, range.map(shown -> bar(applied, shown)).orElse(null), range.orElse(null));
    }

    private static Tensor paintMissing(Tensor colors) {
        return Missing.colored(colors, GREY);
    }

    /** Without a flip the heatmap lies on its side, and does not belong over the photograph. */
    private boolean isUpright() {
        return heatmap.transforms().stream().filter(FlipImage.class::isInstance).count() % 2 == 1;
    }

    private RgbImage overlay(Tensor x, RgbImage small) {
        return RgbImage.ofColors(
                overlay.apply(x, Scene.of(small), ElementPainter::paintMissing).value());
    }

    private Picture bar(FittedPipeline.Applied applied, ValueRange range) {
        for (Transform step : applied.fitted()) {
            if (step instanceof RangeColormap colormap) {
                return bar(colormap, range, writer);
            }
        }
        throw new IllegalStateException("A range without a colormap");
    }

    /** The colours of a range, from the least value to the greatest. */
    static Picture bar(RangeColormap colormap, ValueRange range, PngWriter writer) {
        double[] values = new double[BAR];
        for (int i = 0; i < BAR; i++) {
            double share = i / (BAR - 1.0);
            values[i] = (1 - share) * range.lower() + share * range.upper();
        }
        Tensor colors = colormap.apply(Tensor.scalars(values, 1, BAR), null);
        return Picture.png("colour bar", writer.encode(RgbImage.ofColors(colors), List.of()));
    }
}

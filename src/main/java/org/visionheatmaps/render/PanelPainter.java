package org.visionheatmaps.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.MassClip;
import org.visionheatmaps.transform.Polarity;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.overlay.MaskImage;
import org.visionheatmaps.transform.resize.Nearest;
import org.visionheatmaps.transform.resize.ResizeToImage;

/**
 * Draws one element in several ways, side by side. Steps that fit each image are fitted once, so all panels have one scale. All have the
 * photograph's size: a heatmap that has another is enlarged without new colours. Without a photograph its panel is white, and the others are
 * of the heatmap's size. What is missing is white, or has the colour of missing values.
 */
final class PanelPainter {
    private static final int GAP = 4;

    private final List<Panel> panels;
    private final int missing;

    /** @param missing the colour of missing values, or {@link NonFinite#TRANSPARENT} */
    PanelPainter(List<Panel> panels, int missing) {
        this.panels = panels;
        this.missing = missing == NonFinite.TRANSPARENT ? Canvas.WHITE : missing;
    }

    /**
     * The panels from the left, with white between them.
     *
     * @param steps fitted to the element
     * @param x channels, W×H×C, admitted
     * @param scene what belongs to the element
     */
    RgbImage paint(List<Transform> steps, Tensor x, Scene scene) {
        List<RgbImage> drawn = new ArrayList<>();
        for (Panel panel : panels) {
            drawn.add(paint(panel, steps, x, scene));
        }
        int height = drawn.stream().mapToInt(RgbImage::height).max().orElseThrow();
        int width = drawn.stream().mapToInt(RgbImage::width).sum();
        int gap = GAP * Canvas.scale(drawn.get(0).width(), drawn.get(0).height());
        Canvas canvas = new Canvas(width + gap * (drawn.size() - 1), height);
        int left = 0;
        for (RgbImage picture : drawn) {
            canvas.draw(picture, left, 0);
            left += picture.width() + gap;
        }
        return canvas.image();
    }

    private RgbImage paint(Panel panel, List<Transform> steps, Tensor x, Scene scene) {
        RgbImage image = scene.photograph();
        return switch (panel) {
            case PHOTO -> image == null ? white(colors(heatmap(steps), x, Scene.of(null))) : image;
            case HEATMAP -> colors(toSize(heatmap(steps)), x, scene);
            case OVERLAY -> colors(overlay(steps), x, scene);
            case MASK -> mask(steps, x, scene);
        };
    }

    private static RgbImage white(RgbImage sized) {
        return new Canvas(sized.width(), sized.height()).image();
    }

    private RgbImage colors(List<Transform> steps, Tensor x, Scene scene) {
        return RgbImage.ofColors(
                present(new FittedPipeline(steps).apply(x, scene, this::present).value()));
    }

    private Tensor present(Tensor colors) {
        return colors.isMasked() ? Missing.colored(colors, missing) : colors;
    }

    private RgbImage mask(List<Transform> steps, Tensor x, Scene scene) {
        List<Transform> kept =
                new ArrayList<>(ValueSteps.of(new FittedPipeline(steps)).withoutColormap());
        kept.add(new Polarity(Polarity.Sign.ABSOLUTE));
        kept.add(new MassClip(MassClip.DEFAULT_FRACTION));
        kept = toSize(kept);
        kept.add(new MaskImage());
        return colors(kept, x, scene);
    }

    /** The steps without those that show the photograph. */
    private static List<Transform> heatmap(List<Transform> steps) {
        return steps.stream().filter(step -> !isOverlay(step)).toList();
    }

    private static List<Transform> overlay(List<Transform> steps) {
        if (steps.stream().anyMatch(PanelPainter::isOverlay)) {
            return steps;
        }
        List<Transform> overlaid = toSize(steps);
        overlaid.add(new AlphaOverlay());
        return overlaid;
    }

    private static List<Transform> toSize(List<Transform> steps) {
        List<Transform> sized = new ArrayList<>(steps);
        sized.add(new ResizeToImage(new Nearest()));
        return sized;
    }

    private static boolean isOverlay(Transform step) {
        return step.usesImage() && step.inputKinds().equals(Set.of(Kind.COLOR));
    }
}

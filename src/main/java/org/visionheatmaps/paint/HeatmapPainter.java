package org.visionheatmaps.paint;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.stats.Summarizer;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.Colormap;
import org.visionheatmaps.transform.ElementFit;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.overlay.GreyImage;
import org.visionheatmaps.transform.reduction.Reduction;
import org.visionheatmaps.transform.resize.ResizeToImage;

/**
 * The short way from channels to pixels without a photograph, for the steps that most pipelines have: a reduction, perhaps a clip, a
 * colormap, and flips anywhere; steps that look at the photograph change nothing then. It gives what applying the steps one by one gives, in two or three passes and in memory that is used again. Not for
 * two threads at once.
 */
public final class HeatmapPainter {
    private final List<Transform> steps;
    private final Reduction reduction;
    private final Transform clip;
    private final Transform colormap;
    private final boolean flip;
    private final Summarizer summarizer = new Summarizer();
    private final Scratch scratch = new Scratch();
    private ByteColormap bytes;
    private PaletteColormap palette;

    private HeatmapPainter(
            List<Transform> steps, Reduction reduction, Transform clip, Transform colormap, boolean flip) {
        this.steps = steps;
        this.reduction = reduction;
        this.clip = clip;
        this.colormap = colormap;
        this.flip = flip;
    }

    /** A painter of these steps, if there is a short way. */
    public static Optional<HeatmapPainter> of(List<Transform> steps) {
        Reduction reduction = null;
        Transform clip = null;
        Transform colormap = null;
        boolean flip = false;
        for (Transform step : steps) {
            if (step instanceof FlipImage) {
                flip = !flip;
            } else if (step instanceof Reduction first && reduction == null && !first.hidesInfinity()) {
                reduction = first;
            } else if (isClip(step) && reduction != null && clip == null && colormap == null) {
                clip = step;
            } else if (isColormap(step) && reduction != null && colormap == null) {
                colormap = step;
            } else if (!(step instanceof ResizeToImage || step instanceof AlphaOverlay || step instanceof GreyImage)) {
                return Optional.empty();
            }
        }
        return colormap == null
                ? Optional.empty()
                : Optional.of(new HeatmapPainter(List.copyOf(steps), reduction, clip, colormap, flip));
    }

    private static boolean isClip(Transform step) {
        return step instanceof Clip || step instanceof PercentileClip;
    }

    private static boolean isColormap(Transform step) {
        return step instanceof Colormap colormap && !colormap.scheme().hasAlpha();
    }

    /**
     * Makes one element ready to be painted.
     *
     * @param x channels, W×H×C
     * @return empty if the range of its values is so small or large that only the long way is exact
     * @throws org.visionheatmaps.tensor.BadDataException if a reduced value is NaN or infinite, as it is if one of its channels is
     */
    public Optional<Prepared> prepare(Tensor x) {
        Tensor scalars = reduction.reduce(x, scratch);
        Summary seen = summarizer.summarize(scalars);
        ElementFit fit = new ElementFit(steps.size());
        Clip clipped = null;
        RangeColormap ranged = null;
        for (Transform step : steps) {
            Transform fitted = step instanceof Fittable fittable
                    ? fit.add(fittable, clipped == null ? seen : clipped.after(seen))
                    : fit.add(step);
            if (step == clip) {
                clipped = (Clip) fitted;
            } else if (step == colormap) {
                ranged = (RangeColormap) fitted;
            }
        }
        if (ranged.levels() > 0) {
            return Optional.of(new Prepared(scalars, clipped, ranged, fit));
        }
        if (!ByteColormap.canPaint(ranged, scalars.isFloat() && clipped == null)) {
            return Optional.empty();
        }
        if (bytes == null || !ranged.scheme().equals(bytes.scheme())) {
            bytes = new ByteColormap(ranged.scheme());
        }
        return Optional.of(new Prepared(scalars, clipped, ranged, fit));
    }

    /** An element that is reduced and whose constants are known. Holds until the next one is prepared, and so do the images. */
    public final class Prepared {
        private final Tensor scalars;
        private final Clip fittedClip;
        private final RangeColormap fittedColormap;
        private final ElementFit fit;
        /** Whether it was painted with a palette last, as far as that went. */
        private boolean hasManyColors;

        private Prepared(Tensor scalars, Clip fittedClip, RangeColormap fittedColormap, ElementFit fit) {
            this.scalars = scalars;
            this.fittedClip = fittedClip;
            this.fittedColormap = fittedColormap;
            this.fit = fit;
        }

        /** The steps with their constants. */
        public ElementFit fit() {
            return fit;
        }

        /** The pixels. */
        public RgbImage rgb() {
            return hasLevels()
                    ? ofPalette().toRgb()
                    : bytes.paint(scalars, fittedClip, fittedColormap, flip, scratch, hasManyColors);
        }

        /** The pixels with a palette of their colours, unless these are more than 256. */
        public Optional<IndexedImage> indexed() {
            if (hasLevels()) {
                return Optional.of(ofPalette());
            }
            Optional<IndexedImage> image = bytes.paintIndexed(scalars, fittedClip, fittedColormap, flip, scratch);
            hasManyColors = image.isEmpty();
            return image;
        }

        /**
         * The pixels with a palette: exactly if they have at most 256 colours, otherwise with the colours of the scheme at 256 places.
         * Then a place is off by at most half a step, and a component by what the scheme changes in half a step (and the rounding to
         * bytes).
         */
        public IndexedImage nearest() {
            return indexed().orElseGet(this::ofPalette);
        }

        private boolean hasLevels() {
            return fittedColormap.levels() > 0;
        }

        private IndexedImage ofPalette() {
            if (palette == null || !palette.isOf(fittedColormap)) {
                palette = new PaletteColormap(fittedColormap);
            }
            // It paints over what was there.
            hasManyColors = false;
            return palette.paint(scalars, fittedClip, fittedColormap, flip, scratch);
        }
    }
}

package org.visionheatmaps.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.stats.Summarizer;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * The short way from channels to pixels, for the steps that most pipelines have: a reduction, perhaps a clip, a colormap, and flips
 * anywhere. It gives what applying the steps one by one gives, in two or three passes and in memory that is used again. Not for
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
    private ColorScheme scheme;

    private HeatmapPainter(
            List<Transform> steps, Reduction reduction, Transform clip, Transform colormap, boolean flip) {
        this.steps = steps;
        this.reduction = reduction;
        this.clip = clip;
        this.colormap = colormap;
        this.flip = flip;
    }

    /**
     * What came out.
     *
     * @param pixels in memory that holds until the next element is painted
     * @param fitted the steps with their constants
     */
    public record Painting(RgbImage pixels, List<Transform> fitted) {}

    /** A painter of these steps, if there is a short way. */
    public static Optional<HeatmapPainter> of(List<Transform> steps) {
        Reduction reduction = null;
        Transform clip = null;
        Transform colormap = null;
        boolean flip = false;
        for (Transform step : steps) {
            if (step instanceof FlipImage) {
                flip = !flip;
            } else if (step instanceof Reduction first && reduction == null) {
                reduction = first;
            } else if (isClip(step) && reduction != null && clip == null && colormap == null) {
                clip = step;
            } else if (isColormap(step) && reduction != null && colormap == null) {
                colormap = step;
            } else {
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
        return step instanceof RangeColormap || step instanceof ExtremaColormap || step instanceof CenteredColormap;
    }

    /**
     * Paints one element.
     *
     * @param x channels, W×H×C
     * @return empty if the range of its values is so small or large that only the long way is exact
     * @throws org.visionheatmaps.tensor.BadDataException if a reduced value is NaN or infinite, as it is if one of its channels is
     */
    public Optional<Painting> paint(Tensor x) {
        Tensor scalars = reduction.reduce(x, scratch);
        Summary seen = summarizer.summarize(scalars);
        Clip clipped = (Clip) fit(clip, seen);
        RangeColormap ranged = (RangeColormap) fit(colormap, clipped == null ? seen : new Clipped(seen, clipped));
        if (!ByteColormap.canPaint(ranged, scalars.isFloat() && clipped == null)) {
            return Optional.empty();
        }
        if (!ranged.scheme().equals(scheme)) {
            scheme = ranged.scheme();
            bytes = new ByteColormap(scheme);
        }
        List<Transform> fitted = new ArrayList<>(steps.size());
        for (Transform step : steps) {
            fitted.add(step == clip ? clipped : step == colormap ? ranged : step);
        }
        return Optional.of(new Painting(bytes.paint(scalars, clipped, ranged, flip, scratch), fitted));
    }

    private static Transform fit(Transform step, Summary seen) {
        return step instanceof Fittable fittable ? fittable.fit(seen) : step;
    }

    /** What a colormap sees of clipped values. */
    private record Clipped(Summary seen, Clip clip) implements Summary {
        @Override
        public long count() {
            return seen.count();
        }

        @Override
        public double min() {
            return clip.clamp(seen.min());
        }

        @Override
        public double max() {
            return clip.clamp(seen.max());
        }

        @Override
        public double quantile(double fraction) {
            throw new UnsupportedOperationException("colormaps are fitted to extremes");
        }
    }
}

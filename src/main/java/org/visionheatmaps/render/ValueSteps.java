package org.visionheatmaps.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Degeneracy;
import org.visionheatmaps.transform.ElementFit;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.PermuteDims;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Transform;

/**
 * A pipeline without colours: the steps that make channels or scalars of what comes, wherever they stand. Those that make colours, and
 * those that take nothing but colours, are left out; of the first that makes colours the range is kept.
 */
final class ValueSteps {
    /**
     * The map of an element.
     *
     * @param values scalars; the first dimension is the picture's rows
     * @param range of the colormap's colours; without a colormap, null
     * @param steps that made the values, with their constants
     * @param degeneracies what makes the map say less than it seems to
     */
    record ElementMap(Tensor values, ValueRange range, FittedPipeline steps, Set<Degeneracy> degeneracies) {}

    private final List<Transform> steps;
    private final int colormap;

    private ValueSteps(List<Transform> steps, int colormap) {
        this.steps = steps;
        this.colormap = colormap;
    }

    /**
     * The steps of a pipeline.
     *
     * @throws IllegalArgumentException if none makes scalars
     */
    static ValueSteps of(FittedPipeline pipeline) {
        List<Transform> steps = new ArrayList<>();
        int colormap = -1;
        Kind kind = Kind.CHANNELS;
        for (Transform step : pipeline.transforms()) {
            if (!step.inputKinds().contains(kind)) {
                continue;
            }
            Kind next = step.outputKind(kind);
            if (next != Kind.COLOR) {
                steps.add(step);
                kind = next;
            } else if (colormap < 0 && kind == Kind.SCALAR) {
                colormap = steps.size();
                steps.add(step);
            }
        }
        if (kind != Kind.SCALAR) {
            throw new IllegalArgumentException("Values need a pipeline that makes one number for each pixel, but "
                    + pipeline + " makes none: add a reduction such as SumReduction()");
        }
        return new ValueSteps(List.copyOf(steps), colormap);
    }

    /**
     * Fails unless a pipeline makes scalars somewhere.
     *
     * @throws IllegalArgumentException if it does not
     */
    static ValueSteps of(Pipeline pipeline) {
        return of(pipeline.perImage());
    }

    /** The steps that make the values. */
    List<Transform> withoutColormap() {
        return steps.stream()
                .filter(step -> colormap < 0 || step != steps.get(colormap))
                .toList();
    }

    /** Whether rows of the map are those of the attribution as it is laid out, and not its columns. */
    boolean turnRows() {
        return steps.stream().anyMatch(step -> step instanceof FlipImage || step instanceof PermuteDims);
    }

    /**
     * The map of an element.
     *
     * @param x channels, W×H×C
     * @param image the photograph that belongs to the element, or null
     * @throws org.visionheatmaps.tensor.BadDataException if this element cannot be transformed
     */
    ElementMap map(Tensor x, RgbImage image) {
        ElementFit fit = new ElementFit(steps.size());
        List<Transform> applied = new ArrayList<>(steps.size());
        ValueRange range = null;
        Tensor value = x;
        RgbImage photograph = image;
        for (int at = 0; at < steps.size(); at++) {
            Transform step =
                    steps.get(at) instanceof Fittable open ? fit.add(open, Summary.of(value)) : fit.add(steps.get(at));
            if (at == colormap) {
                range = step instanceof RangeColormap colors ? colors.range() : null;
            } else {
                Tensor result = step.apply(value, photograph);
                value = value.isMasked() ? result.masked() : result;
                photograph = step.photograph(photograph);
                applied.add(step);
            }
        }
        return new ElementMap(value, range, new FittedPipeline(applied), fit.degeneracies());
    }
}

package org.visionheatmaps.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.DropDims;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.PermuteDims;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.reduction.Reduction;

/**
 * The steps of a pipeline that make the map that is measured: those up to the first that gives scalars, without clips and flips. And
 * the clip that comes next, if one does.
 *
 * @param steps the last of which gives scalars
 * @param clip the place of the clip in the pipeline, or -1
 */
public record MapSteps(List<Transform> steps, int clip) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Outside of which values a map is clipped; NaN for both without a clip. */
    public record Bounds(double lower, double upper) {
        /** No clip. */
        public static final Bounds NONE = new Bounds(Double.NaN, Double.NaN);
    }

    public MapSteps {
        steps = List.copyOf(steps);
    }

    /**
     * The steps of a pipeline.
     *
     * @throws IllegalArgumentException if it makes no scalars
     */
    public static MapSteps of(Pipeline pipeline) {
        List<Transform> steps = new ArrayList<>();
        Kind kind = Kind.CHANNELS;
        int next = 0;
        for (; kind == Kind.CHANNELS && next < pipeline.steps().size(); next++) {
            Transform transform = transform(pipeline.steps().get(next));
            kind = transform.outputKind(kind);
            if (!isClip(transform) && !(transform instanceof FlipImage)) {
                steps.add(transform);
            }
        }
        if (kind != Kind.SCALAR) {
            throw new IllegalArgumentException(
                    "An audit needs a pipeline with a reduction, such as NormReduction(), but got " + pipeline);
        }
        while (next < pipeline.steps().size()
                && keepsValues(transform(pipeline.steps().get(next)))) {
            next++;
        }
        boolean isClipped = next < pipeline.steps().size()
                && isClip(transform(pipeline.steps().get(next)));
        return new MapSteps(steps, isClipped ? next : -1);
    }

    private static Transform transform(Step step) {
        return step instanceof OverDataset over ? over.transform() : (Transform) step;
    }

    private static boolean isClip(Transform transform) {
        return transform instanceof Clip || transform instanceof PercentileClip;
    }

    private static boolean keepsValues(Transform transform) {
        return transform instanceof FlipImage || transform instanceof PermuteDims;
    }

    /** Whether a map of finite values shows that all channels were finite. */
    public boolean passNonFiniteOn() {
        return steps.stream()
                .allMatch(step -> step instanceof Reduction reduction && !reduction.hidesInfinity()
                        || step instanceof DropDims
                        || keepsValues(step));
    }

    /**
     * The map of an element.
     *
     * @param x channels, W×H×C
     * @param scratch whose memory the map is in, until the next one
     */
    public Tensor map(Tensor x, Scratch scratch) {
        Tensor value = x;
        for (Transform step : steps) {
            value = step instanceof Reduction reduction ? reduction.reduce(value, scratch) : step.apply(value, null);
        }
        return value;
    }

    /**
     * The bounds of the clip.
     *
     * @param fitted the pipeline of the element's group
     * @param map of the element; values that are not finite do not count
     */
    public Bounds bounds(FittedPipeline fitted, Tensor map) {
        Transform step = clip < 0 ? null : fitted.transforms().get(clip);
        if (step instanceof PercentileClip each) {
            step = each.fit(Summary.of(map.masked()));
        }
        return step instanceof Clip fixed ? new Bounds(fixed.lower(), fixed.upper()) : Bounds.NONE;
    }

    @Override
    public String toString() {
        return new FittedPipeline(steps).toString();
    }
}

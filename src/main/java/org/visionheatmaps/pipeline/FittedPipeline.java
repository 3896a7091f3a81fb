package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.ElementFit;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Transform;

/**
 * A pipeline that needs no more than one element to be applied to it (W×H×C). Steps that fit each image are among its transforms;
 * those over the dataset have their constants. Equality and text are those of {@link Pipeline}.
 *
 * @param transforms at least one, each taking the kind that the one before gives
 */
public record FittedPipeline(List<Transform> transforms) implements Serializable {
    /**
     * @throws MismatchedStepException if a step does not take what comes to it
     */
    public FittedPipeline {
        transforms = List.copyOf(transforms);
        Pipeline.outputKind(transforms);
    }

    public static FittedPipeline of(Transform... transforms) {
        return new FittedPipeline(List.of(transforms));
    }

    /**
     * Parses a pipeline that needs no fit.
     *
     * @throws PipelineSyntaxException with line, column and a caret under the place
     * @throws IllegalArgumentException if it has a step over the dataset
     */
    public static FittedPipeline parse(String text) {
        return Pipeline.parse(text).fitted();
    }

    /** The kind that the last step gives. */
    public Kind outputKind() {
        return Pipeline.outputKind(transforms);
    }

    /** Whether any step looks at where the object is said to be. */
    public boolean usesObject() {
        return transforms.stream().anyMatch(Transform::usesObject);
    }

    /** Whether any step looks at the image. */
    public boolean usesImage() {
        return transforms.stream().anyMatch(Transform::usesImage);
    }

    /**
     * Applies every step, fitting those that are not fitted to what they see.
     *
     * @param x channels, W×H×C
     * @param image the photograph that belongs to the element, or null
     * @throws org.visionheatmaps.tensor.BadDataException if this element cannot be transformed
     */
    public Applied apply(Tensor x, RgbImage image) {
        return apply(x, Scene.of(image), UnaryOperator.identity());
    }

    /**
     * The same, for values of which some may be missing.
     *
     * @param given what belongs to the element
     * @param paint what happens to colours as soon as there are any, of which some are missing
     */
    public Applied apply(Tensor x, Scene given, UnaryOperator<Tensor> paint) {
        ElementFit fit = new ElementFit(transforms.size());
        boolean keepsValues = transforms.stream().anyMatch(Transform::usesValues);
        Tensor value = x;
        Scene scene = given;
        for (Transform transform : transforms) {
            Transform step =
                    transform instanceof Fittable fittable ? fit.add(fittable, Summary.of(value)) : fit.add(transform);
            Tensor before = value;
            value = apply(step, value, scene);
            scene = scene.withValues(keepsValues ? valuesOf(step, before, scene) : null)
                    .withPhotograph(step.photograph(scene.photograph()));
            if (value.isMasked() && value.kind() == Kind.COLOR) {
                value = paint.apply(value);
            }
        }
        return new Applied(value, fit);
    }

    /** The values that the colours after a step stand for; null as long as there are no colours. */
    private static Tensor valuesOf(Transform step, Tensor before, Scene scene) {
        Tensor values = scene.values();
        if (before.kind() == Kind.SCALAR) {
            return step.outputKind(Kind.SCALAR) == Kind.COLOR ? before : null;
        }
        boolean moves = values != null
                && step.inputKinds().contains(Kind.SCALAR)
                && step.outputKind(Kind.SCALAR) == Kind.SCALAR;
        return moves ? apply(step, values, scene) : values;
    }

    /** One step; what it makes of missing values is missing, and so is what is not finite then. */
    static Tensor apply(Transform step, Tensor x, Scene scene) {
        Tensor result = step.applyIn(x, scene);
        return x.isMasked() ? result.masked() : result;
    }

    /**
     * The outcome of a pipeline for one element.
     *
     * @param value what the last step gave
     * @param fit the steps with their constants; applying them again gives the same value
     */
    public record Applied(Tensor value, ElementFit fit) {
        /** The steps with their constants. */
        public List<Transform> fitted() {
            return fit.steps();
        }

        /** The pipeline with its constants. */
        public FittedPipeline fittedPipeline() {
            return new FittedPipeline(fitted());
        }

        /** The text of the pipeline with its constants. */
        public String text() {
            return Pipeline.text(fitted());
        }

        /** What the colours stand for, if a built-in colormap made them. */
        public Optional<ValueRange> range() {
            return colormap().map(RangeColormap::range);
        }

        /** What made the colours, if it was a built-in colormap. */
        public Optional<RangeColormap> colormap() {
            return fitted().stream()
                    .filter(RangeColormap.class::isInstance)
                    .map(RangeColormap.class::cast)
                    .findFirst();
        }
    }

    @Override
    public String toString() {
        return Pipeline.text(transforms);
    }
}

package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Transform;

/**
 * Transforms in order, applied to one element's channels (W×H×C). Two pipelines of equal transforms are equal; printing gives the
 * text that parses back to an equal one.
 *
 * @param transforms at least one, each taking the kind that the one before gives
 */
public record Pipeline(List<Transform> transforms) implements Serializable {
    /**
     * @throws MismatchedStepException if a step does not take what comes to it
     */
    public Pipeline {
        transforms = List.copyOf(transforms);
        if (transforms.isEmpty()) {
            throw new IllegalArgumentException("A pipeline needs at least one step, such as NormReduction()");
        }
        kinds(transforms);
    }

    public static Pipeline of(Transform... transforms) {
        return new Pipeline(List.of(transforms));
    }

    /**
     * Parses the text of a pipeline, with all registered transforms.
     *
     * @throws PipelineSyntaxException with line, column and a caret under the place
     */
    public static Pipeline parse(String text) {
        return new PipelineParser(Transforms.registered()).parse(text);
    }

    /** The kind that the last step gives. */
    public Kind outputKind() {
        return kinds(transforms);
    }

    /** Whether any step looks at the image. */
    public boolean usesImage() {
        return transforms.stream().anyMatch(Transform::usesImage);
    }

    /** What a reader of the pictures should be warned of, such as a scheme that does not suit its colormap. Often nothing. */
    public List<String> advice() {
        return transforms.stream()
                .flatMap(transform -> transform.advice().stream())
                .distinct()
                .toList();
    }

    /** This pipeline, then another step. */
    public Pipeline then(Transform next) {
        List<Transform> longer = new ArrayList<>(transforms);
        longer.add(next);
        return new Pipeline(longer);
    }

    /**
     * Applies every step, fitting those that are not fitted to what they see.
     *
     * @param x channels, W×H×C
     * @param image the photograph that belongs to the element, or null
     * @throws org.visionheatmaps.tensor.BadDataException if this element cannot be transformed
     */
    public Applied apply(Tensor x, RgbImage image) {
        List<Transform> fitted = new ArrayList<>(transforms.size());
        Tensor value = x;
        for (Transform transform : transforms) {
            Transform step = transform instanceof Fittable fittable ? fittable.fit(Summary.of(value)) : transform;
            value = step.apply(value, image);
            fitted.add(step);
        }
        return new Applied(value, fitted);
    }

    /**
     * The outcome of a pipeline for one element.
     *
     * @param value what the last step gave
     * @param fitted the steps with their constants; applying them again gives the same value
     */
    public record Applied(Tensor value, List<Transform> fitted) {
        /** The pipeline with its constants. */
        public Pipeline fittedPipeline() {
            return new Pipeline(fitted);
        }

        /** What the colours stand for, if a built-in colormap made them. */
        public Optional<ValueRange> range() {
            return fitted.stream()
                    .filter(RangeColormap.class::isInstance)
                    .map(step -> ((RangeColormap) step).range())
                    .findFirst();
        }
    }

    private static Kind kinds(List<Transform> transforms) {
        Kind kind = Kind.CHANNELS;
        for (int step = 0; step < transforms.size(); step++) {
            Transform transform = transforms.get(step);
            if (!transform.inputKinds().contains(kind)) {
                throw MismatchedStepException.kinds(step, transform, kind);
            }
            try {
                kind = transform.outputKind(kind);
            } catch (IllegalArgumentException e) {
                throw new MismatchedStepException(step, e.getMessage());
            }
        }
        return kind;
    }

    @Override
    public String toString() {
        return transforms.stream().map(Object::toString).collect(Collectors.joining(" |> "));
    }
}

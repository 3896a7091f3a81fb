package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;

/**
 * Steps in order, as they are written down. Two pipelines of equal steps are equal; printing gives the text that parses back to an
 * equal one. What can be applied is a {@link FittedPipeline}.
 *
 * @param steps at least one, each taking the kind that the one before gives
 */
public record Pipeline(List<Step> steps) implements Serializable {
    /**
     * @throws MismatchedStepException if a step does not take what comes to it
     */
    public Pipeline {
        steps = List.copyOf(steps);
        outputKind(steps);
    }

    public static Pipeline of(Step... steps) {
        return new Pipeline(List.of(steps));
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
        return outputKind(steps);
    }

    /** Whether any step looks at where the object is said to be. */
    public boolean usesObject() {
        return steps.stream().anyMatch(Step::usesObject);
    }

    /** Whether any step looks at the image. */
    public boolean usesImage() {
        return steps.stream().anyMatch(Step::usesImage);
    }

    /** What a reader of the pictures should be warned of, such as a scheme that does not suit its colormap. Often nothing. */
    public List<String> advice() {
        return perImage().transforms().stream()
                .flatMap(transform -> transform.advice().stream())
                .distinct()
                .toList();
    }

    /** This pipeline, then another step. */
    public Pipeline then(Step next) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(next);
        return new Pipeline(longer);
    }

    /** Whether a step has statistics of the dataset, so that {@link #fit} must see it first. */
    public boolean needsFit() {
        return steps.stream().anyMatch(OverDataset.class::isInstance);
    }

    /**
     * This pipeline where it needs no data to be fitted.
     *
     * @throws IllegalArgumentException if a step has statistics of the dataset
     */
    public FittedPipeline fitted() {
        Optional<Step> unfitted =
                steps.stream().filter(OverDataset.class::isInstance).findFirst();
        if (unfitted.isPresent()) {
            throw new IllegalArgumentException(
                    unfitted.get() + " has statistics of a dataset: fit the pipeline first, or write "
                            + ((OverDataset) unfitted.get()).transform() + " to fit each image");
        }
        return perImage();
    }

    /** This pipeline with every step over the dataset fitted to each image instead. */
    public FittedPipeline perImage() {
        List<Transform> transforms = new ArrayList<>();
        for (Step step : steps) {
            transforms.add(step instanceof OverDataset over ? over.transform() : (Transform) step);
        }
        return new FittedPipeline(transforms);
    }

    /** The columns that any step groups by, in the order in which they come. */
    public List<String> groupColumns() {
        LinkedHashSet<String> columns = new LinkedHashSet<>();
        steps.forEach(step -> columns.addAll(step instanceof OverDataset over ? over.by() : List.of()));
        return List.copyOf(columns);
    }

    /**
     * The number of passes over the dataset that a fit takes at most.
     *
     * @param hasDoubles whether values are, or might be, doubles where a quantile is asked for
     */
    public int passes(QuantileMethod quantiles, boolean hasDoubles) {
        return FitPlan.of(this).passes(quantiles, hasDoubles);
    }

    /**
     * Fits every step over the dataset.
     *
     * @throws IllegalArgumentException if there is not one element to fit to
     */
    public Fit fit(DataPass data, QuantileMethod quantiles) {
        return new Fitting(this, quantiles, data).run();
    }

    /**
     * The kind that steps give.
     *
     * @throws MismatchedStepException if a step does not take what comes to it
     */
    static Kind outputKind(List<? extends Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A pipeline needs at least one step, such as NormReduction()");
        }
        Kind kind = Kind.CHANNELS;
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            if (!step.inputKinds().contains(kind)) {
                throw MismatchedStepException.kinds(index, step, kind);
            }
            try {
                kind = step.outputKind(kind);
            } catch (IllegalArgumentException e) {
                throw new MismatchedStepException(index, e.getMessage());
            }
        }
        return kind;
    }

    static String text(List<? extends Step> steps) {
        return steps.stream().map(Object::toString).collect(Collectors.joining(" |> "));
    }

    @Override
    public String toString() {
        return text(steps);
    }
}

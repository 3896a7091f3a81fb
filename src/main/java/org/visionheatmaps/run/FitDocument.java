package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.FittedStep;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Statistics;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.transform.OverDataset;

/**
 * A fit as JSON: the same fit gives the same text, without times or places.
 *
 * @param format of this document
 * @param software that made the fit
 * @param pipeline as it was written
 * @param quantiles {@code exact} or {@code approximate}
 * @param relativeError of a quantile, at most
 * @param passes over the data that the fit took
 * @param groupColumns whose values make the groups
 * @param groups in order, each with its pipeline, which renders without a fit
 * @param steps what each step over the dataset was fitted to
 */
@JsonPropertyOrder({
    "format",
    "software",
    "pipeline",
    "quantiles",
    "relativeError",
    "passes",
    "groupColumns",
    "groups",
    "steps"
})
public record FitDocument(
        String format,
        String software,
        String pipeline,
        String quantiles,
        double relativeError,
        int passes,
        List<String> groupColumns,
        List<FittedGroup> groups,
        List<Step> steps) {
    private static final String FORMAT = "vision-heatmaps-fit/1";

    /**
     * @throws IllegalArgumentException if a part is missing
     */
    public FitDocument {
        // A document of another format may lack any of them, and is refused for its format.
        if (FORMAT.equals(format)) {
            Json.required("pipeline", pipeline);
            groupColumns = Json.required("group_columns", groupColumns);
            groups = Json.required("groups", groups);
            steps = Json.required("steps", steps);
        }
    }

    /** A group by column, and its pipeline. */
    @JsonPropertyOrder({"group", "pipeline"})
    public record FittedGroup(Map<String, String> group, String pipeline) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public FittedGroup {
            Json.required("group", (Object) group);
            Json.required("pipeline", pipeline);
        }
    }

    /**
     * A step over the dataset.
     *
     * @param step its place in the pipeline, from 1
     * @param transform as it was written
     * @param elements that were counted
     * @param leftOut elements that were not, since they cannot be drawn, by reason
     * @param groups by the step's own columns
     */
    @JsonPropertyOrder({"step", "transform", "elements", "leftOut", "groups"})
    public record Step(
            int step, String transform, long elements, SortedMap<String, Long> leftOut, List<StepGroup> groups) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public Step {
            Json.required("left_out", leftOut);
            groups = Json.required("groups", groups);
        }
    }

    /** What a step was fitted to in one group, see {@link Statistics}; {@code digest} is {@code sha256:…}. */
    @JsonPropertyOrder({"group", "fitted", "elements", "values", "min", "max", "quantiles", "digest"})
    public record StepGroup(
            Map<String, String> group,
            String fitted,
            long elements,
            long values,
            double min,
            double max,
            Map<String, Double> quantiles,
            String digest) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public StepGroup {
            Json.required("group", (Object) group);
            Json.required("fitted", fitted);
            Json.required("quantiles", quantiles);
            if (!Json.required("digest", digest).startsWith(DIGEST)) {
                throw new IllegalArgumentException("'digest' starts with " + DIGEST + ", but got '" + digest + "'");
            }
        }
    }

    private static final String DIGEST = "sha256:";

    /** The document of a fit. */
    public static FitDocument of(Fit fit) {
        List<FittedGroup> groups = new ArrayList<>();
        fit.groups()
                .forEach((group, pipeline) ->
                        groups.add(new FittedGroup(named(fit.columns(), group), pipeline.toString())));
        return new FitDocument(
                FORMAT,
                Software.current().toString(),
                fit.pipeline().toString(),
                fit.quantiles().toString(),
                fit.quantiles().errorBound(),
                fit.passes(),
                fit.columns(),
                groups,
                fit.steps().stream().map(step -> step(fit, step)).toList());
    }

    private static Step step(Fit fit, FittedStep fitted) {
        OverDataset step = (OverDataset) fit.pipeline().steps().get(fitted.index());
        List<StepGroup> groups = new ArrayList<>();
        fitted.groups().forEach((group, seen) -> {
            Map<String, Double> quantiles = new LinkedHashMap<>();
            seen.quantiles().forEach((fraction, value) -> quantiles.put(String.valueOf(fraction), value));
            groups.add(new StepGroup(
                    named(step.by(), group),
                    seen.fitted(),
                    seen.elements(),
                    seen.values(),
                    seen.min(),
                    seen.max(),
                    quantiles,
                    DIGEST + seen.digest()));
        });
        return new Step(fitted.index() + 1, step.toString(), fitted.elements(), fitted.leftOut(), groups);
    }

    private static Map<String, String> named(List<String> columns, Group group) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            named.put(columns.get(c), group.values().get(c));
        }
        return named;
    }

    private static Group group(List<String> columns, Map<String, String> named) {
        if (named == null || !named.keySet().equals(new java.util.LinkedHashSet<>(columns))) {
            throw new IllegalArgumentException(
                    "Not a fit: a group needs the columns " + columns + ", but has " + named);
        }
        List<String> values = new ArrayList<>();
        columns.forEach(column -> values.add(named.get(column)));
        return new Group(values);
    }

    /** This document as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /**
     * Reads a document back.
     *
     * @throws IllegalArgumentException if it is not a fit that this software can read
     */
    public static FitDocument fromJson(String json) {
        FitDocument document = Json.read(json, FitDocument.class, "a fit");
        if (!FORMAT.equals(document.format())) {
            throw new IllegalArgumentException(
                    "Not a fit of the format " + FORMAT + ", but of " + document.format() + ": fit again");
        }
        return document;
    }

    /**
     * The fit of this document.
     *
     * @throws IllegalArgumentException if its parts do not fit each other
     */
    public Fit fit() {
        Pipeline unfitted = Pipeline.parse(pipeline);
        SortedMap<Group, FittedPipeline> fitted = new TreeMap<>();
        groups.forEach(entry ->
                fitted.put(group(unfitted.groupColumns(), entry.group()), FittedPipeline.parse(entry.pipeline())));
        return new Fit(
                unfitted,
                method(),
                passes,
                fitted,
                steps.stream().map(step -> read(unfitted, step)).toList());
    }

    private QuantileMethod method() {
        for (QuantileMethod method : QuantileMethod.values()) {
            if (method.toString().equals(quantiles)) {
                return method;
            }
        }
        throw new IllegalArgumentException("Not a fit: its quantiles are '" + quantiles + "'");
    }

    private static FittedStep read(Pipeline pipeline, Step entry) {
        int index = entry.step() - 1;
        if (index < 0
                || index >= pipeline.steps().size()
                || !(pipeline.steps().get(index) instanceof OverDataset over)) {
            throw new IllegalArgumentException("Not a fit: step " + entry.step() + " is not over the dataset");
        }
        SortedMap<Group, Statistics> statistics = new TreeMap<>();
        for (StepGroup seen : entry.groups()) {
            SortedMap<Double, Double> quantiles = new TreeMap<>();
            seen.quantiles().forEach((fraction, value) -> quantiles.put(Double.valueOf(fraction), value));
            statistics.put(
                    group(over.by(), seen.group()),
                    new Statistics(
                            seen.fitted(),
                            seen.elements(),
                            seen.values(),
                            seen.min(),
                            seen.max(),
                            quantiles,
                            seen.digest().substring(DIGEST.length())));
        }
        return new FittedStep(index, entry.leftOut(), statistics);
    }
}

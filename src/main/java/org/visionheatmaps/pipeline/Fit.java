package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.stats.QuantileMethod;

/**
 * A pipeline with the constants that a dataset gave it: one fitted pipeline for each group. It draws other data as well, and the same
 * everywhere.
 *
 * @param pipeline what was fitted
 * @param quantiles how quantiles were found
 * @param passes over the data that it took
 * @param groups by the values of {@link Pipeline#groupColumns}; groups without one element that can be drawn are not among them
 * @param steps those over the dataset, in order
 */
public record Fit(
        Pipeline pipeline,
        QuantileMethod quantiles,
        int passes,
        SortedMap<Group, FittedPipeline> groups,
        List<FittedStep> steps)
        implements Serializable {
    public Fit {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        steps = List.copyOf(steps);
    }

    /** A pipeline that needs no data. */
    public static Fit of(FittedPipeline pipeline) {
        SortedMap<Group, FittedPipeline> all = new TreeMap<>();
        all.put(Group.ALL, pipeline);
        return new Fit(new Pipeline(List.copyOf(pipeline.transforms())), QuantileMethod.APPROXIMATE, 0, all, List.of());
    }

    /** The columns that make the groups. */
    public List<String> columns() {
        return pipeline.groupColumns();
    }

    /** The pipeline of a group, if the fit saw the group. */
    public Optional<FittedPipeline> of(Group group) {
        return Optional.ofNullable(groups.get(group));
    }
}

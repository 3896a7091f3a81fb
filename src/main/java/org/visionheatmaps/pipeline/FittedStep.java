package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A step over the dataset after the fit.
 *
 * @param index its place in the pipeline, from 0
 * @param leftOut elements that do not count, since they cannot be drawn, by reason
 * @param groups by the step's own columns
 */
public record FittedStep(int index, SortedMap<String, Long> leftOut, SortedMap<Group, Statistics> groups)
        implements Serializable {
    public FittedStep {
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** Elements whose values were counted. */
    public long elements() {
        return groups.values().stream().mapToLong(Statistics::elements).sum();
    }

    /** Elements that were not. */
    public long leftOutElements() {
        return leftOut.values().stream().mapToLong(Long::longValue).sum();
    }
}

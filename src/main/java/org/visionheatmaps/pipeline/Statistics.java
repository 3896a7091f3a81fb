package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step over the dataset was fitted to, in one group.
 *
 * @param fitted the text of the transform that took the step's place
 * @param elements that were counted
 * @param values of those elements
 * @param min the least value, exact
 * @param max the greatest value, exact
 * @param quantiles that the step asked for, by fraction
 * @param digest SHA-256 of the counts of the values that the pass saw, in hexadecimal: the same for the same values in any order
 */
public record Statistics(
        String fitted,
        long elements,
        long values,
        double min,
        double max,
        SortedMap<Double, Double> quantiles,
        String digest)
        implements Serializable {
    public Statistics {
        quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
    }
}

package org.visionheatmaps.audit;

import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.pipeline.Group;

/**
 * What an audit is compared with.
 *
 * @param name of the run or file
 * @param document its histograms
 */
public record Baseline(String name, ProfileDocument document) {
    /**
     * Fails unless the maps are made in the same way.
     *
     * @param map the steps that make the maps of the current audit
     * @throws IllegalArgumentException naming both
     */
    public void requireMap(String map) {
        if (!document.map().equals(map)) {
            throw new IllegalArgumentException("The baseline " + name + " measured maps of " + document.map()
                    + ", but this audit measures maps of " + map
                    + ": audit with the same reduction, or another baseline");
        }
    }

    /** Whether there are groups by columns. */
    boolean groupsBy(List<String> by) {
        return new HashSet<>(document.columns()).containsAll(by);
    }

    /** The profiles of groups by columns; none if the baseline was not grouped by them. */
    SortedMap<Group, Profile> by(List<String> by) {
        return groupsBy(by) ? document.profiles().by(by) : new TreeMap<>();
    }
}

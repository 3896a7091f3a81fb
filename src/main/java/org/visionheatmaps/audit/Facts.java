package org.visionheatmaps.audit;

import java.util.Map;
import org.visionheatmaps.metrics.Profile;

/**
 * What rules know of a dataset, or of one group.
 *
 * @param current what was measured
 * @param baseline what was measured then, or null
 * @param absence why there is no baseline, in words, or null if there is one
 * @param counted how many elements fulfil conditions that a profile does not tell
 * @param repeatedIds within the group
 * @param unreadableFiles of the whole dataset
 */
record Facts(
        Profile current,
        Profile baseline,
        String absence,
        Map<Condition, Long> counted,
        RepeatedIds repeatedIds,
        long unreadableFiles) {
    Facts {
        counted = Map.copyOf(counted);
    }

    /** The baseline in the place of what was measured. */
    Facts then() {
        return new Facts(baseline, null, absence, Map.of(), RepeatedIds.NONE, unreadableFiles);
    }

    /** The same with conditions counted. */
    Facts with(Map<Condition, Long> conditions) {
        return new Facts(current, baseline, absence, conditions, repeatedIds, unreadableFiles);
    }
}

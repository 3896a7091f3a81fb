package org.visionheatmaps.spark.incremental;

import java.util.List;

/**
 * What a run of a series did.
 *
 * @param results of its batches, in order; one of an earlier run that was killed before it could tell comes first
 * @param isFirstRecovered whether there is such a one
 * @param files that were taken, without those of a recovered batch
 * @param rewritten paths of files that have changed since they were taken
 * @param <R> what is reported of a batch
 */
public record Increment<R>(List<R> results, boolean isFirstRecovered, int files, List<String> rewritten) {
    public Increment {
        results = List.copyOf(results);
        rewritten = List.copyOf(rewritten);
    }
}

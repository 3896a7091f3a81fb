package org.visionheatmaps.pipeline;

/** Shows a dataset to a pass. Spark is one implementation, a list in memory another. */
@FunctionalInterface
public interface DataPass {
    /**
     * Shows every element once to {@link FitPass#see}, and counts with {@link PartialCounts#leaveOut} those that cannot be read or
     * drawn. Parts may be counted apart and merged in any order.
     */
    PartialCounts run(FitPass pass);
}

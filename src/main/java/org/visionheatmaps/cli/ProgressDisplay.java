package org.visionheatmaps.cli;

import org.visionheatmaps.spark.Progress;

/** Shows how far a run is, until it is closed. */
interface ProgressDisplay extends Progress, AutoCloseable {
    @Override
    default void close() {}
}

package org.visionheatmaps.cli.text;

import org.visionheatmaps.spark.run.Progress;

/** Shows how far a run is, until it is closed. */
public interface ProgressDisplay extends Progress, AutoCloseable {
    @Override
    default void close() {}
}

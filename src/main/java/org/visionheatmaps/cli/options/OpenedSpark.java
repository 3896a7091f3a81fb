package org.visionheatmaps.cli.options;

import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.spark.run.SparkFigures;

/**
 * Spark, opened for a command.
 *
 * @param session to run in
 * @param isOwn whether the command started it, and stops it; a caller's session stays open
 */
public record OpenedSpark(SparkSession session, boolean isOwn) implements AutoCloseable {
    /** The counts of a run: among the metrics of a Spark that is the command's own, and unseen in a caller's, which may have many runs. */
    public SparkFigures figures() {
        return isOwn ? SparkFigures.published(session) : SparkFigures.unpublished(session);
    }

    @Override
    public void close() {
        if (isOwn) {
            session.stop();
        }
    }
}

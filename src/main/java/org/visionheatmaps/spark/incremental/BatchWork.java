package org.visionheatmaps.spark.incremental;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * What a series of runs does with each batch of files.
 *
 * @param <R> what is reported of a batch
 */
public interface BatchWork<R> {
    /** The command: a checkpoint is of one. */
    String command();

    /** Where all batches go: a checkpoint is of one. */
    String output();

    /** The name of this run. */
    String run();

    /**
     * Fails if the first batch must not go to the output.
     *
     * @throws JobFailedException with what to change
     * @throws IOException if the file system fails
     */
    void requireFresh(Configuration configuration) throws IOException;

    /**
     * Clears up behind a run that was killed. What is reported of its batch, if that is whole in the output; if it is not, nothing of it is
     * there afterwards, unless {@link #mustBeFinished} says otherwise.
     *
     * @throws IOException if the file system fails
     */
    Optional<R> recovered(FileBatch batch, Configuration configuration) throws IOException;

    /** Whether there is an output. */
    boolean hasOutput(Configuration configuration) throws IOException;

    /**
     * Whether a part of a batch is where it cannot be taken back from, so that {@link #make} must be called for the same batch, which
     * leaves out that part.
     */
    default boolean mustBeFinished(FileBatch batch) {
        return false;
    }

    /** Does the work. What it makes appears whole, with a mark by which {@link #recovered} knows it, or not at all. */
    R make(FileBatch batch);

    /** Reports a batch that is in the output, before the series forgets that it is to be reported; if killed then, once more. */
    default void report(R result) {}
}

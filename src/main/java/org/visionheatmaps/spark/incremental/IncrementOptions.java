package org.visionheatmaps.spark.incremental;

/**
 * Which files of an input a run of a series takes.
 *
 * @param checkpoint the folder that remembers which files earlier runs took, on any Hadoop file system
 * @param maxFiles of one batch: each is published, and remembered, before the next begins
 * @param rewritten what to do with files that were taken, and have changed since
 */
public record IncrementOptions(String checkpoint, int maxFiles, Rewritten rewritten) {
    /**
     * @throws IllegalArgumentException if a batch has no room for a file
     */
    public IncrementOptions {
        if (maxFiles < 1) {
            throw new IllegalArgumentException("A batch needs room for at least 1 file, but got " + maxFiles);
        }
    }

    /** What to do with files that have changed since they were taken. */
    public enum Rewritten {
        /** They stay as they were taken, and are reported. */
        SKIP,
        /** The run fails before anything is done. */
        FAIL
    }
}

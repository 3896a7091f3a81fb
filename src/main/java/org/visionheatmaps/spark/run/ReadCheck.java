package org.visionheatmaps.spark.run;

/** Settles on the driver that a job has read all of its input, and one version of it. */
@FunctionalInterface
public interface ReadCheck {
    /**
     * Fails unless the tasks have read all that there was.
     *
     * @throws JobFailedException naming the files
     */
    void requireRead(Tally tally);

    /**
     * Fails if the input has changed since it was listed.
     *
     * @throws JobFailedException naming the file
     */
    default void requireUnchanged() {}

    /** The same without the counts, for a job that checks the counts of each pass by itself. */
    default ReadCheck withoutCounts() {
        ReadCheck all = this;
        return new ReadCheck() {
            @Override
            public void requireRead(Tally tally) {}

            @Override
            public void requireUnchanged() {
                all.requireUnchanged();
            }
        };
    }
}

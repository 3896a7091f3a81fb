package org.visionheatmaps.cli.options;

import java.util.Optional;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import picocli.CommandLine.Option;

/** Whether a run takes all files, or those alone that are new. */
public final class IncrementArguments {
    @Option(
            names = "--incremental",
            description =
                    "Take only files that no earlier run with the same --checkpoint took, each once, whenever a run"
                            + " is killed, and add to the output.")
    private boolean isIncremental;

    @Option(
            names = "--checkpoint",
            paramLabel = "PATH",
            description = "Where --incremental remembers the files: a folder outside of input and output, one for each"
                    + " output, on any file system that Hadoop knows.")
    private String checkpoint;

    @Option(
            names = "--rewritten",
            paramLabel = "R",
            defaultValue = "skip",
            description =
                    "With --incremental, of files that have changed since they were taken: skip (they stay as they"
                            + " were taken; a warning tells) or fail. Default: ${DEFAULT-VALUE}.")
    private IncrementOptions.Rewritten rewritten;

    /**
     * The options of a series, if the run is of one.
     *
     * @param maxFiles of a batch
     * @throws IllegalArgumentException if they do not fit each other
     */
    public Optional<IncrementOptions> options(int maxFiles) {
        if (isIncremental == (checkpoint == null)) {
            throw new IllegalArgumentException(
                    isIncremental
                            ? "--incremental needs --checkpoint PATH, a folder that remembers which files were taken"
                            : "--checkpoint is of --incremental: give both");
        }
        return isIncremental ? Optional.of(new IncrementOptions(checkpoint, maxFiles, rewritten)) : Optional.empty();
    }
}

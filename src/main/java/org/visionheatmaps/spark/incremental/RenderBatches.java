package org.visionheatmaps.spark.incremental;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.TableMark;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * Renders batches of files into one output. The report of each stays there, under {@code _batches}.
 *
 * @param spark where the output may be a table
 * @param job over the whole input
 * @param run the name of this run
 * @param runner runs a job
 */
public record RenderBatches(SparkSession spark, RenderJob job, String run, Function<RenderJob, RunReport> runner)
        implements BatchWork<RunReport> {
    private static final int RUN_LETTERS = 8;

    public RenderBatches {
        requirePossible(job);
    }

    /**
     * Fails if a job cannot be run over one batch after the other.
     *
     * @throws IllegalArgumentException if it would fit a step to each batch by itself, replace the output, or write a table that
     *     keeps no marks
     */
    public static void requirePossible(RenderJob job) {
        if (job.pipeline().needsFit() && job.options().scope().fit().isEmpty()) {
            throw new IllegalArgumentException(
                    "The pipeline has dataset(...) steps, and files that come later would be drawn"
                            + " with other constants: run fit once, and give its file with --fitted");
        }
        if (job.output().mode() == OutputOptions.Mode.OVERWRITE) {
            throw new IllegalArgumentException(
                    "An incremental run adds to its output: leave out --mode overwrite, or begin another output and"
                            + " checkpoint");
        }
        OutputOptions output = job.output();
        if (output.hasManifest()) {
            throw new IllegalArgumentException("--viewer describes a whole folder, and an incremental run adds to one:"
                    + " leave one of them out");
        }
        if (output.table().isPresent() && !TableMark.isKeptBy(output.format())) {
            throw new IllegalArgumentException(
                    "An incremental run marks what it has done in the same commit. A folder of"
                            + " files can be marked (--format parquet, png, webdataset), and tables of delta and iceberg; not"
                            + " one of the format " + output.format().name());
        }
    }

    /** With a run's name of its own. */
    public static RenderBatches of(SparkSession spark, RenderJob job, Function<RenderJob, RunReport> runner) {
        return new RenderBatches(spark, job, UUID.randomUUID().toString().substring(0, RUN_LETTERS), runner);
    }

    @Override
    public String command() {
        return "render";
    }

    @Override
    public String output() {
        return job.output().path();
    }

    @Override
    public void requireFresh(Configuration configuration) throws IOException {
        OutputOptions output = job.output();
        if (output.mode() == OutputOptions.Mode.ERROR
                && (hasOutput(configuration)
                        || output.table()
                                .filter(table -> HeatmapSink.exists(spark, table))
                                .isPresent())) {
            throw new JobFailedException("The output " + output.destination() + " exists already, but the checkpoint is"
                    + " new: give the checkpoint that was used with it, choose another output, or add to this one with"
                    + " --mode append");
        }
    }

    @Override
    public Optional<RunReport> recovered(FileBatch batch, Configuration configuration) throws IOException {
        try (StagedOutput cleared = job.open(batch.name(), configuration)) {
            return cleared.published(RenderJob.mark(batch.name())).map(RunReport::fromJson);
        }
    }

    @Override
    public boolean hasOutput(Configuration configuration) throws IOException {
        return !StagedOutput.names(job.output().path(), configuration).isEmpty();
    }

    /** A table cannot take rows back. */
    @Override
    public boolean mustBeFinished(FileBatch batch) {
        OutputOptions output = job.output();
        return output.table()
                .filter(table -> new TableMark(table, output.format(), batch.name()).isThere(spark))
                .isPresent();
    }

    @Override
    public RunReport make(FileBatch batch) {
        return runner.apply(job.over(batch));
    }
}

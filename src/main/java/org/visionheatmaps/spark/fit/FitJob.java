package org.visionheatmaps.spark.fit;

import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.JobTitle;
import org.visionheatmaps.spark.run.Progress;

/**
 * Fits a pipeline to a dataset and draws nothing.
 *
 * @param input what to fit to
 * @param pipeline what to fit
 * @param options how
 */
public record FitJob(InputOptions input, Pipeline pipeline, FitOptions options) {
    private static final JobTitle TITLE =
            new JobTitle("fit a pipeline", "heatmaps", "Too many elements cannot be drawn");

    /**
     * @throws IllegalArgumentException if there is nothing to fit
     */
    public FitJob {
        if (!pipeline.needsFit()) {
            throw new IllegalArgumentException("A fit needs a step over the dataset, such as dataset(PercentileClip()),"
                    + " but there is none in " + pipeline);
        }
    }

    /**
     * Runs the job.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job, or no element can be drawn
     */
    public Fit run(SparkSession caller, Progress progress) {
        JobRun run = new JobRun(caller, TITLE, options.errors(), progress);
        ElementSource source = new ElementSource(run.session(), InputFiles.open(run.session(), input), input);
        List<StructField> keys = source.keys(List.of(), pipeline.groupColumns());
        Fitter fitter = new Fitter(pipeline, options);
        Fit fit = run.tasks(UUID.randomUUID().toString(), source.check().withoutCounts(), monitor -> {
            Fit fitted = fitter.fit(run.context(), source, keys, RowCheck.NONE, monitor);
            source.check().requireUnchanged();
            return fitted;
        });
        if (fit.groups().isEmpty()) {
            throw new JobFailedException("There is no element to fit to: "
                    + fit.steps().get(0).leftOutElements() + " were left out "
                    + fit.steps().get(0).leftOut());
        }
        return fit;
    }
}

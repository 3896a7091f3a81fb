package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.InputFiles;
import org.visionheatmaps.spark.input.InputOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.JobTitle;
import org.visionheatmaps.spark.run.Progress;

/**
 * The main job: attribution rows in, heatmaps out.
 *
 * @param input what to read
 * @param pipeline what to draw; must end with colours
 * @param partitioning how elements are spread
 * @param output where heatmaps go
 * @param errors what happens to elements that cannot be drawn
 * @param scope where steps over the dataset get their constants from
 * @param nonFinite what happens to values that are NaN or infinite
 * @param gallery what the page of pictures shows; no page if it shows nothing
 * @param batch the files to read, if they are not all of the input; it is marked in the output
 */
public record RenderJob(
        InputOptions input,
        Pipeline pipeline,
        Partitioning partitioning,
        OutputOptions output,
        ErrorPolicy errors,
        DatasetScope scope,
        NonFinite nonFinite,
        GalleryOptions gallery,
        Optional<FileBatch> batch) {
    private static final JobTitle TITLE =
            new JobTitle("render heatmaps", "heatmaps", "Too many elements cannot be drawn");

    /**
     * @throws IllegalArgumentException if the pipeline does not end with colours, or with such that have no colour bar though one is
     *     asked for, if the fit is of another one, or if a gallery is to tell of maps that the pipeline does not make
     */
    public RenderJob {
        ElementRenderer.requireColors(pipeline);
        ElementRenderer.requireColorbar(pipeline, output.colorbar());
        scope.requireFitOf(pipeline);
        if (gallery.size() > 0) {
            MapSteps.of(pipeline);
        }
    }

    /** A job over a whole input. */
    public RenderJob(
            InputOptions input,
            Pipeline pipeline,
            Partitioning partitioning,
            OutputOptions output,
            ErrorPolicy errors,
            DatasetScope scope,
            NonFinite nonFinite,
            GalleryOptions gallery) {
        this(input, pipeline, partitioning, output, errors, scope, nonFinite, gallery, Optional.empty());
    }

    /** A job without a gallery. */
    public RenderJob(
            InputOptions input,
            Pipeline pipeline,
            Partitioning partitioning,
            OutputOptions output,
            ErrorPolicy errors,
            DatasetScope scope,
            NonFinite nonFinite) {
        this(input, pipeline, partitioning, output, errors, scope, nonFinite, GalleryOptions.NONE);
    }

    /** A job that refuses elements with values that are not finite. */
    public RenderJob(
            InputOptions input,
            Pipeline pipeline,
            Partitioning partitioning,
            OutputOptions output,
            ErrorPolicy errors,
            DatasetScope scope) {
        this(input, pipeline, partitioning, output, errors, scope, NonFinite.QUARANTINE);
    }

    /** The same that fits steps over the dataset to its own input. */
    public RenderJob(
            InputOptions input,
            Pipeline pipeline,
            Partitioning partitioning,
            OutputOptions output,
            ErrorPolicy errors) {
        this(input, pipeline, partitioning, output, errors, DatasetScope.DEFAULT);
    }

    /** The same over some files, added to the output. */
    public RenderJob over(FileBatch files) {
        OutputOptions added = output.withMode(OutputOptions.Mode.APPEND);
        return new RenderJob(
                input, pipeline, partitioning, added, errors, scope, nonFinite, gallery, Optional.of(files));
    }

    /** Opens the output for a series of jobs, of which no two run at once. */
    public StagedOutput open(FileBatch.Name name, Configuration configuration) throws IOException {
        return StagedOutput.open(output.path(), name.checkpoint(), configuration);
    }

    /** The file in the output by which a batch is known: its report. */
    public static String mark(FileBatch.Name name) {
        return OutputName.ofBatchReport(name.toString());
    }

    /**
     * Runs the job. The output appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public RunReport run(SparkSession caller, Progress progress) {
        JobRun run = new JobRun(caller, TITLE, errors, progress);
        try (StagedOutput staged = batch.isPresent()
                ? open(batch.get().name(), run.configuration())
                : StagedOutput.open(output.path(), run.configuration())) {
            new HeatmapSink(output).check(run.spark(), staged);
            ElementSource source = open(run, staged);
            Drawing drawing = new Drawing(this, run, source, staged);
            Drawing.Drawn drawn = run.tasks(staged.run(), source.check(), drawing::draw);
            return new RenderPublication(this, run, source, staged).publish(drawn);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private ElementSource open(JobRun run, StagedOutput staged) {
        InputFiles files = run.time(
                "open",
                () -> InputFiles.open(run.session(), batch.map(input::of).orElse(input)));
        files.requireOutside(staged.target());
        output.table()
                .filter(OutputOptions.Table::isFolder)
                .ifPresent(table -> files.requireOutside(new Path(table.name())));
        ElementSource source = new ElementSource(run.session(), files, input);
        batch.ifPresent(planned -> source.check().requireAsListed(planned.files()));
        return source;
    }
}

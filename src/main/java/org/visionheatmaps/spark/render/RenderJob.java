package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.ValueRenderer;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.JobTitle;
import org.visionheatmaps.spark.run.Progress;

/**
 * The main job: attribution rows in, heatmaps out.
 *
 * @param input what to read
 * @param pipeline what to draw; must end with colours, unless the output keeps values
 * @param output where heatmaps go
 * @param options how they are drawn
 */
public record RenderJob(InputOptions input, Pipeline pipeline, OutputOptions output, RenderOptions options) {
    private static final JobTitle TITLE =
            new JobTitle("render heatmaps", "heatmaps", "Too many elements cannot be drawn");

    /**
     * @throws IllegalArgumentException if the pipeline does not end with colours, or with such that have no colour bar though one is
     *     asked for, if values are asked for that it does not make, if the fit is of another one, or if a gallery is to tell of maps that the pipeline does not make
     */
    public RenderJob {
        if (output.isOfValues()) {
            ValueRenderer.requireScalars(pipeline);
            ValueRenderer.requirePossible(output.png().color(), options.nonFinite());
        } else {
            ElementRenderer.requireColors(pipeline);
            ElementRenderer.requireColorbar(pipeline, output.composition().colorbar());
        }
        if (output.boxShare() != 0) {
            ValueRenderer.requireScalars(pipeline);
        }
        options.scope().requireFitOf(pipeline);
        if (options.gallery().size() > 0) {
            ElementRenderer.requireColors(pipeline);
            MapSteps.of(pipeline);
        }
    }

    /** What a reader of the output should be warned of, as far as it is known before the data is seen. */
    public List<String> advice() {
        List<String> advice = new ArrayList<>(pipeline.advice());
        if (output.isOfValues() && ValueRenderer.isTransposed(pipeline)) {
            advice.add("Without FlipImage() the columns of attributions are the rows of their values");
        }
        return advice;
    }

    /** The same over some files, added to the output. */
    public RenderJob over(FileBatch files) {
        return new RenderJob(input, pipeline, output.withMode(OutputOptions.Mode.APPEND), options.over(files));
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
        JobRun run = new JobRun(caller, TITLE, options.errors(), progress);
        try (StagedOutput staged = openOutput(run.configuration())) {
            new HeatmapSink(output).check(run.spark(), staged);
            ElementSource source = openInput(run, staged);
            Drawing drawing = new Drawing(this, run, source, staged);
            Drawing.Drawn drawn = run.tasks(staged.run(), source.check(), drawing::draw);
            return new RenderPublication(this, run, source, staged).publish(drawn);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private StagedOutput openOutput(Configuration configuration) throws IOException {
        Optional<FileBatch> batch = options.batch();
        return batch.isPresent()
                ? open(batch.get().name(), configuration)
                : StagedOutput.open(output.path(), configuration);
    }

    private ElementSource openInput(JobRun run, StagedOutput staged) {
        Optional<FileBatch> batch = options.batch();
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

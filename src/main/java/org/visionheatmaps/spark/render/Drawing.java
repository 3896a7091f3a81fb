package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.run.Software;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.Fitter;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.output.HeatmapRows;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputNameCheck;
import org.visionheatmaps.spark.output.OutputNaming;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RejectedNames;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.QuarantineFolder;

/**
 * Draws all elements of an input, and stages the heatmaps.
 *
 * @param job what to draw, and where to
 * @param run the job's
 * @param source the elements
 * @param staged where heatmaps wait for the end of the run
 */
record Drawing(RenderJob job, JobRun run, ElementSource source, StagedOutput staged) {
    /**
     * What heatmaps were drawn with.
     *
     * @param fit the pipelines by group
     * @param carried columns of the input
     * @param naming of the heatmaps
     */
    record Drawn(Fit fit, List<StructField> carried, OutputNaming naming) {}

    Drawn draw(Monitor monitor) throws IOException {
        OutputOptions output = job.output();
        RenderOptions options = job.options();
        Pipeline pipeline = job.pipeline();
        List<StructField> carried = source.carried(output.carry(), output.partitionBy(), pipeline.groupColumns());
        OutputNaming naming = OutputNaming.of(output, carried);
        HadoopSettings settings = new HadoopSettings(run.configuration());
        Broadcast<Set<String>> duplicates =
                output.format().hasFilePerPath() ? duplicates(naming, carried, settings, monitor) : null;
        Fit fit = fit(duplicates, monitor);
        Dataset<Row> normalised = source.normalised(true, pipeline.usesImage() && source.hasImage(), carried);
        monitor.stage("render", source.rows());
        RowPartitioner elements =
                run.time("spread", () -> source.spread(normalised, options.partitioning(), pipeline.usesImage()));
        RenderTask task = new RenderTask(
                JavaSerialized.of(run.context(), fit),
                options.scope().unseenGroup(),
                new ReaderConfig(
                        elements.decoder(),
                        new RejectedNames(duplicates, naming, options.batch().isPresent()),
                        GroupColumns.of(pipeline.groupColumns(), carried),
                        options.nonFinite(),
                        options.errors().failFast()),
                naming,
                QuarantineFolder.of(staged, settings),
                new RenderSettings(Software.current().toString(), output.png(), options.nonFinite(), output.colorbar()),
                run.tallies());
        Dataset<Row> heatmaps = elements.rows().mapPartitions(task, Encoders.row(HeatmapRows.schema(carried)));
        staged.begin();
        run.time("render", () -> {
            new HeatmapSink(output).write(heatmaps, staged);
            return null;
        });
        return new Drawn(fit, carried, naming);
    }

    /** The names that several elements, or files of earlier runs, have; null if there are none. */
    private Broadcast<Set<String>> duplicates(
            OutputNaming naming, List<StructField> carried, HadoopSettings settings, Monitor monitor) {
        monitor.stage("check ids", source.rows());
        Dataset<Row> ids = source.normalised(false, false, carried);
        OutputNameCheck repeated = new OutputNameCheck(
                naming, job.options().batch().isPresent() ? staged.target().toString() : null, settings);
        Set<String> found = run.time("check_ids", () -> repeated.find(ids, source.decoder()));
        return found.isEmpty() ? null : run.context().broadcast(found);
    }

    /** The fit that was given, or one of this input if the pipeline needs it. */
    private Fit fit(Broadcast<Set<String>> duplicates, Monitor monitor) {
        Pipeline pipeline = job.pipeline();
        DatasetScope scope = job.options().scope();
        if (scope.fit().isPresent()) {
            return scope.fit().get();
        }
        if (!pipeline.needsFit()) {
            return Fit.of(pipeline.fitted());
        }
        List<String> folders = duplicates == null ? List.of() : job.output().partitionBy();
        List<StructField> keys = source.keys(folders, pipeline.groupColumns());
        RowCheck left = duplicates == null
                ? RowCheck.NONE
                : new RejectedNames(
                        duplicates,
                        OutputNaming.of(job.output(), keys),
                        job.options().batch().isPresent());
        Fitter fitter = new Fitter(pipeline, job.options().fitting());
        return run.time("fit", () -> fitter.fit(run.context(), source, keys, left, monitor));
    }
}

package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.report.GalleryElement;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.report.RenderGallery;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.run.Software;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.Fitter;
import org.visionheatmaps.spark.gallery.ElementPictures;
import org.visionheatmaps.spark.gallery.OutputGallery;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.InputFiles;
import org.visionheatmaps.spark.input.InputOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.output.HeatmapRows;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputNameCheck;
import org.visionheatmaps.spark.output.OutputNaming;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RejectedNames;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.spark.run.SparkFailures;
import org.visionheatmaps.spark.run.Stopwatch;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.TallyAccumulator;
import org.visionheatmaps.spark.run.Versions;

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
    private static final String BATCHES = "_batches";
    private static final String SHEET = "_sheet.png";

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
        return BATCHES + "/" + name + ".json";
    }

    /**
     * Runs the job. The output appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public RunReport run(SparkSession caller, Progress progress) {
        Stopwatch watch = new Stopwatch();
        JobSession session = JobSession.of(caller);
        SparkSession spark = session.spark();
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        try (StagedOutput staged = batch.isPresent()
                ? open(batch.get().name(), configuration)
                : StagedOutput.open(output.path(), configuration)) {
            sink().check(spark, staged);
            InputFiles files = watch.time(
                    "open", () -> InputFiles.open(session, batch.map(input::of).orElse(input)));
            files.requireOutside(staged.target());
            output.table()
                    .filter(OutputOptions.Table::isFolder)
                    .ifPresent(table -> files.requireOutside(new Path(table.name())));
            ElementSource source = new ElementSource(session, files, input);
            batch.ifPresent(planned -> source.check().requireAsListed(planned.files()));
            TallyAccumulator tallies = new TallyAccumulator();
            spark.sparkContext().register(tallies, "heatmaps");
            String group = "vision-heatmaps-" + staged.run();
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            context.setJobGroup(group, "render heatmaps", false);
            Drawn drawn;
            try (Monitor monitor = new Monitor(spark, group, tallies, errors, progress)) {
                drawn = draw(spark, context, source, staged, tallies, monitor, watch);
                source.check().requireRead(tallies.sum());
            } catch (Exception e) {
                // Spark's own exceptions are checked in Java's eyes but not declared.
                throw source.check().explain(e);
            } finally {
                context.clearJobGroup();
            }
            return publish(session, staged, tallies.sum(), drawn, watch);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private HeatmapSink sink() {
        return new HeatmapSink(output);
    }

    /** With what was drawn, and from what. */
    private record Drawn(Fit fit, ElementSource source, List<StructField> carried, OutputNaming naming) {}

    private Drawn draw(
            SparkSession spark,
            JavaSparkContext context,
            ElementSource source,
            StagedOutput staged,
            TallyAccumulator tallies,
            Monitor monitor,
            Stopwatch watch)
            throws IOException {
        List<StructField> carried = source.carried(output.carry(), output.partitionBy(), pipeline.groupColumns());
        OutputNaming naming = OutputNaming.of(output, carried);
        long rows = source.rows();
        HadoopSettings settings = new HadoopSettings(context.hadoopConfiguration());
        Broadcast<Set<String>> duplicates = null;
        if (output.format().hasFilePerPath()) {
            monitor.stage("check ids", rows);
            Dataset<Row> ids = source.normalised(false, false, carried);
            OutputNameCheck repeated = new OutputNameCheck(
                    naming, batch.isPresent() ? staged.target().toString() : null, settings);
            Set<String> found = watch.time("check_ids", () -> repeated.find(ids, source.decoder()));
            duplicates = found.isEmpty() ? null : context.broadcast(found);
        }
        Fit fit = fit(spark, source, duplicates, monitor, watch);
        Dataset<Row> normalised = source.normalised(true, pipeline.usesImage() && source.hasImage(), carried);
        monitor.stage("render", rows);
        RowPartitioner elements =
                watch.time("spread", () -> source.spread(normalised, partitioning, pipeline.usesImage()));
        RenderTask task = new RenderTask(
                JavaSerialized.of(context, fit),
                scope.unseenGroup(),
                new ReaderConfig(
                        elements.decoder(),
                        new RejectedNames(duplicates, naming, batch.isPresent()),
                        GroupColumns.of(pipeline.groupColumns(), carried),
                        nonFinite,
                        errors.failFast()),
                naming,
                new QuarantineFolder(
                        staged.aside("quarantine").toString(),
                        staged.aside("temporary").toString(),
                        staged.run(),
                        settings),
                Software.current().toString(),
                output.png(),
                output.colorbar(),
                tallies);
        Dataset<Row> heatmaps = elements.rows().mapPartitions(task, Encoders.row(HeatmapRows.schema(carried)));
        staged.begin();
        watch.time("render", () -> {
            try {
                sink().write(heatmaps, staged);
            } catch (Exception e) {
                // Spark's own exceptions are checked in Java's eyes but not declared.
                throw failure(e, tallies.sum());
            }
            return null;
        });
        return new Drawn(fit, source, carried, naming);
    }

    /** The fit that was given, or one of this input if the pipeline needs it. */
    private Fit fit(
            SparkSession spark,
            ElementSource source,
            Broadcast<Set<String>> duplicates,
            Monitor monitor,
            Stopwatch watch) {
        if (scope.fit().isPresent()) {
            return scope.fit().get();
        }
        if (!pipeline.needsFit()) {
            return Fit.of(pipeline.fitted());
        }
        List<String> folders = duplicates == null ? List.of() : output.partitionBy();
        List<StructField> keys = source.keys(folders, pipeline.groupColumns());
        RowCheck left = duplicates == null
                ? RowCheck.NONE
                : new RejectedNames(duplicates, OutputNaming.of(output, keys), batch.isPresent());
        Fitter fitter = new Fitter(pipeline, scope.quantiles(), partitioning, nonFinite, errors);
        return watch.time("fit", () -> fitter.fit(spark, source, keys, left, monitor));
    }

    /** What a user should read of an exception that came through Spark. */
    private RuntimeException failure(Exception e, Tally tally) {
        boolean isTooMany = errors.exceededBy(tally.quarantinedCount());
        return isTooMany && SparkFailures.meant(e).isEmpty() ? tooMany(tally) : SparkFailures.explain(e);
    }

    private JobFailedException tooMany(Tally tally) {
        return new JobFailedException("Too many elements cannot be drawn: " + tally.quarantinedCount() + " of "
                + (tally.renderedCount() + tally.quarantinedCount())
                + " so far, more than --max-errors allows. The first: "
                + String.join("; ", tally.firstFaults()));
    }

    private RunReport publish(JobSession session, StagedOutput staged, Tally tally, Drawn drawn, Stopwatch watch)
            throws IOException {
        SparkSession spark = session.spark();
        long quarantined = tally.quarantinedCount();
        if (errors.exceededBy(quarantined, tally.renderedCount() + quarantined)) {
            throw tooMany(tally);
        }
        staged.moveIn("quarantine", QuarantineFolder.NAME);
        if (output.format().hasFilePerPath()) {
            staged.write(OutputName.SUCCESS, "");
        }
        RunReport report = report(spark, staged, tally, drawn.fit(), watch);
        staged.write(RunReport.FILE_NAME, report.toJson());
        if (batch.isPresent()) {
            staged.write(mark(batch.get().name()), report.toJson());
        }
        addPages(spark, staged, tally, drawn, report);
        drawn.source().check().requireUnchanged();
        try {
            sink().deliver(session, staged, batch.map(FileBatch::name).orElse(null));
            output.table().filter(table -> !table.isFolder()).ifPresent(table -> session.refresh(table.name()));
        } catch (Exception e) {
            // Spark's own exceptions are checked in Java's eyes but not declared.
            throw SparkFailures.explain(e);
        }
        switch (output.mode()) {
            case ERROR -> staged.publishNew();
            case OVERWRITE -> staged.publishReplacing();
            case APPEND -> staged.publishAdding();
        }
        return report;
    }

    private RunReport report(SparkSession spark, StagedOutput staged, Tally tally, Fit fit, Stopwatch watch) {
        return new RunReport(
                tally.rows(),
                tally.renderedCount() + tally.quarantinedCount(),
                tally.renderedCount(),
                tally.quarantinedCount(),
                tally.byReason(),
                tally.firstFaults(),
                tally.withoutImageCount(),
                pipeline.toString(),
                pipeline.advice(),
                scope.fit().isPresent() ? 0 : fit.passes(),
                pipeline.needsFit() ? FitDocument.of(fit) : null,
                input.paths(),
                output.table().isPresent()
                        ? output.destination()
                        : staged.target().toString(),
                output.format().name(),
                watch.seconds(),
                Versions.of(spark),
                batch.orElse(null));
    }

    /** The pages of pictures that are asked for. */
    private void addPages(SparkSession spark, StagedOutput staged, Tally tally, Drawn drawn, RunReport report)
            throws IOException {
        if (gallery.size() > 0) {
            staged.write(RenderGallery.FILE_NAME, new RenderGallery(report, shown(spark, staged, drawn, tally)).html());
        }
        if (output.sheet().isPresent() && report.rendered() > 0) {
            SheetSize size = output.sheet().get();
            staged.write(SHEET, RenderedHeatmaps.sheet(spark, staged.data().toString(), size));
        }
    }

    private List<GalleryElement> shown(SparkSession spark, StagedOutput staged, Drawn drawn, Tally tally) {
        ElementSource source = drawn.source();
        ElementPictures painter = new ElementPictures(
                spark,
                source,
                new MeasureTask.Plan(drawn.fit(), MapSteps.of(pipeline), List.of(), source.hasImage()),
                drawn.carried(),
                drawn.naming(),
                nonFinite);
        String quarantine = tally.quarantinedCount() == 0
                ? null
                : new Path(new Path(staged.data(), QuarantineFolder.NAME), "part-*").toString();
        return new OutputGallery(spark, source, gallery)
                .draw(painter, quarantine, output.format().equals(OutputFormat.PNG));
    }
}

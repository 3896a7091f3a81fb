package org.visionheatmaps.spark;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.RunReport;
import org.visionheatmaps.audit.Software;
import org.visionheatmaps.io.StagedOutput;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.ElementRenderer;

/**
 * The main job: attribution rows in, heatmaps out.
 *
 * @param input what to read
 * @param pipeline what to draw; must end with colours
 * @param partitioning how elements are spread
 * @param output where heatmaps go
 * @param errors what happens to elements that cannot be drawn
 */
public record RenderJob(
        InputOptions input, Pipeline pipeline, Partitioning partitioning, OutputOptions output, ErrorPolicy errors) {
    /** The folder of quarantined elements in the output; hidden from readers of tables, as all names with this first letter. */
    public static final String QUARANTINE = "_quarantine";

    private static final String SUCCESS = "_SUCCESS";

    /**
     * @throws IllegalArgumentException if the pipeline does not end with colours
     */
    public RenderJob {
        ElementRenderer.requireColors(pipeline);
    }

    /**
     * Runs the job. The output appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public RunReport run(SparkSession spark, Progress progress) {
        Stopwatch watch = new Stopwatch();
        try (StagedOutput staged =
                new StagedOutput(output.path(), spark.sparkContext().hadoopConfiguration())) {
            if (output.mode() == OutputOptions.Mode.ERROR && staged.targetExists()) {
                throw new JobFailedException("The output " + staged.target()
                        + " exists already: choose another, or --mode overwrite or append");
            }
            ParquetInput files = watch.time("open", () -> ParquetInput.open(spark, input));
            files.requireOutside(staged.target());
            TallyAccumulator tallies = new TallyAccumulator();
            spark.sparkContext().register(tallies, "heatmaps");
            String group = "vision-heatmaps-" + staged.run();
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            context.setJobGroup(group, "render heatmaps", false);
            try (Monitor monitor = new Monitor(spark, group, tallies, errors, progress)) {
                draw(spark, context, files, staged, tallies, monitor, watch);
            } finally {
                context.clearJobGroup();
            }
            return publish(spark, staged, tallies.sum(), watch);
        } catch (IOException e) {
            throw new JobFailedException(e.getMessage(), e);
        }
    }

    private void draw(
            SparkSession spark,
            JavaSparkContext context,
            ParquetInput files,
            StagedOutput staged,
            TallyAccumulator tallies,
            Monitor monitor,
            Stopwatch watch)
            throws IOException {
        ElementRows source = new ElementRows(spark, files.frame(), input);
        List<StructField> carried = source.carried(output);
        OutputNaming naming = naming(carried);
        long rows = input.where().isPresent() ? -1 : files.footers().rows();
        Broadcast<Set<String>> duplicates = null;
        if (output.format() == OutputOptions.Format.PNG) {
            monitor.stage("check ids", rows);
            Dataset<Row> ids = source.normalised(false, false, carried);
            Set<String> found = watch.time("check_ids", () -> DuplicateIds.find(ids, source.decoder(), naming));
            duplicates = found.isEmpty() ? null : context.broadcast(found);
        }
        Dataset<Row> normalised = source.normalised(true, pipeline.usesImage() && source.hasImage(), carried);
        monitor.stage("render", rows);
        Elements elements =
                watch.time("spread", () -> Elements.spread(spark, normalised, source.decoder(), partitioning));
        HadoopSettings settings = new HadoopSettings(context.hadoopConfiguration());
        RenderTask task = new RenderTask(
                context.broadcast(RenderTask.serialize(pipeline)),
                duplicates,
                elements.decoder(),
                naming,
                new RenderTask.Quarantine(
                        staged.aside("quarantine").toString(),
                        staged.aside("temporary").toString(),
                        staged.run(),
                        settings),
                Software.current().toString(),
                errors.failFast(),
                tallies);
        Dataset<Row> heatmaps = elements.rows().mapPartitions(task, Encoders.row(HeatmapRows.schema(carried)));
        staged.begin();
        watch.time("render", () -> {
            try {
                HeatmapSink.of(output, settings).write(heatmaps, staged);
            } catch (Exception e) {
                // Spark's own exceptions are checked in Java's eyes but not declared.
                throw failure(e, tallies.sum());
            }
            return null;
        });
    }

    private OutputNaming naming(List<StructField> carried) {
        List<String> names = carried.stream().map(StructField::name).toList();
        List<Integer> places = output.partitionBy().stream()
                .map(column -> ElementRow.CARRIED + indexOf(names, column))
                .toList();
        List<String> folders =
                output.partitionBy().stream().map(HeatmapRows::outputName).toList();
        return new OutputNaming(folders, places);
    }

    private static int indexOf(List<String> names, String column) {
        int exact = names.indexOf(column);
        if (exact >= 0) {
            return exact;
        }
        return names.stream().map(String::toLowerCase).toList().indexOf(column.toLowerCase(java.util.Locale.ROOT));
    }

    /** What a user should read of an exception that came through Spark. */
    private RuntimeException failure(Exception e, Tally tally) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobFailedException known) {
                return new JobFailedException(known.getMessage(), e);
            }
        }
        if (errors.exceededBy(tally.quarantinedCount())) {
            return tooMany(tally);
        }
        return e instanceof RuntimeException runtime
                ? runtime
                : new JobFailedException(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("The Spark job failed"), e);
    }

    private JobFailedException tooMany(Tally tally) {
        return new JobFailedException("Too many elements cannot be drawn: " + tally.quarantinedCount() + " of "
                + (tally.renderedCount() + tally.quarantinedCount())
                + " so far, more than --max-errors allows. The first: "
                + String.join("; ", tally.firstFaults()));
    }

    private RunReport publish(SparkSession spark, StagedOutput staged, Tally tally, Stopwatch watch)
            throws IOException {
        long rendered = tally.renderedCount();
        long quarantined = tally.quarantinedCount();
        if (errors.exceededBy(quarantined, rendered + quarantined)) {
            throw tooMany(tally);
        }
        staged.moveIn("quarantine", QUARANTINE);
        if (output.format() == OutputOptions.Format.PNG) {
            staged.write(SUCCESS, "");
        }
        RunReport report = new RunReport(
                tally.rows(),
                rendered + quarantined,
                rendered,
                quarantined,
                tally.byReason(),
                tally.firstFaults(),
                tally.withoutImageCount(),
                pipeline.toString(),
                pipeline.advice(),
                input.paths(),
                staged.target().toString(),
                output.format().name().toLowerCase(java.util.Locale.ROOT),
                watch.seconds(),
                Versions.of(spark));
        staged.write(RunReport.FILE_NAME, report.toJson());
        switch (output.mode()) {
            case ERROR -> staged.publishNew();
            case OVERWRITE -> staged.publishReplacing();
            case APPEND -> staged.publishAdding();
        }
        return report;
    }
}

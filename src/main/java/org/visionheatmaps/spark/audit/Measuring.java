package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.run.BadFile;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.fit.Fitter;
import org.visionheatmaps.spark.gallery.CardPainter;
import org.visionheatmaps.spark.gallery.ElementPictures;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.AuditedElements;
import org.visionheatmaps.spark.measure.ElementTable;
import org.visionheatmaps.spark.measure.Masks;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.text.NearestName;

/**
 * Measures all elements of an input, and stages the table of them.
 *
 * @param job what to measure
 * @param run the job's
 * @param source the elements
 * @param staged where the table waits for the end of the run
 */
record Measuring(AuditJob job, JobRun run, ElementSource source, StagedOutput staged) {
    private static final String PARTS = "measured";

    /**
     * What was measured, and of what.
     *
     * @param part profiles of all elements
     * @param tally of the rows
     * @param fit the pipelines by group
     * @param table the columns of the table of elements
     * @param source the elements; null if no file can be read, or two inputs were
     * @param masks what became of a table of masks, or null
     * @param painter draws cards of the report; null if there is nothing to be drawn
     */
    record Measured(
            AuditPart part,
            Tally tally,
            Fit fit,
            ElementTable table,
            ElementSource source,
            AuditManifest.MaskTable masks,
            CardPainter painter) {
        static Measured nothing(AuditJob job) {
            return new Measured(
                    new AuditPart(job.columns()),
                    new Tally(),
                    job.givenFit(),
                    new ElementTable(List.of()),
                    null,
                    null,
                    null);
        }

        /** Files of the input that could not be opened; none if no file can be read. */
        List<BadFile> badFiles() {
            return source == null ? List.of() : source.found().badFiles();
        }
    }

    Measured measure(Monitor monitor) throws IOException {
        Fit fit = fit(monitor);
        monitor.stage("audit", source.rows());
        List<StructField> carried = carried();
        Masks masks = Masks.of(source, job.options().masks(), NormalizedRow.CARRIED + carried.size());
        ElementTable table = write(fit, carried, masks);
        AuditPart part = merge(staged.aside(PARTS), job.columns(), run.configuration());
        return new Measured(
                part,
                run.tallies().sum(),
                fit,
                table,
                source,
                masks.counts(part).orElse(null),
                painter(fit));
    }

    private ElementPictures painter(Fit fit) {
        return new ElementPictures(
                run.spark(),
                source,
                new MeasureTask.Plan(fit, MapSteps.of(job.pipeline()), job.columns(), source.hasImage()),
                source.keys(List.of(), job.pipeline().groupColumns()),
                job.options().masks(),
                null,
                NonFinite.QUARANTINE);
    }

    /** The fit that was given, or one of this input if the pipeline needs it. */
    private Fit fit(Monitor monitor) {
        Pipeline pipeline = job.pipeline();
        if (job.scope().fit().isPresent() || !pipeline.needsFit()) {
            return job.givenFit();
        }
        List<StructField> keys = source.keys(List.of(), pipeline.groupColumns());
        FitOptions options =
                FitOptions.DEFAULT.withQuantiles(job.scope().quantiles()).withPartitioning(job.partitioning());
        return new Fitter(pipeline, options).fit(run.context(), source, keys, RowCheck.NONE, monitor);
    }

    private ElementTable write(Fit fit, List<StructField> carried, Masks masks) throws IOException {
        ElementTable table = new ElementTable(carried);
        Dataset<Row> normalised = masks.join(source.normalised(true, source.hasImage(), carried, masks.columns()));
        RowPartitioner elements = source.spread(normalised, job.partitioning(), true);
        MeasureTask task = new MeasureTask(
                JavaSerialized.of(
                        run.context(),
                        new MeasureTask.Plan(fit, MapSteps.of(job.pipeline()), job.columns(), source.hasImage())),
                new ReaderConfig(
                        elements.decoder(),
                        RowCheck.NONE,
                        GroupColumns.of(job.pipeline().groupColumns(), carried),
                        NonFinite.QUARANTINE,
                        false),
                masks.column(),
                GroupColumns.of(job.columns(), carried),
                table,
                new MeasureTask.Parts(
                        staged.aside(PARTS).toString(),
                        staged.aside("temporary").toString(),
                        new HadoopSettings(run.configuration())),
                run.tallies());
        elements.rows()
                .mapPartitions(task, Encoders.row(table.schema()))
                .write()
                .parquet(AuditedElements.folder(staged, table));
        return table;
    }

    /** The columns that the table shall have: those of numbers, texts and times unless they are named, and what makes groups. */
    private List<StructField> carried() {
        for (String column : job.columns()) {
            if (source.field(column).isEmpty()) {
                throw new IllegalArgumentException("The input has no column '" + column
                        + "' to group by, which --by or a rule names" + NearestName.hint(column, source.names()));
            }
        }
        List<String> groups = new ArrayList<>(job.pipeline().groupColumns());
        groups.addAll(job.columns());
        return source.carried(job.options().carry(), List.of(), groups).stream()
                .filter(field -> job.options().carry().isPresent()
                        || ElementTable.isSimple(field)
                        || groups.contains(field.name()))
                .toList();
    }

    /** What all tasks have measured; in memory there is the sum and one part at a time. */
    static AuditPart merge(Path folder, List<String> columns, Configuration configuration) throws IOException {
        AuditPart sum = new AuditPart(columns);
        FileSystem fileSystem = folder.getFileSystem(configuration);
        if (fileSystem.exists(folder)) {
            FileStatus[] parts =
                    fileSystem.listStatus(folder, path -> path.getName().startsWith("part-"));
            Arrays.sort(parts);
            for (FileStatus part : parts) {
                try (InputStream in = fileSystem.open(part.getPath())) {
                    sum.add(in.readAllBytes());
                }
            }
        }
        return sum;
    }
}

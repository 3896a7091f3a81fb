package org.visionheatmaps.spark.importer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.run.ImportReport;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.JobTitle;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.Versions;

/**
 * Makes a table of attributions from NumPy, safetensors and HDF5 files and the photographs beside them; or, without arrays, a table of
 * photographs.
 *
 * @param inputs files, folders and globs of arrays; none for a table of photographs
 * @param images a folder of photographs; without it, they are beside the arrays
 * @param output the folder of the table
 * @param options how they are imported
 */
public record ImportJob(List<String> inputs, Optional<String> images, String output, ImportOptions options) {
    private static final JobTitle TITLE = new JobTitle("import", "import", "Too much cannot be imported");
    private static final long MAX_GROUP_BYTES = 128L << 20;

    /**
     * Values do not compress, and a row group must not wait for a hundred of them. Groups of 64 MB let many tasks read one file.
     */
    private static final Map<String, String> PARQUET = Map.of(
            "compression", "uncompressed",
            "parquet.enable.dictionary#attribution", "false",
            "parquet.enable.dictionary#image.bytes", "false",
            "parquet.block.size", String.valueOf(64 << 20),
            "parquet.page.size.row.check.min", "1");

    /**
     * @throws IllegalArgumentException if there is nothing to import
     */
    public ImportJob {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() && images.isEmpty()) {
            throw new IllegalArgumentException(
                    "An import needs --input (files of arrays), or --images (a folder), or both");
        }
        if (inputs.isEmpty() && options.keys().isNamed()) {
            throw new IllegalArgumentException(
                    "--key, --ids and --image-key name arrays of files: --input needs files");
        }
    }

    /** An import of arrays, with photographs beside them, with every default. */
    public static ImportJob of(List<String> inputs, String output) {
        return new ImportJob(inputs, Optional.empty(), output, ImportOptions.DEFAULT);
    }

    /** An import of photographs. */
    public static ImportJob ofImages(String folder, String output) {
        return new ImportJob(List.of(), Optional.of(folder), output, ImportOptions.DEFAULT);
    }

    /** The same with photographs of a folder. */
    public ImportJob withImages(String folder) {
        return new ImportJob(inputs, Optional.of(folder), output, options);
    }

    /** The same done in another way. */
    public ImportJob with(ImportOptions other) {
        return new ImportJob(inputs, images, output, other);
    }

    /**
     * Runs the job. The output appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input cannot be imported at all; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public ImportReport run(SparkSession caller, Progress progress) {
        JobRun run = new JobRun(caller, TITLE, options.errors(), progress);
        try (StagedOutput staged = StagedOutput.open(output, run.configuration())) {
            if (options.mode() == OutputOptions.Mode.ERROR && staged.targetExists()) {
                throw new JobFailedException("The output " + staged.target()
                        + " exists already: choose another, or --mode overwrite or append");
            }
            ImportListing listing = run.time("list", () -> list(run.configuration()));
            List<ImportUnit> units = listing.units();
            if (units.isEmpty()) {
                throw new JobFailedException("There is nothing to import in "
                        + String.join(", ", inputs.isEmpty() ? List.of(images.orElseThrow()) : inputs)
                        + listing.skippedInWords());
            }
            CarriedColumns columns = run.tasks(staged.run(), tally -> requireRead(tally, units.size()), monitor -> {
                List<String> groups = groups(units, run.context().defaultParallelism());
                monitor.stage("columns", units.size());
                CarriedColumns carried = run.time("columns", () -> columns(run, units, groups));
                monitor.stage("import", units.size());
                Dataset<Row> rows = rows(run, listing, groups, carried, staged);
                staged.begin();
                return run.time("import", () -> {
                    rows.write()
                            .mode("append")
                            .options(PARQUET)
                            .parquet(staged.data().toString());
                    return carried;
                });
            });
            return publish(run, staged, listing, columns);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private static void requireRead(Tally tally, long files) {
        if (tally.rows() != files) {
            throw new IllegalStateException(
                    "The import does not add up: " + files + " files listed, but " + tally.rows() + " read");
        }
    }

    private ImportListing list(Configuration configuration) {
        try {
            return ImportListing.of(this, configuration);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private CarriedColumns columns(JobRun run, List<ImportUnit> units, List<String> groups) {
        if (inputs.isEmpty() || units.stream().noneMatch(unit -> KeyScan.isKeyed(unit, options.keys()))) {
            return new CarriedColumns();
        }
        return new KeyScan(options.keys(), options.layout(), new HadoopSettings(run.configuration()))
                .columns(run.context(), groups);
    }

    private Dataset<Row> rows(
            JobRun run, ImportListing listing, List<String> groups, CarriedColumns columns, StagedOutput staged)
            throws IOException {
        ImportTask task = new ImportTask(
                options.layout(),
                options.as().orElse(null),
                options.maxImageBytes(),
                inputs.isEmpty(),
                options.keys(),
                columns.schema(),
                listing.photographs(),
                QuarantineFolder.of(staged, new HadoopSettings(run.configuration())),
                options.errors().failFast(),
                run.tallies());
        JavaSparkContext context = run.context();
        return run.spark()
                .createDataset(context.parallelize(groups, groups.size()).rdd(), Encoders.STRING())
                .mapPartitions(task, Encoders.row(task.schema()));
    }

    /** Neighbouring files in groups of about equal bytes, one for each task. */
    private static List<String> groups(List<ImportUnit> units, int cores) {
        long total = units.stream().mapToLong(ImportUnit::length).sum();
        long most = Math.min(MAX_GROUP_BYTES, Math.max(1, total / cores));
        List<String> groups = new ArrayList<>();
        List<ImportUnit> group = new ArrayList<>();
        long bytes = 0;
        for (ImportUnit unit : units) {
            if (!group.isEmpty() && bytes + unit.length() > most) {
                groups.add(ImportUnit.toText(group));
                group.clear();
                bytes = 0;
            }
            group.add(unit);
            bytes += unit.length();
        }
        groups.add(ImportUnit.toText(group));
        return groups;
    }

    private ImportReport publish(JobRun run, StagedOutput staged, ImportListing listing, CarriedColumns columns)
            throws IOException {
        Tally tally = run.settled();
        long written = tally.renderedCount();
        long quarantined = tally.quarantinedCount();
        QuarantineFolder.moveIn(staged);
        ImportReport report = new ImportReport(
                listing.units().size(),
                written + quarantined,
                written,
                quarantined,
                tally.byReason(),
                tally.firstFaults(),
                listing.skipped(),
                List.of(columns.schema().fieldNames()),
                columns.notCarried(),
                tally.withoutImageCount(),
                inputs,
                staged.target().toString(),
                run.seconds(),
                Versions.of(run.spark()));
        staged.write(RunReport.FILE_NAME, report.toJson());
        switch (options.mode()) {
            case ERROR -> staged.publishNew();
            case OVERWRITE -> staged.publishReplacing();
            case APPEND -> staged.publishAdding();
        }
        return report;
    }
}

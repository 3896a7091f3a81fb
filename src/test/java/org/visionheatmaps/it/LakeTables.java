package org.visionheatmaps.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.incremental.Increment;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.incremental.RenderBatches;
import org.visionheatmaps.spark.incremental.Series;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

/** A program that draws into real Delta and Iceberg tables, one session for all; {@link LakeTablesIT} runs it. */
final class LakeTables {
    private final SparkSession spark;
    private final String sample;
    private final String folder;

    private LakeTables(SparkSession spark, String sample, String folder) {
        this.spark = spark;
        this.sample = sample;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        String folder = arguments[1];
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.lake.type", "hadoop")
                .config("spark.sql.catalog.lake.warehouse", folder + "/warehouse")
                .getOrCreate()) {
            LakeTables tables = new LakeTables(spark, arguments[0], folder);
            OutputOptions.Table delta = new OutputOptions.Table(folder + "/delta", true);
            tables.fill(delta, "delta");
            tables.require(spark.read().format("delta").load(delta.name()));
            spark.sql("CREATE DATABASE lake.db");
            OutputOptions.Table iceberg = new OutputOptions.Table("lake.db.heatmaps", false);
            tables.fill(iceberg, "iceberg");
            tables.require(spark.table(iceberg.name()));

            OutputOptions.Table nightlyDelta = new OutputOptions.Table(folder + "/nightly", true);
            tables.fillEachNight(nightlyDelta, "delta");
            tables.require(spark.read().format("delta").load(nightlyDelta.name()));
            OutputOptions.Table nightlyIceberg = new OutputOptions.Table("lake.db.nightly", false);
            tables.fillEachNight(nightlyIceberg, "iceberg");
            tables.require(spark.table(nightlyIceberg.name()));

            new LakeTableInputs(spark, folder).draw();
        }
    }

    /** Makes the table with a part of the sample, is refused to make it again, and appends the rest. */
    private void fill(OutputOptions.Table table, String format) {
        OutputOptions output = OutputOptions.of(table, new OutputFormat(format), folder + "/" + format + ".report")
                .withPartitionBy(List.of("method"));
        draw(output, "method = 'grad_cam'");
        try {
            draw(OutputOptions.of(table, new OutputFormat(format), folder + "/other.report"), "true");
            throw new AssertionError("a table that exists was made again");
        } catch (JobFailedException e) {
            if (!e.getMessage().contains("exists already")) {
                throw e;
            }
        }
        draw(
                output.withMode(OutputOptions.Mode.APPEND).withWriterOptions(Map.of("mergeSchema", "true")),
                "method <> 'grad_cam'");
    }

    /** One file, which a run that dies before it can report gives to the table; then another. */
    private void fillEachNight(OutputOptions.Table table, String format) throws IOException {
        String name = format + "-nightly";
        Path checkpoint = Path.of(folder, name + ".seen");
        Path report = Path.of(folder, name + ".report");
        arrive(name, "method = 'grad_cam'");
        increment(table, format, name);
        Files.move(checkpoint.resolve("batches/000000.json"), checkpoint.resolve("plan.json"));
        try (Stream<Path> files = Files.walk(report)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        arrive(name, "method <> 'grad_cam'");
        Increment<RunReport> second = increment(table, format, name);
        long drawn = second.results().stream().mapToLong(RunReport::rendered).sum();
        try (Stream<Path> marks = Files.list(report.resolve("_batches"))) {
            if (!second.isFirstRecovered() || drawn != 32 || marks.count() != 2) {
                throw new AssertionError("The batch that a table had was not finished: " + second);
            }
        }
        if (!increment(table, format, name).results().isEmpty()) {
            throw new AssertionError("There was nothing new");
        }
    }

    private void arrive(String name, String where) {
        spark.read()
                .parquet(sample)
                .where(where)
                .coalesce(1)
                .write()
                .mode("append")
                .parquet(folder + "/" + name + ".in");
    }

    private Increment<RunReport> increment(OutputOptions.Table table, String format, String name) {
        InputOptions input = InputOptions.of(folder + "/" + name + ".in");
        RenderJob job = new RenderJob(
                input,
                Preset.CAM.pipeline(),
                OutputOptions.of(table, new OutputFormat(format), folder + "/" + name + ".report"),
                RenderOptions.of(ErrorPolicy.FAIL));
        return new Series<>(
                        input,
                        new IncrementOptions(folder + "/" + name + ".seen", 10, IncrementOptions.Rewritten.FAIL),
                        RenderBatches.of(spark, job, batch -> batch.run(spark, Progress.NONE)))
                .run(spark.sparkContext().hadoopConfiguration(), said -> {});
    }

    private void draw(OutputOptions output, String where) {
        new RenderJob(
                        InputOptions.of(sample).withWhere(where),
                        Preset.CAM.pipeline(),
                        output,
                        RenderOptions.of(ErrorPolicy.FAIL))
                .run(spark, Progress.NONE);
    }

    private void require(Dataset<Row> table) throws Exception {
        List<Row> rows =
                table.selectExpr("id", "method", "heatmap.bytes", "width").collectAsList();
        for (Row row : rows) {
            if (Pixels.decode(row.<byte[]>getAs("bytes")).width() != row.<Integer>getAs("width")) {
                throw new AssertionError("Not the picture of " + row.get(0));
            }
        }
        System.out.println("rows " + rows.size() + " methods "
                + rows.stream().map(row -> row.get(1)).distinct().count());
    }
}

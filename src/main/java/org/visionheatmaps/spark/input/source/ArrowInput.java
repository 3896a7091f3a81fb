package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.visionheatmaps.arrow.ArrowTensorSource;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowFiles;
import org.visionheatmaps.io.arrow.ArrowTensorReader;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.run.BadFile;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;

/** Arrow files as the source {@link ArrowTensorSource} reads them. */
final class ArrowInput {
    private ArrowInput() {}

    /**
     * Opens the files.
     *
     * @throws JobFailedException if one is not Arrow, unless bad files are left out
     */
    static InputFiles open(JobSession session, InputOptions input, DataFiles data) throws IOException {
        SparkSession spark = session.spark();
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        List<ArrowFile> files = new ArrayList<>();
        List<BadFile> bad = new ArrayList<>();
        for (ArrowFiles.Index index : ArrowFiles.index(data.files(), configuration)) {
            if (index.problem() == null) {
                files.add(index.file());
            } else {
                bad.add(new BadFile(
                        index.listed().path(),
                        index.listed().version().bytes(),
                        index.problem().getMessage()));
            }
        }
        input.source().badFiles().settle(bad, files.isEmpty());
        Map<String, CountedFile> counted = new LinkedHashMap<>();
        long largestRow = 0;
        boolean areStored = true;
        String attribution = input.columns().attribution();
        for (ArrowFile file : files) {
            areStored &= ArrowTensorReader.canRead(file.schema(), attribution);
            long largestGroup = 0;
            for (ArrowFile.Batch batch : file.batches()) {
                largestGroup = Math.max(largestGroup, batch.rows());
                largestRow = Math.max(largestRow, batch.bytes() / Math.max(1, batch.rows()));
            }
            counted.put(file.path(), new CountedFile(file.version(), file.rows(), largestGroup));
        }
        StoredValues stored = areStored
                ? new StoredValues(
                        attribution,
                        new HadoopSettings(configuration),
                        JavaSerialized.of(
                                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                                files.toArray(ArrowFile[]::new)))
                : null;
        return new InputFiles(
                frame(spark, counted, input),
                counted,
                true,
                largestRow,
                stored,
                InputFiles.DeclaredShapes.NONE,
                InputFiles.Found.files(new InputFound(data.leftOut(), bad)));
    }

    private static Dataset<Row> frame(SparkSession spark, Map<String, CountedFile> files, InputOptions input) {
        Dataset<Row> rows = spark.read()
                .format(ArrowTensorSource.NAME)
                .load(files.keySet().stream().map(InputListing::pattern).toArray(String[]::new));
        FolderColumns folders = FolderColumns.of(files.keySet(), input.source().partitionTypes());
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            if (!folders.has(name)) {
                columns.add(InputFiles.column(name));
            }
        }
        columns.add(InputFiles.place(functions.col("_metadata")));
        return folders.addTo(rows.select(columns.toArray(Column[]::new)));
    }
}

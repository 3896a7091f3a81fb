package org.visionheatmaps.spark.input;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.arrow.ArrowTensorSource;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowFiles;
import org.visionheatmaps.io.arrow.ArrowTensorReader;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;

/** Arrow files as the source {@link ArrowTensorSource} reads them. */
final class ArrowInput {
    private ArrowInput() {}

    /**
     * Opens the files.
     *
     * @throws JobFailedException if there are no such files or they are not Arrow
     */
    static InputFiles open(SparkSession spark, InputOptions input) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        try {
            List<ArrowFile> files = ArrowFiles.read(input.paths(), configuration);
            Map<String, CountedFile> counted = new LinkedHashMap<>();
            long largestRow = 0;
            boolean areStored = true;
            String attribution = input.columns().attribution();
            for (ArrowFile file : files) {
                counted.put(file.path(), new CountedFile(file.version(), file.rows()));
                areStored &= ArrowTensorReader.canRead(file.schema(), attribution);
                for (ArrowFile.Batch batch : file.batches()) {
                    largestRow = Math.max(largestRow, batch.bytes() / Math.max(1, batch.rows()));
                }
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
                    spark.read()
                            .format(ArrowTensorSource.NAME)
                            .load(input.paths().toArray(new String[0])),
                    counted,
                    true,
                    largestRow,
                    stored,
                    InputFiles.ToldShapes.NONE);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }
}

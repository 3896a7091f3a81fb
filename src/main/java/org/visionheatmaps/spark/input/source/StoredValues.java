package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowTensorReader;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.parquet.ParquetTensorReader;
import org.visionheatmaps.spark.run.JavaSerialized;

/**
 * Values that stay in their files until the task that draws them reads them there: Spark's rows carry the file and the place in it.
 * So a value is not copied from Spark's columns to its rows and from these to an array, no batch of large values is ever in memory,
 * and rows are spread over tasks without moving them.
 *
 * @param column the attributions' name
 * @param settings of the files' file systems
 * @param arrow the files, if they are Arrow files; null of Parquet files
 */
public record StoredValues(String column, HadoopSettings settings, JavaSerialized<ArrowFile[]> arrow)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public TensorReader open() throws IOException {
        if (arrow == null) {
            return new ParquetTensorReader(column, settings.configuration());
        }
        try {
            return new ArrowTensorReader(column, List.of(arrow.value(ArrowFile[].class)), settings.configuration());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The executors lack classes of the job", e);
        }
    }
}

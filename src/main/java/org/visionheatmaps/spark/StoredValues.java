package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.visionheatmaps.io.HadoopSettings;
import org.visionheatmaps.io.StoredArrow;
import org.visionheatmaps.io.StoredColumn;
import org.visionheatmaps.io.StoredRows;
import org.visionheatmaps.io.arrow.ArrowFile;

/**
 * Values that stay in their files until the task that draws them reads them there: Spark's rows carry the file and the place in it.
 * So a value is not copied from Spark's columns to its rows and from these to an array, no batch of large values is ever in memory,
 * and rows are spread over tasks without moving them.
 *
 * @param column the attributions' name
 * @param settings of the files' file systems
 * @param arrow the files, if they are Arrow files; null of Parquet files
 */
record StoredValues(String column, HadoopSettings settings, Serialized<ArrowFile[]> arrow) implements Serializable {
    private static final long serialVersionUID = 1L;

    StoredRows open() throws IOException {
        if (arrow == null) {
            return new StoredColumn(column, settings.configuration());
        }
        try {
            return new StoredArrow(column, List.of(arrow.value(ArrowFile[].class)), settings.configuration());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The executors lack classes of the job", e);
        }
    }
}

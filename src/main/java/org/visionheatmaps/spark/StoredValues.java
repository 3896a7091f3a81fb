package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.Serializable;
import org.visionheatmaps.io.HadoopSettings;
import org.visionheatmaps.io.StoredColumn;

/**
 * Values that stay in their files until the task that draws them reads them there: Spark's rows carry the file and the place in it.
 * So a value is not copied from Spark's columns to its rows and from these to an array, no batch of large values is ever in memory,
 * and rows are spread over tasks without moving them.
 *
 * @param column the attributions' name
 * @param settings of the files' file systems
 */
record StoredValues(String column, HadoopSettings settings) implements Serializable {
    private static final long serialVersionUID = 1L;

    StoredColumn open() throws IOException {
        return new StoredColumn(column, settings.configuration());
    }
}

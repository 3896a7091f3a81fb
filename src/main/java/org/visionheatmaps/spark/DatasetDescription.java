package org.visionheatmaps.spark;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * How a dataset would be read: for {@code inspect}.
 *
 * @param rows the number of rows
 * @param files the number of files
 * @param columns one line per column of the data
 * @param notes what a user should know or do before rendering
 */
public record DatasetDescription(long rows, int files, List<Column> columns, List<String> notes) {
    /**
     * One column.
     *
     * @param name as in the data
     * @param type as Spark says it
     * @param use how the job would read it: {@code attribution: 1-D float values, shape from column shape}, {@code carried}
     */
    public record Column(String name, String type, String use) {}

    /**
     * Looks at the schema and the first rows.
     *
     * @throws IllegalArgumentException if the input cannot be read as attributions; the message says what to change
     */
    public static DatasetDescription of(SparkSession spark, InputOptions input) {
        throw new UnsupportedOperationException("not written yet");
    }
}

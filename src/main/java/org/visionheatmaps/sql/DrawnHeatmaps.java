package org.visionheatmaps.sql;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.visionheatmaps.pipeline.Fit;

/**
 * What {@link Heatmaps#draw} gives. Every row of the input is either among the heatmaps or in the quarantine.
 *
 * @param rows all rows: the columns of the input without the attribution, then {@code heatmap struct<bytes, path>}, {@code kind} and
 *     {@code reason}; either the first or the other two are null. Cache them to draw once for several uses
 * @param fit the pipelines with the constants of the dataset, by group; their text draws the same pixels again
 */
public record DrawnHeatmaps(Dataset<Row> rows, Fit fit) {
    static final String HEATMAP = "heatmap";
    static final String KIND = "kind";
    static final String REASON = "reason";

    /** The rows that were drawn; the path is the id with {@code .png}. */
    public Dataset<Row> heatmaps() {
        return rows.where(rows.col(HEATMAP).isNotNull()).drop(KIND, REASON);
    }

    /** The rows that could not be drawn: the kind of fault, such as {@code non_finite}, and the reason in words. */
    public Dataset<Row> quarantine() {
        return rows.where(rows.col(HEATMAP).isNull()).drop(HEATMAP);
    }
}

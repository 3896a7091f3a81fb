package org.visionheatmaps.spark.input;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.run.Tally;

/**
 * How normalised rows become elements; the same in a fit and in drawing, so that the same elements count as are drawn.
 *
 * @param decoder reads the rows
 * @param check refuses rows
 * @param groups tells the group of a row
 * @param nonFinite what happens to values that are NaN or infinite
 * @param failFast whether the first element that cannot be drawn fails the job
 */
public record ReaderConfig(
        RowDecoder decoder, RowCheck check, GroupColumns groups, NonFinite nonFinite, boolean failFast)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Counts a row; of a batch that was split, its first element stands for it. */
    public static void count(Row row, Tally tally) {
        if (row.isNullAt(NormalizedRow.ELEMENT) || row.getInt(NormalizedRow.ELEMENT) == 0) {
            tally.row(
                    row.getString(NormalizedRow.FILE),
                    row.getLong(NormalizedRow.BYTES),
                    row.getLong(NormalizedRow.MODIFIED));
        }
    }
}

package org.visionheatmaps.spark.input;

import java.io.Serializable;
import java.util.List;
import org.visionheatmaps.render.NonFinite;

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

    /** Elements as they are: no row is refused, and all are of one group. */
    static ReaderConfig of(RowDecoder decoder) {
        return new ReaderConfig(decoder, RowCheck.NONE, new GroupColumns(List.of()), NonFinite.QUARANTINE, false);
    }
}

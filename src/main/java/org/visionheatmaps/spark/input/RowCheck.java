package org.visionheatmaps.spark.input;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;

/** Refuses rows before their values are read. */
public interface RowCheck extends Serializable {
    /** Accepts every row. */
    RowCheck NONE = (row, id, tally) -> {};

    /**
     * Looks at a row.
     *
     * @param row normalized
     * @param id the row's
     * @param tally of the task
     * @throws BadDataException if the row is not to be read
     */
    void check(Row row, String id, Tally tally);
}

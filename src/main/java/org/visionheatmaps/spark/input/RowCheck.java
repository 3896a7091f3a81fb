package org.visionheatmaps.spark.input;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.visionheatmaps.tensor.BadDataException;

/** Refuses rows before their values are read. */
public interface RowCheck extends Serializable {
    /** Accepts every row. */
    RowCheck NONE = (row, id) -> {};

    /**
     * Looks at a row.
     *
     * @param row normalized
     * @param id the row's
     * @throws BadDataException if the row is not to be read
     */
    void check(Row row, String id);
}

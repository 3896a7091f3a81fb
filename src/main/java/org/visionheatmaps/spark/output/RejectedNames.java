package org.visionheatmaps.spark.output;

import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.tensor.BadDataException;

/**
 * Rows that would be written to one file.
 *
 * @param paths that more than one row would be written to, or null if there are none or they are not checked
 * @param naming names the outputs
 * @param isOfSeries whether rows of earlier runs count too
 */
public record RejectedNames(Broadcast<Set<String>> paths, OutputNaming naming, boolean isOfSeries) implements RowCheck {
    private static final long serialVersionUID = 1L;

    /**
     * @throws BadDataException if another row has the same path
     */
    @Override
    public void check(Row row, String id) {
        if (paths == null) {
            return;
        }
        String path = naming.path(row, id, null);
        if (paths.value().contains(path)) {
            throw new BadDataException(
                    BadDataException.Reason.DUPLICATE_ID,
                    "more than one row has the id '" + id + "'"
                            + (isOfSeries ? ", in these files or those of earlier runs" : "")
                            + ", and all would be written to " + path
                            + ": make ids unique, or put the rows in different folders with --partition-by");
        }
    }
}

package org.visionheatmaps.spark.output;

import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;

/**
 * Refuses rows that would be written to a file which another row has too. As long as it is not known which names several rows have, a
 * task refuses those that it has seen itself, and tells the driver all that it sees.
 *
 * @param repeated paths that more than one row would be written to; null as long as they are not known
 * @param naming names the outputs
 * @param taken names of earlier runs of a series; null if they do not matter
 */
public record RejectedNames(Broadcast<Set<String>> repeated, OutputNaming naming, TakenNames taken)
        implements RowCheck {
    private static final long serialVersionUID = 1L;

    /**
     * @throws BadDataException if another row has the same path
     */
    @Override
    public void check(Row row, String id, Tally tally) {
        String path = naming.path(row, id, null);
        boolean isRepeated = repeated == null
                ? NormalizedRow.isFirstElement(row) && !tally.names().add(path)
                : repeated.value().contains(path);
        if (isRepeated || taken != null && taken.has(path)) {
            throw new BadDataException(
                    BadDataException.Reason.DUPLICATE_ID,
                    "more than one row has the id '" + id + "'"
                            + (taken == null ? "" : ", in these files or those of earlier runs")
                            + ", and all would be written to " + path
                            + ": make ids unique, or put the rows in different folders with --partition-by");
        }
    }
}

package org.visionheatmaps.arrow;

import java.io.Serializable;
import org.visionheatmaps.io.arrow.ArrowFile;

/**
 * Some rows of a record batch.
 *
 * @param file that has it
 * @param batch which
 * @param from the first row, counted in the batch
 * @param rows how many
 */
record ArrowSlice(ArrowFile file, ArrowFile.Batch batch, long from, long rows) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** About how many bytes of the file the rows take. */
    long bytes() {
        return (long) (batch.bytes() * (double) rows / Math.max(1, batch.rows()));
    }
}

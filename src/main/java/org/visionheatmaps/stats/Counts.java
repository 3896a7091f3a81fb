package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.visionheatmaps.tensor.Tensor;

/**
 * Counts of values, which merge by adding: any order, any partitions and any grouping of the same values give equal counts, and
 * equal counts give equal bytes.
 */
public sealed interface Counts permits ValueCounts, WindowCounts {
    /**
     * Counts the values of one element, all or none of them; those that are missing are left out.
     *
     * @throws org.visionheatmaps.tensor.BadDataException if a value is NaN or infinite, or all are missing
     */
    void add(Tensor x);

    /**
     * Adds what {@link #write} wrote of counts of the same kind.
     */
    void addFrom(ByteBuffer in);

    /** Writes these counts. */
    void write(ByteArrayOutputStream out);
}

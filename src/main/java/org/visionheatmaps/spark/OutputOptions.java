package org.visionheatmaps.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Where heatmaps go.
 *
 * @param path a folder on any Hadoop file system
 * @param format rows or files
 * @param mode what to do if the folder exists
 * @param partitionBy carried columns that make folders, {@code method=lrp/}
 * @param carry the columns to carry through; without it, all that are not read for drawing
 */
public record OutputOptions(
        String path, Format format, Mode mode, List<String> partitionBy, Optional<List<String>> carry)
        implements Serializable {
    public OutputOptions {
        partitionBy = List.copyOf(partitionBy);
        carry = carry.map(List::copyOf);
    }

    /** Output with every default: fails if the folder exists, carries all other columns, no partitions. */
    public static OutputOptions of(String path, Format format) {
        return new OutputOptions(path, format, Mode.ERROR, List.of(), Optional.empty());
    }

    /** The same with another mode. */
    public OutputOptions withMode(Mode other) {
        return new OutputOptions(path, format, other, partitionBy, carry);
    }

    /** The same in folders by columns. */
    public OutputOptions withPartitionBy(List<String> columns) {
        return new OutputOptions(path, format, mode, columns, carry);
    }

    /** How heatmaps are kept. */
    public enum Format {
        /** Rows with the PNG's bytes. */
        PARQUET,
        /** One file per element. */
        PNG
    }

    /** What to do if the output exists. */
    public enum Mode {
        ERROR,
        OVERWRITE,
        APPEND
    }
}

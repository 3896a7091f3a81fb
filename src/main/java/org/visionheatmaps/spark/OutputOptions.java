package org.visionheatmaps.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.visionheatmaps.png.PngEncoding;

/**
 * Where heatmaps go.
 *
 * @param path a folder on any Hadoop file system
 * @param format rows or files
 * @param mode what to do if the folder exists
 * @param partitionBy carried columns that make folders, {@code method=lrp/}
 * @param carry the columns to carry through; without it, all that are not read for drawing
 * @param png how heatmaps become PNGs
 */
public record OutputOptions(
        String path, Format format, Mode mode, List<String> partitionBy, Optional<List<String>> carry, PngEncoding png)
        implements Serializable {
    public OutputOptions {
        partitionBy = List.copyOf(partitionBy);
        carry = carry.map(List::copyOf);
        Objects.requireNonNull(png);
    }

    /** Output with the default encoding of PNGs. */
    public OutputOptions(
            String path, Format format, Mode mode, List<String> partitionBy, Optional<List<String>> carry) {
        this(path, format, mode, partitionBy, carry, PngEncoding.DEFAULT);
    }

    /** Output with every default: fails if the folder exists, carries all other columns, no partitions. */
    public static OutputOptions of(String path, Format format) {
        return new OutputOptions(path, format, Mode.ERROR, List.of(), Optional.empty());
    }

    /** The same with another mode. */
    public OutputOptions withMode(Mode other) {
        return new OutputOptions(path, format, other, partitionBy, carry, png);
    }

    /** The same in folders by columns. */
    public OutputOptions withPartitionBy(List<String> columns) {
        return new OutputOptions(path, format, mode, columns, carry, png);
    }

    /** The same with another encoding of PNGs. */
    public OutputOptions withPng(PngEncoding encoding) {
        return new OutputOptions(path, format, mode, partitionBy, carry, encoding);
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

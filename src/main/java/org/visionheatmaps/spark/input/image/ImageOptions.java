package org.visionheatmaps.spark.input.image;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.TensorPixels;
import org.visionheatmaps.io.value.DType;

/**
 * Where photographs are and how they are read.
 *
 * @param table a table of photographs, joined by id; without it they are in a column of the input
 * @param base the folder of relative paths; without it, that of the file in which the path stands
 * @param roots folders, files or globs that paths may name besides the folder of the table in which they stand
 * @param numbers how photographs are read that are numbers
 * @param decoder of photographs that are encoded
 * @param maxBytes files of photographs that are larger are refused
 */
public record ImageOptions(
        Optional<Table> table,
        Optional<String> base,
        List<String> roots,
        Numbers numbers,
        ImageDecoder decoder,
        long maxBytes) {
    /** Photographs in a column of the input, encoded. */
    public static final ImageOptions DEFAULT = new ImageOptions(
            Optional.empty(), Optional.empty(), List.of(), Numbers.DEFAULT, ImageDecoder.DEFAULT, 256L << 20);

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * @throws IllegalArgumentException if no file could be small enough, or an array could not hold one
     */
    public ImageOptions {
        roots = List.copyOf(roots);
        Objects.requireNonNull(numbers);
        Objects.requireNonNull(decoder);
        if (maxBytes < 1 || maxBytes > LONGEST_ARRAY) {
            throw new IllegalArgumentException(
                    "The most bytes of an image file must be from 1 to " + LONGEST_ARRAY + ", but are " + maxBytes);
        }
    }

    /** The same with photographs from a table. */
    public ImageOptions withTable(Table other) {
        return new ImageOptions(Optional.of(other), base, roots, numbers, decoder, maxBytes);
    }

    /** The same with a folder for relative paths. */
    public ImageOptions withBase(String folder) {
        return new ImageOptions(table, Optional.of(folder), roots, numbers, decoder, maxBytes);
    }

    /** The same with other folders that paths may name. */
    public ImageOptions withRoots(List<String> others) {
        return new ImageOptions(table, base, others, numbers, decoder, maxBytes);
    }

    /** The same with photographs that are numbers. */
    public ImageOptions withNumbers(Numbers others) {
        return new ImageOptions(table, base, roots, others, decoder, maxBytes);
    }

    /** The same with another decoder. */
    public ImageOptions withDecoder(ImageDecoder other) {
        return new ImageOptions(table, base, roots, numbers, other, maxBytes);
    }

    /** The same with another limit of files. */
    public ImageOptions withMaxBytes(long bytes) {
        return new ImageOptions(table, base, roots, numbers, decoder, bytes);
    }

    /**
     * A table of photographs, or of something else that is joined to rows by id.
     *
     * @param what it is of, as options name it: {@code masks}, say
     * @param source files, folders or globs on any Hadoop file system, or the name of a table in a catalog
     * @param format of files: {@code parquet}, or any that Spark reads
     * @param id the column of ids
     * @param image the column of photographs, of any type that the input's own column may have
     * @param option that names this column
     */
    public record Table(String what, String source, String format, String id, String image, String option) {
        /** A table of photographs. */
        public Table(String source, String format, String id, String image) {
            this("images", source, format, id, image, "--images-image");
        }

        /** Parquet with the columns {@code id} and {@code image}. */
        public static Table of(String source) {
            return new Table(source, "parquet", "id", "image");
        }
    }

    /**
     * Photographs that are numbers: arrays, nested arrays, structs of data and shape, or bytes.
     *
     * @param areBytes whether binary columns hold numbers; otherwise they hold encoded images
     * @param dtype of bytes that do not tell it
     * @param shape for values that carry none, in the order of the layout
     * @param pixels how numbers become pixels
     */
    public record Numbers(boolean areBytes, DType dtype, Optional<List<Integer>> shape, TensorPixels pixels) {
        /** Values in [0, 1], C×H×W; bytes are encoded images. */
        public static final Numbers DEFAULT = new Numbers(false, DType.FLOAT32, Optional.empty(), TensorPixels.DEFAULT);

        public Numbers {
            shape = shape.map(List::copyOf);
        }
    }
}

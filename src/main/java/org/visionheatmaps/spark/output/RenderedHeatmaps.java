package org.visionheatmaps.spark.output;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.png.TextChunk;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.render.figure.ContactSheet;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.run.Software;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.spark.run.SparkFailures;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/**
 * What a run has rendered, to be looked at: PNG files in a folder, or Parquet rows with the columns {@code id} and {@code heatmap}.
 *
 * @param input the folder
 * @param order in which they come
 * @param seed of a seeded order
 */
public record RenderedHeatmaps(String input, Order order, long seed) {
    /** The side of the square that each heatmap of a sheet is fitted to, in pixels, without its colour bar. */
    private static final int SHEET_CELL = 224;

    /** An order that depends on ids alone. */
    public enum Order {
        /** By id, as texts: {@code a/10} is before {@code a/2}. */
        ID,
        /** By a hash of seed and id: the first few are a sample of all. */
        SEEDED
    }

    /**
     * The first heatmaps, and how many there are.
     *
     * @param cells the first, in order
     * @param all the number of all
     */
    public record First(List<ContactSheet.Cell> cells, long all) {}

    /**
     * Reads the first heatmaps; one after the other comes to this machine and is made smaller.
     *
     * @param most how many
     * @param side of the square that each is fitted to, in pixels
     * @throws IllegalArgumentException if there are none, or rows of another kind
     */
    public First first(SparkSession caller, int most, int side) {
        SparkSession spark = JobSession.of(caller).spark();
        Dataset<Row> heatmaps = heatmaps(spark);
        long all = heatmaps.count();
        if (all == 0) {
            throw new IllegalArgumentException("There are no heatmaps in " + input);
        }
        Column hash = xxhash64(lit(seed), col("id"));
        Dataset<Row> ordered = order == Order.ID ? heatmaps.orderBy(col("id")) : heatmaps.orderBy(hash, col("id"));
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (Iterator<Row> rows = ordered.limit(most).toLocalIterator(); rows.hasNext(); ) {
            Row row = rows.next();
            String id = String.valueOf(row.getString(0));
            try {
                cells.add(cell(side, id, (byte[]) row.get(1)));
            } catch (BadDataException e) {
                throw new IllegalArgumentException("The heatmap " + id + " in " + input + ": " + e.getMessage(), e);
            }
        }
        return new First(cells, all);
    }

    /** The contact sheet of the first heatmaps of a folder, by id. */
    public static byte[] sheet(SparkSession spark, String folder, SheetSize size) {
        First first = new RenderedHeatmaps(folder, Order.ID, 0).first(spark, size.cells(), SHEET_CELL);
        return page(first.cells(), size.columns());
    }

    /** A contact sheet as a PNG that says what made it. */
    public static byte[] page(List<ContactSheet.Cell> cells, int columns) {
        return new PngWriter(PngEncoding.Effort.SMALL)
                .encode(
                        ContactSheet.of(cells, columns),
                        List.of(new TextChunk("Software", Software.current().toString())));
    }

    private static ContactSheet.Cell cell(int side, String id, byte[] png) {
        RgbImage picture = ImageDecoder.DEFAULT.decodeOnWhite(png);
        Provenance made;
        try {
            made = Provenance.of(PngInfo.read(png));
        } catch (IllegalArgumentException e) {
            // Another program's picture, or what it left of ours.
            return ContactSheet.Cell.within(side, id, picture);
        }
        return ContactSheet.Cell.within(side, id, picture, made);
    }

    /** Columns id and bytes. */
    private Dataset<Row> heatmaps(SparkSession spark) {
        Dataset<Row> files = spark.read()
                .format("binaryFile")
                .option("pathGlobFilter", "*.png")
                .option("recursiveFileLookup", "true")
                .load(path(spark));
        return files.select("path").isEmpty() ? rows(spark) : files.select(name(spark), col("content"));
    }

    private String path(SparkSession spark) {
        try {
            return InputListing.asGiven(input, spark.sparkContext().hadoopConfiguration());
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private Dataset<Row> rows(SparkSession spark) {
        Dataset<Row> rows;
        try {
            rows = spark.read().parquet(path(spark));
        } catch (Exception e) {
            // Spark's own exceptions are checked in Java's eyes but not declared.
            throw SparkFailures.explain(e);
        }
        List<String> columns = Arrays.asList(rows.columns());
        if (!columns.contains("id") || !columns.contains("heatmap")) {
            throw new IllegalArgumentException(
                    "A sheet is made of what render wrote: PNG files, or Parquet rows with the"
                            + " columns id and heatmap. But " + input + " has no PNG files, and the columns "
                            + String.join(", ", columns));
        }
        return rows.select(col("id").cast("string"), col("heatmap.bytes"));
    }

    /** The path below the folder, without its ending. */
    private Column name(SparkSession spark) {
        try {
            Path folder = new Path(input);
            String root = folder.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .makeQualified(folder)
                    .toUri()
                    .getPath();
            return regexp_replace(substring_index(col("path"), root + "/", -1), "[.]png$", "")
                    .as("id");
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }
}

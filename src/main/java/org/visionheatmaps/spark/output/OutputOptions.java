package org.visionheatmaps.spark.output;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.visionheatmaps.metrics.StrongestPart;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.Composition;
import org.visionheatmaps.render.figure.SheetSize;

/**
 * Where heatmaps go.
 *
 * @param path a folder on any Hadoop file system: of heatmaps and the run's report, or of the report alone if there is a table
 * @param format rows or files
 * @param mode what to do if the folder or the table exists
 * @param partitionBy carried columns that make folders, {@code method=lrp/}, or partitions of a table
 * @param carry the columns to carry through; without it, all that are not read for drawing
 * @param png how heatmaps become PNGs
 * @param composition what pictures show beside heatmaps
 * @param table what rows are added to, if it is more than a folder of files
 * @param writerOptions options of Spark's writer of the format
 * @param sheet of the first heatmaps on one page, {@code _sheet.png} in the folder, if there shall be one
 * @param boxShare of a map's greatest value, from which on pixels are strong and have a box in the rows; 0 for no boxes
 * @param viewer who opens the folder as it is, if that takes more: a manifest of PNG files, or footers of Parquet that name images
 */
public record OutputOptions(
        String path,
        OutputFormat format,
        Mode mode,
        List<String> partitionBy,
        Optional<List<String>> carry,
        PngEncoding png,
        Composition composition,
        Optional<Table> table,
        SortedMap<String, String> writerOptions,
        Optional<SheetSize> sheet,
        double boxShare,
        Optional<Viewer> viewer)
        implements Serializable {
    /**
     * @throws IllegalArgumentException if the format makes files of a table's rows, or a table of a folder's, or if colours are asked of
     *     values, boxes of files, or a manifest of rows
     */
    public OutputOptions {
        partitionBy = List.copyOf(partitionBy);
        carry = carry.map(List::copyOf);
        Objects.requireNonNull(png);
        Objects.requireNonNull(composition);
        writerOptions = Collections.unmodifiableSortedMap(new TreeMap<>(writerOptions));
        if (table.isPresent() && format.hasFilePerPath()) {
            throw new IllegalArgumentException("--table takes rows, but --format " + format.name()
                    + " makes files: leave one out, or name a format of tables");
        }
        if (sheet.isPresent() && !(format.equals(OutputFormat.PNG) || format.equals(OutputFormat.PARQUET))) {
            throw new IllegalArgumentException(
                    "--sheet shows heatmaps of --format png and parquet, not of " + format.name());
        }
        if (table.isEmpty() && !format.isOfFiles()) {
            throw new IllegalArgumentException("The format " + format.name() + " makes a table: say which");
        }
        if (boxShare != 0) {
            StrongestPart.requireShare(boxShare);
            if (format.equals(OutputFormat.PNG) && viewer.isEmpty()) {
                throw new IllegalArgumentException(
                        "--box is a column of rows, and --format png has none: take parquet, values or webdataset, or add"
                                + " --viewer, whose manifest has them");
            }
        }
        boolean hasManifest = viewer.isPresent() && format.equals(OutputFormat.PNG);
        boolean namesImages = format.equals(OutputFormat.PARQUET)
                && table.isEmpty()
                && viewer.equals(Optional.of(Viewer.HUGGINGFACE));
        if (viewer.isPresent() && !hasManifest && !namesImages) {
            throw new IllegalArgumentException(
                    "--viewer describes files of --format png, and with huggingface the columns"
                            + " of --format parquet in a folder, but "
                            + (table.isPresent() ? "the output is a table" : "the format is " + format.name()));
        }
        if (hasManifest && mode == Mode.APPEND) {
            throw new IllegalArgumentException("--viewer describes a whole folder, and not what is added to one: give a"
                    + " new output, or --mode overwrite");
        }
        boolean isRows = format.equals(OutputFormat.VALUES);
        if (isRows && table.isPresent()) {
            throw new IllegalArgumentException("--format values makes a folder of Parquet files: give --output, and"
                    + " add its rows to a table with Spark");
        }
        if (isRows && png.color() != PngEncoding.Color.AUTO) {
            throw new IllegalArgumentException("--format values keeps numbers and no PNGs, but --png-color is "
                    + png.color() + ": take --format png for levels of grey, or leave the other out");
        }
        if ((isRows || png.color().isGrey()) && !composition.equals(Composition.PLAIN)) {
            throw new IllegalArgumentException(
                    "Values are no picture that has panels, a caption or a colour bar: leave out --panel, --caption and"
                            + " --colorbar");
        }
    }

    /** Whether it keeps values, as numbers or levels of grey, and not colours. */
    public boolean isOfValues() {
        return format.equals(OutputFormat.VALUES) || png.color().isGrey();
    }

    /** Whether the folder has a manifest, which describes all of it. */
    public boolean hasManifest() {
        return viewer.isPresent() && format.equals(OutputFormat.PNG);
    }

    /** Output with every default: fails if the folder exists, carries all other columns, no partitions. */
    public static OutputOptions of(String path, OutputFormat format) {
        return of(path, format, Optional.empty());
    }

    /** A table with every default: fails if it exists, carries all other columns, no partitions. */
    public static OutputOptions of(Table table, OutputFormat format, String report) {
        return of(report, format, Optional.of(table));
    }

    private static OutputOptions of(String path, OutputFormat format, Optional<Table> table) {
        return new OutputOptions(
                path,
                format,
                Mode.ERROR,
                List.of(),
                Optional.empty(),
                PngEncoding.DEFAULT,
                Composition.PLAIN,
                table,
                new TreeMap<>(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** The same with another mode. */
    public OutputOptions withMode(Mode other) {
        return with(changed -> changed.mode = other);
    }

    /** The same that carries some columns. */
    public OutputOptions withCarry(List<String> columns) {
        return with(changed -> changed.carry = Optional.of(columns));
    }

    /** The same in folders by columns. */
    public OutputOptions withPartitionBy(List<String> columns) {
        return with(changed -> changed.partitionBy = columns);
    }

    /** The same that carries some columns alone. */
    public OutputOptions withCarry(Optional<List<String>> columns) {
        return with(changed -> changed.carry = columns);
    }

    /** The same with another encoding of PNGs. */
    public OutputOptions withPng(PngEncoding encoding) {
        return with(changed -> changed.png = encoding);
    }

    /** The same with a colour bar. */
    public OutputOptions withColorbar(ColorbarSide side) {
        return withComposition(composition.withColorbar(side));
    }

    /** The same with other things beside heatmaps. */
    public OutputOptions withComposition(Composition other) {
        return with(changed -> changed.composition = other);
    }

    /** The same with other options for Spark's writer. */
    public OutputOptions withWriterOptions(Map<String, String> options) {
        return with(changed -> changed.writerOptions = new TreeMap<>(options));
    }

    /** The same with a contact sheet. */
    public OutputOptions withSheet(SheetSize size) {
        return with(changed -> changed.sheet = Optional.of(size));
    }

    /** The same with boxes around the largest strong part of maps. */
    public OutputOptions withBoxes(double share) {
        return with(changed -> changed.boxShare = share);
    }

    /** The same with the manifest of a viewer. */
    public OutputOptions withViewer(Viewer wanted) {
        return with(changed -> changed.viewer = Optional.of(wanted));
    }

    private OutputOptions with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return changed.options();
    }

    /** The parts, to be changed before they are options again. */
    private static final class Changed {
        private final OutputOptions given;
        private Mode mode;
        private List<String> partitionBy;
        private Optional<List<String>> carry;
        private PngEncoding png;
        private Composition composition;
        private SortedMap<String, String> writerOptions;
        private Optional<SheetSize> sheet;
        private double boxShare;
        private Optional<Viewer> viewer;

        Changed(OutputOptions given) {
            this.given = given;
            this.mode = given.mode;
            this.partitionBy = given.partitionBy;
            this.carry = given.carry;
            this.png = given.png;
            this.composition = given.composition;
            this.writerOptions = given.writerOptions;
            this.sheet = given.sheet;
            this.boxShare = given.boxShare;
            this.viewer = given.viewer;
        }

        OutputOptions options() {
            return new OutputOptions(
                    given.path,
                    given.format,
                    mode,
                    partitionBy,
                    carry,
                    png,
                    composition,
                    given.table,
                    writerOptions,
                    sheet,
                    boxShare,
                    viewer);
        }
    }

    /** The table's name or folder, or the folder of files. */
    public String destination() {
        return table.map(Table::name).orElse(path);
    }

    /**
     * A table.
     *
     * @param name {@code catalog.database.table}, or a folder
     * @param isFolder whether it is known by its folder and in no catalog
     */
    public record Table(String name, boolean isFolder) implements Serializable {}

    /** What to do if the output exists. */
    public enum Mode {
        ERROR,
        OVERWRITE,
        APPEND
    }
}

package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.InputSnapshot;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;

/**
 * The files of an input as a table.
 *
 * @param frame all columns, and {@link #PLACE}
 * @param files each file by its path in {@code _metadata}, in the order of the files
 * @param isCounted whether every row of the files must be read
 * @param largestRow the most bytes that a row takes, on average over the rows that lie together
 * @param stored reads attributions where they lie, or null if Spark must read them
 * @param shapes what the files say of the shapes of flat lists
 * @param found what was found besides
 */
public record InputFiles(
        Dataset<Row> frame,
        Map<String, CountedFile> files,
        boolean isCounted,
        long largestRow,
        StoredValues stored,
        DeclaredShapes shapes,
        Found found) {
    /**
     * What files say of their tensors besides the values.
     *
     * @param areDeclared whether lists of numbers have a shape
     * @param layout how dimensions are named, if they are
     */
    public record DeclaredShapes(boolean areDeclared, Optional<String> layout) {
        /** Files that say nothing, or as a column's type. */
        static final DeclaredShapes NONE = new DeclaredShapes(false, Optional.empty());
    }

    /**
     * A column of the input that rows cannot have.
     *
     * @param why in words
     * @param isWanted whether it would be carried if it could be
     */
    public record Unusable(String why, boolean isWanted) {}

    /**
     * What was found in the input besides rows.
     *
     * @param input other files
     * @param unusable columns that rows do not have, by name
     * @param isTable whether the rows are those of a table or query, which have no place in files
     */
    public record Found(InputFound input, Map<String, Unusable> unusable, boolean isTable) {
        /** Rows without files. */
        static final Found TABLE = new Found(InputFound.NOTHING, Map.of(), true);

        /** Files that have all columns in types of Spark. */
        static Found files(InputFound input) {
            return new Found(input, Map.of(), false);
        }
    }

    /** Where each row stands: a column beside those of the input. */
    public static final StructField PLACE = new StructField(
            "_metadata",
            new StructType()
                    .add("file_path", DataTypes.StringType)
                    .add("row_index", DataTypes.LongType)
                    .add("file_size", DataTypes.LongType)
                    .add("file_modification_time", DataTypes.TimestampType),
            true,
            Metadata.empty());

    /**
     * Opens the files. Sets options of readers in the job's session.
     *
     * @throws JobFailedException if there are no such files or they are of another format
     */
    public static InputFiles open(JobSession session, InputOptions input) {
        try {
            return open(session, input, InputScan.of(session, input));
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    /**
     * Opens files that were found before.
     *
     * @param scan of the same input
     * @throws JobFailedException if there are no such files or they are of another format
     */
    public static InputFiles open(JobSession session, InputOptions input, Optional<InputScan> scan) throws IOException {
        InputFiles files = scan.isPresent() ? openFiles(session, input, scan.get()) : openTable(session, input);
        return input.where().isPresent() ? files.where(input.where().get()) : files;
    }

    private static InputFiles openFiles(JobSession session, InputOptions input, InputScan scan) throws IOException {
        scan.data().requireSome(input);
        return scan.data().format() == InputFormat.ARROW
                ? ArrowInput.open(session, input, scan.data())
                : ParquetInput.open(session, input, scan);
    }

    private static InputFiles openTable(JobSession session, InputOptions input) throws IOException {
        Configuration configuration = session.spark().sparkContext().hadoopConfiguration();
        InputSource source = input.source();
        return TableInput.open(
                session,
                source.files().isEmpty()
                        ? input
                        : input.withSource(source.withFormat(DataFiles.table(input.paths(), configuration)
                                .orElseThrow()
                                .source())));
    }

    /** The place of each row, from what a source of files says of it. */
    static Column place(Column metadata) {
        StructType fields = (StructType) PLACE.dataType();
        return functions
                .struct(Arrays.stream(fields.fields())
                        .map(field -> metadata.getField(field.name()).as(field.name()))
                        .toArray(Column[]::new))
                .as(PLACE.name());
    }

    /** A column by its whole name. */
    static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    private InputFiles where(String predicate) {
        return new InputFiles(filter(frame, predicate), files, false, largestRow, stored, shapes, found);
    }

    /** The same of which rows may be missing: who reads them counts them by file. */
    public InputFiles uncounted() {
        return new InputFiles(frame, files, false, largestRow, stored, shapes, found);
    }

    /** The columns of the input alone. */
    public Dataset<Row> table() {
        return frame.drop(PLACE.name());
    }

    /** The versions of all files, which lie at some paths; none of a table. */
    public List<InputSnapshot> snapshots(List<String> paths) {
        if (found.isTable()) {
            return List.of();
        }
        Map<String, FileVersion> versions = new HashMap<>();
        files.forEach((path, file) -> versions.put(path, file.version()));
        return List.of(new InputSnapshot(paths, versions));
    }

    /** The number of rows in all files. */
    public long rows() {
        return files.values().stream().mapToLong(CountedFile::rows).sum();
    }

    /** How many of the rows lie together, so that Spark's readers cannot share them out. */
    public long largestGroup() {
        return files.values().stream()
                .mapToLong(CountedFile::largestGroup)
                .max()
                .orElse(0);
    }

    private static Dataset<Row> filter(Dataset<Row> frame, String predicate) {
        try {
            Dataset<Row> filtered = frame.where(functions.expr(predicate));
            filtered.schema();
            return filtered;
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "The predicate \"" + predicate + "\" cannot be used: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /**
     * Fails if a file of the input would lie in the output.
     *
     * @throws IllegalArgumentException naming both
     */
    public void requireOutside(Path output) {
        String folder = output.toUri().getPath() + "/";
        for (String file : files.keySet()) {
            Path path = new Path(file);
            boolean sameSystem = String.valueOf(path.toUri().getScheme())
                            .equals(String.valueOf(output.toUri().getScheme()))
                    && String.valueOf(path.toUri().getAuthority())
                            .equals(String.valueOf(output.toUri().getAuthority()));
            if (sameSystem && path.toUri().getPath().startsWith(folder)) {
                throw new IllegalArgumentException(
                        "The input file " + file + " lies in the output " + output + ": choose another output");
            }
        }
    }
}

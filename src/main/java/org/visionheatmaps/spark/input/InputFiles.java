package org.visionheatmaps.spark.input;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.InputSnapshot;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;

/**
 * The files of an input as a table.
 *
 * @param frame all columns, and {@code _metadata} with {@code file_path} and {@code row_index}
 * @param files each file by its path in {@code _metadata}, in the order of the files
 * @param isCounted whether every row of the files must be read
 * @param largestRow the most bytes that a row takes, on average over the rows that lie together
 * @param stored reads attributions where they lie, or null if Spark must read them
 * @param told what the files say of the shapes of flat lists
 */
public record InputFiles(
        Dataset<Row> frame,
        Map<String, CountedFile> files,
        boolean isCounted,
        long largestRow,
        StoredValues stored,
        ToldShapes told) {
    /**
     * What files say of their tensors besides the values.
     *
     * @param areTold whether lists of numbers have a shape
     * @param layout how dimensions are named, if they are
     */
    record ToldShapes(boolean areTold, Optional<String> layout) {
        /** Files that say nothing, or as a column's type. */
        static final ToldShapes NONE = new ToldShapes(false, Optional.empty());
    }

    /**
     * Opens the files. Sets options of readers in the job's session.
     *
     * @throws JobFailedException if there are no such files or they are of another format
     */
    public static InputFiles open(JobSession session, InputOptions input) {
        try {
            InputFormat format = input.format() == InputFormat.AUTO
                    ? InputFormat.of(
                            input.paths(), session.spark().sparkContext().hadoopConfiguration())
                    : input.format();
            InputFiles files = format == InputFormat.ARROW
                    ? ArrowInput.open(session.spark(), input)
                    : ParquetInput.open(session, input);
            return input.where().isPresent() ? files.where(input.where().get()) : files;
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private InputFiles where(String predicate) {
        return new InputFiles(filter(frame, predicate), files, false, largestRow, stored, told);
    }

    /** The same of which rows may be missing: who reads them counts them by file. */
    public InputFiles uncounted() {
        return new InputFiles(frame, files, false, largestRow, stored, told);
    }

    /** The versions of all files, which lie at some paths. */
    InputSnapshot snapshot(List<String> paths) {
        Map<String, FileVersion> versions = new HashMap<>();
        files.forEach((path, file) -> versions.put(path, file.version()));
        return new InputSnapshot(paths, versions);
    }

    /** The number of rows in all files. */
    long rows() {
        return files.values().stream().mapToLong(CountedFile::rows).sum();
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

package org.visionheatmaps.spark.input.source;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.run.BadFile;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * What an input consists of, and how it is opened.
 *
 * @param format of the files at the input's paths: {@code auto}, {@code parquet}, {@code arrow}, or any that Spark's readers know
 * @param readerOptions of Spark's reader
 * @param table the name of a table or view in place of paths
 * @param query in Spark SQL, in place of paths
 * @param partitionTypes the types of columns that are in the names of folders
 * @param badFiles what happens to files that cannot be opened
 */
public record InputSource(
        String format,
        Map<String, String> readerOptions,
        Optional<String> table,
        Optional<String> query,
        PartitionTypes partitionTypes,
        BadFiles badFiles)
        implements Serializable {
    public static final InputSource DEFAULT =
            new InputSource("auto", Map.of(), Optional.empty(), Optional.empty(), PartitionTypes.TEXT, BadFiles.FAIL);

    /** What happens to files of the input that cannot be opened: damaged, empty, or of another format. */
    public enum BadFiles {
        /** The first fails the job. */
        FAIL,
        /** They are reported, and the others read. */
        QUARANTINE;

        /**
         * Decides once files are found that cannot be opened.
         *
         * @param areAll whether no other files are there
         * @throws JobFailedException if the job cannot go on; the message has the first reason
         */
        void settle(List<BadFile> bad, boolean areAll) {
            if (bad.isEmpty()) {
                return;
            }
            if (this == QUARANTINE && !areAll) {
                LogManager.getLogger(BadFiles.class)
                        .warn(
                                "{} files cannot be opened and are left out: {}",
                                bad.size(),
                                bad.get(0).reason());
                return;
            }
            throw new JobFailedException(bad.get(0).reason()
                    + (bad.size() > 1 ? " (and " + (bad.size() - 1) + " other files)" : "")
                    + (areAll ? "" : ". --on-bad-file quarantine reads the other files and reports these"));
        }
    }

    /**
     * @throws IllegalArgumentException if there are a table and a query
     */
    public InputSource {
        format = format.trim().toLowerCase(Locale.ROOT);
        readerOptions = new TreeMap<>(readerOptions);
        if (table.isPresent() && query.isPresent()) {
            throw new IllegalArgumentException(
                    "An input is a table or a query, but both are given: leave out --input-table or --input-query");
        }
    }

    /** The same in files of one format. */
    public InputSource withFormat(String other) {
        return new InputSource(other, readerOptions, table, query, partitionTypes, badFiles);
    }

    /** The same with options of Spark's reader. */
    public InputSource withReaderOptions(Map<String, String> others) {
        return new InputSource(format, others, table, query, partitionTypes, badFiles);
    }

    /** A table or view of a catalog. */
    public InputSource withTable(String name) {
        return new InputSource(format, readerOptions, Optional.of(name), query, partitionTypes, badFiles);
    }

    /** The rows of a query. */
    public InputSource withQuery(String sql) {
        return new InputSource(format, readerOptions, table, Optional.of(sql), partitionTypes, badFiles);
    }

    /** The same with other types of columns in the names of folders. */
    public InputSource withPartitionTypes(PartitionTypes types) {
        return new InputSource(format, readerOptions, table, query, types, badFiles);
    }

    /** The same with another handling of files that cannot be opened. */
    public InputSource withBadFiles(BadFiles handling) {
        return new InputSource(format, readerOptions, table, query, partitionTypes, handling);
    }

    /** The format of files that tasks read where they lie; empty if Spark reads the rows. */
    public Optional<InputFormat> files() {
        if (table.isPresent() || query.isPresent()) {
            return Optional.empty();
        }
        return switch (format) {
            case "auto" -> Optional.of(InputFormat.AUTO);
            case "parquet" -> Optional.of(InputFormat.PARQUET);
            case "arrow" -> Optional.of(InputFormat.ARROW);
            default -> Optional.empty();
        };
    }
}

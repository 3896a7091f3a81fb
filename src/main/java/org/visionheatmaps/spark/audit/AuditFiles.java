package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.audit.AuditManifest.InputFile;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.file.InputListing.ListedFile;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.run.FileBatch.TakenFile;
import org.visionheatmaps.spark.input.source.DataFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.FileCounts;

/** The files of an input, each with what its footer says, so that one that cannot be read is a finding and not the end. */
record AuditFiles(List<InputFile> files) {
    AuditFiles {
        files = List.copyOf(files);
    }

    /**
     * Lists the files of an input and reads all footers.
     *
     * @throws IOException if folders cannot be listed
     */
    static AuditFiles of(InputOptions input, Configuration configuration) throws IOException {
        Optional<InputFormat> format = input.source().files();
        if (format.isEmpty() || DataFiles.table(input.paths(), configuration).isPresent()) {
            return new AuditFiles(List.of());
        }
        DataFiles found = DataFiles.find(input.paths(), format.get(), configuration);
        if (found.format() == InputFormat.ARROW) {
            // Their readers tell what is wrong with them.
            return new AuditFiles(
                    found.files().stream().map(file -> file(file, null, null)).toList());
        }
        List<InputFile> files = new ArrayList<>();
        for (ParquetStatistics footer : ParquetStatistics.read(
                found.files(), input.columns().attribution(), (schema, locked) -> "", configuration)) {
            String problem = footer.problem() == null
                    ? null
                    : footer.problem().lines().findFirst().orElse("");
            files.add(file(footer.file(), problem == null ? footer.rows() : null, problem));
        }
        return new AuditFiles(files);
    }

    private static InputFile file(ListedFile file, Long rows, String problem) {
        return new InputFile(
                file.path(),
                file.version().bytes(),
                Instant.ofEpochMilli(file.version().modified()).toString(),
                rows,
                problem);
    }

    List<InputFile> readable() {
        return files.stream().filter(file -> file.problem() == null).toList();
    }

    List<InputFile> unreadable() {
        return files.stream().filter(file -> file.problem() != null).toList();
    }

    /** The paths of readable files, for Hadoop. */
    List<String> readablePaths() {
        return readable().stream()
                .map(file -> InputListing.pattern(file.path()))
                .toList();
    }

    /** The readable files as they were listed. */
    List<TakenFile> listed() {
        return readable().stream()
                .map(file -> new TakenFile(file.path(), file.bytes(), file.modified()))
                .toList();
    }

    /** Whether every file says how many rows it has. */
    boolean knowsRows() {
        return !readable().isEmpty() && readable().stream().allMatch(file -> file.rows() != null);
    }

    /** The same after all rows were read: files that gave fewer than they have are unreadable in part. */
    AuditFiles after(FileCounts rowsRead) {
        return new AuditFiles(files.stream()
                .map(file -> {
                    long read = rowsRead.rows(file.path());
                    return file.problem() != null || file.rows() == null || read == file.rows()
                            ? file
                            : new InputFile(
                                    file.path(),
                                    file.bytes(),
                                    file.modified(),
                                    file.rows(),
                                    "only " + read + " of its " + file.rows()
                                            + " rows can be read: its data is damaged");
                })
                .toList());
    }
}

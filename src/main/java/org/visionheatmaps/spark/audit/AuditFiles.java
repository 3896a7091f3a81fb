package org.visionheatmaps.spark.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.visionheatmaps.audit.AuditManifest.InputFile;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.file.InputListing.ListedFile;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.run.BadFile;
import org.visionheatmaps.spark.input.source.DataFiles;
import org.visionheatmaps.spark.input.source.InputScan;
import org.visionheatmaps.spark.run.FileCounts;

/** The files of an input, each with what its footer says, so that one that cannot be read is a finding and not the end. */
record AuditFiles(List<InputFile> files) {
    AuditFiles {
        files = List.copyOf(files);
    }

    /** The files that were listed, with what their footers say; no files of a table. */
    static AuditFiles of(Optional<InputScan> scan) {
        if (scan.isEmpty()) {
            return new AuditFiles(List.of());
        }
        DataFiles found = scan.get().data();
        if (found.format() == InputFormat.ARROW) {
            return new AuditFiles(
                    found.files().stream().map(file -> file(file, null, null)).toList());
        }
        List<InputFile> files = new ArrayList<>();
        for (ParquetStatistics footer : scan.get().footers()) {
            String problem = footer.problem() == null ? null : firstLine(footer.problem());
            files.add(file(footer.file(), problem == null ? footer.rows() : null, problem));
        }
        return new AuditFiles(files);
    }

    private static String firstLine(String problem) {
        return problem.lines().findFirst().orElse("");
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

    /** Whether every file says how many rows it has. */
    boolean knowsRows() {
        return !readable().isEmpty() && readable().stream().allMatch(file -> file.rows() != null);
    }

    /** The same once it is known which of them could not be opened. */
    AuditFiles without(List<BadFile> bad) {
        Map<String, String> problems =
                bad.stream().collect(Collectors.toMap(BadFile::file, file -> firstLine(file.reason())));
        return new AuditFiles(files.stream()
                .map(file -> problems.containsKey(file.path())
                        ? new InputFile(file.path(), file.bytes(), file.modified(), null, problems.get(file.path()))
                        : file)
                .toList());
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

package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.audit.AuditManifest.InputFile;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.file.InputListing.ListedFile;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.run.FileBatch.TakenFile;
import org.visionheatmaps.spark.run.FileCounts;

/** The files of an input, each with what its footer says, so that one that cannot be read is a finding and not the end. */
record AuditFiles(List<InputFile> files) {
    private static final int THREADS = 16;
    /** Formats without a Parquet footer; their readers tell what is wrong with them. */
    private static final List<String> OTHER_FORMATS = List.of(".arrow", ".arrows", ".feather", ".ipc");

    AuditFiles {
        files = List.copyOf(files);
    }

    /**
     * Lists the files as Spark does, and reads all footers.
     *
     * @param attribution the name of the column of attributions
     * @throws IOException if folders cannot be listed
     */
    static AuditFiles of(List<String> paths, String attribution, Configuration configuration) throws IOException {
        return new AuditFiles(read(InputListing.of(paths, configuration), attribution, configuration));
    }

    private static List<InputFile> read(List<ListedFile> found, String attribution, Configuration configuration)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, found.size())));
        try {
            List<Future<InputFile>> reading = new ArrayList<>();
            found.forEach(file -> reading.add(pool.submit(() -> read(file, attribution, configuration))));
            List<InputFile> files = new ArrayList<>();
            for (Future<InputFile> file : reading) {
                files.add(file.get());
            }
            return files;
        } catch (ExecutionException e) {
            throw new IOException("Cannot look at the input: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while looking at the input", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static InputFile read(ListedFile file, String attribution, Configuration configuration) {
        Long rows = null;
        String problem = null;
        if (OTHER_FORMATS.stream().noneMatch(file.path().toLowerCase(Locale.ROOT)::endsWith)) {
            try {
                rows = ParquetStatistics.read(List.of(file.path()), attribution, configuration)
                        .rows();
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            }
        }
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
        return readable().stream().allMatch(file -> file.rows() != null);
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

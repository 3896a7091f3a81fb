package org.visionheatmaps.io.arrow;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.file.InputListing.ListedFile;

/** Finds Arrow files and reads their indexes. */
public final class ArrowFiles {
    private static final int THREADS = 16;
    private static final List<String> EXTENSIONS = List.of(".arrow", ".arrows", ".feather", ".ipc");

    private ArrowFiles() {}

    /** Whether a name ends as those of Arrow files do. */
    public static boolean hasExtension(String name) {
        return EXTENSIONS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** Whether a file, or a stream, begins as Arrow's do. */
    public static boolean beginsAsArrow(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).matches("(?s)(ARROW1|\u00ff{4}).*");
    }

    /**
     * The indexes of all files under some paths, in the order of their paths.
     *
     * @param paths files, whatever their names; folders, of which all files are taken that have an Arrow file's name and are not
     *     hidden, in subfolders too; globs of both
     * @throws FileNotFoundException if there is nothing at a path
     * @throws IOException naming the file that cannot be read
     */
    public static List<ArrowFile> read(List<String> paths, Configuration configuration) throws IOException {
        InputListing listing = InputListing.outsideTables(paths, configuration);
        List<ListedFile> files = listing.files().stream()
                .filter(file -> listing.isNamed(file) || hasExtension(file.path()))
                .toList();
        if (files.isEmpty()) {
            throw new FileNotFoundException(
                    "There are no Arrow files (" + String.join(", ", EXTENSIONS) + ") in " + String.join(", ", paths));
        }
        List<ArrowFile> read = new ArrayList<>();
        for (Index index : index(files, configuration)) {
            if (index.problem() != null) {
                throw index.problem();
            }
            read.add(index.file());
        }
        return read;
    }

    /**
     * The index of a file, or why it cannot be read.
     *
     * @param listed the file
     * @param file its index, or null
     * @param problem naming the file, or null
     */
    public record Index(ListedFile listed, ArrowFile file, IOException problem) {}

    /** The indexes of files, in their order. */
    public static List<Index> index(List<ListedFile> files, Configuration configuration) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, files.size())));
        try {
            List<Future<Index>> indexes = files.stream()
                    .map(file -> pool.submit(() -> index(file, configuration)))
                    .toList();
            List<Index> read = new ArrayList<>();
            for (Future<Index> index : indexes) {
                read.add(index.get());
            }
            return read;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading the indexes of Arrow files", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Index index(ListedFile file, Configuration configuration) {
        try {
            return new Index(file, ArrowIndex.read(file.path(), file.version(), configuration), null);
        } catch (IOException e) {
            return new Index(file, null, e);
        }
    }
}

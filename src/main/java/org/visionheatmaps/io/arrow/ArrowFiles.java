package org.visionheatmaps.io.arrow;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.FileVersion;

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
    public static boolean beginsAsArrow(FileStatus file, FileSystem system) throws IOException {
        byte[] start = new byte[(int) Math.min(6, file.getLen())];
        try (FSDataInputStream in = system.open(file.getPath())) {
            in.readFully(0, start);
        }
        return new String(start, StandardCharsets.ISO_8859_1).matches("(?s)ARROW1|\u00ff{4}.*");
    }

    /**
     * The indexes of all files under some paths, in the order of the paths, and by name within each.
     *
     * @param paths files, whatever their names; folders, of which all files are taken that have an Arrow file's name and are not
     *     hidden, in subfolders too; globs of both
     * @throws FileNotFoundException if there is nothing at a path
     * @throws IOException naming the file that cannot be read
     */
    public static List<ArrowFile> read(List<String> paths, Configuration configuration) throws IOException {
        Map<Path, FileStatus> files = new LinkedHashMap<>();
        for (String path : paths) {
            for (FileStatus file : list(new Path(path), configuration)) {
                files.putIfAbsent(file.getPath(), file);
            }
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, files.size())));
        try {
            List<Future<ArrowFile>> indexes = files.values().stream()
                    .map(file -> pool.submit(
                            () -> ArrowIndex.read(uri(file.getPath()), FileVersion.of(file), configuration)))
                    .toList();
            List<ArrowFile> read = new ArrayList<>();
            for (Future<ArrowFile> index : indexes) {
                read.add(index.get());
            }
            return read;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading the indexes of Arrow files", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<FileStatus> list(Path path, Configuration configuration) throws IOException {
        FileSystem system = path.getFileSystem(configuration);
        FileStatus[] found = isGlob(path) ? system.globStatus(path) : new FileStatus[] {system.getFileStatus(path)};
        if (found == null || found.length == 0) {
            throw new FileNotFoundException("There is no file that matches " + path);
        }
        Arrays.sort(found);
        List<FileStatus> files = new ArrayList<>();
        for (FileStatus each : found) {
            if (each.isDirectory()) {
                addFolder(system, each.getPath(), files);
            } else {
                files.add(each);
            }
        }
        if (files.isEmpty()) {
            throw new FileNotFoundException(
                    "There are no Arrow files (" + String.join(", ", EXTENSIONS) + ") in " + path);
        }
        return files;
    }

    private static void addFolder(FileSystem system, Path folder, List<FileStatus> files) throws IOException {
        FileStatus[] entries = system.listStatus(folder);
        Arrays.sort(entries, Comparator.comparing(FileStatus::getPath));
        for (FileStatus entry : entries) {
            String name = entry.getPath().getName();
            if (name.startsWith(".") || name.startsWith("_") && !name.contains("=")) {
                continue;
            }
            if (entry.isDirectory()) {
                addFolder(system, entry.getPath(), files);
            } else if (hasExtension(name)) {
                files.add(entry);
            }
        }
    }

    /** As Spark writes it: {@code file:/data}, not {@code file:///data}. */
    private static String uri(Path path) {
        URI uri = path.toUri();
        return uri.getAuthority() == null ? uri.getScheme() + ":" + uri.getRawPath() : uri.toString();
    }

    private static boolean isGlob(Path path) {
        return path.toString().matches(".*[*?\\[{].*");
    }
}

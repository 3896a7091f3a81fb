package org.visionheatmaps.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file system for staging and publishing: what Hadoop's interface does, where a move fails if something stands in the way. The
 * local file system is used with {@code java.nio}: Hadoop's own starts a process for the permissions of each file, and leaves a
 * checksum beside it.
 */
final class Storage {
    /** Schemes whose folders are prefixes of names: a rename of a folder copies file by file. */
    private static final Set<String> OBJECT_STORES =
            Set.of("s3a", "s3", "s3n", "gs", "wasb", "wasbs", "oss", "obs", "cos", "cosn", "swift");

    private static final int THREADS = 16;

    private final FileSystem fileSystem;
    private final boolean local;

    private Storage(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
        this.local = "file".equals(fileSystem.getUri().getScheme());
    }

    static Storage of(Path path, Configuration configuration) throws IOException {
        return new Storage(path.getFileSystem(configuration));
    }

    /** Something to do for a number. */
    interface Action {
        void on(int number) throws IOException;
    }

    /** What stands in a folder. */
    record Entry(String name, boolean isFolder) {}

    /** A path with its file system; a local one that is a link leads to what it is a link to. */
    Path qualified(Path path) throws IOException {
        Path qualified = fileSystem.makeQualified(path);
        return local && Files.isSymbolicLink(nio(qualified)) && Files.exists(nio(qualified))
                ? new Path(nio(qualified).toRealPath().toUri())
                : qualified;
    }

    /** Whether a folder is renamed at once, whatever it holds. */
    boolean renamesFolders() {
        return !OBJECT_STORES.contains(fileSystem.getUri().getScheme());
    }

    /** Begins a file in a folder that is there; fails if the file is. */
    OutputStream create(Path file) throws IOException {
        return local
                ? Files.newOutputStream(nio(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : fileSystem.create(file, false);
    }

    /** Writes a small file, in the place of what is there. */
    void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a small file, in the place of what is there. */
    void write(Path file, byte[] bytes) throws IOException {
        if (local) {
            Files.write(nio(file), bytes);
        } else {
            try (OutputStream out = fileSystem.create(file, true)) {
                out.write(bytes);
            }
        }
    }

    /** The text of a small file. */
    String read(Path file) throws IOException {
        if (local) {
            return Files.readString(nio(file));
        }
        try (var in = fileSystem.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Makes a folder and those above it. */
    void makeFolder(Path folder) throws IOException {
        if (local) {
            Files.createDirectories(nio(folder));
        } else if (!fileSystem.mkdirs(folder)) {
            throw new IOException("Cannot make the folder " + folder);
        }
    }

    /**
     * Makes a folder and those above it, but none that is not below another: a task that outlives its failed job must not bring
     * that back.
     */
    void makeFolder(Path folder, Path below) throws IOException {
        if (folder.equals(below) || exists(folder)) {
            return;
        }
        if (!local) {
            if (!exists(below)) {
                throw new NoSuchFileException(below + " is gone: the job has ended");
            }
            makeFolder(folder);
            return;
        }
        makeFolder(folder.getParent(), below);
        try {
            Files.createDirectory(nio(folder));
        } catch (FileAlreadyExistsException e) {
            // Another task was first.
        }
    }

    boolean exists(Path path) throws IOException {
        return local ? Files.exists(nio(path)) : fileSystem.exists(path);
    }

    /** What stands in a folder, by name; nothing if it is not there. */
    List<Entry> list(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (local) {
            try (DirectoryStream<java.nio.file.Path> children = Files.newDirectoryStream(nio(folder))) {
                for (java.nio.file.Path child : children) {
                    entries.add(new Entry(child.getFileName().toString(), Files.isDirectory(child)));
                }
            } catch (NoSuchFileException e) {
                return List.of();
            }
        } else {
            try {
                for (FileStatus child : fileSystem.listStatus(folder)) {
                    entries.add(new Entry(child.getPath().getName(), child.isDirectory()));
                }
            } catch (FileNotFoundException e) {
                return List.of();
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /** All files below a folder, by names relative to it. */
    List<String> files(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        for (Entry entry : list(folder)) {
            if (entry.isFolder()) {
                files(new Path(folder, entry.name())).forEach(file -> files.add(entry.name() + "/" + file));
            } else {
                files.add(entry.name());
            }
        }
        return files;
    }

    /** Whether there is a file, or a folder with something in it. */
    boolean holdsSomething(Path path) throws IOException {
        if (local) {
            java.nio.file.Path file = nio(path);
            return Files.exists(file)
                    && (!Files.isDirectory(file) || !list(path).isEmpty());
        }
        try {
            FileStatus status = fileSystem.getFileStatus(path);
            return status.isFile() || fileSystem.listStatus(path).length > 0;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /**
     * Renames a file or folder.
     *
     * @throws FileAlreadyExistsException if something is at the new place
     */
    void move(Path from, Path to) throws IOException {
        if (local) {
            Files.move(nio(from), nio(to));
            return;
        }
        // Hadoop moves into a folder that is there, and some file systems replace a file.
        if (fileSystem.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (!fileSystem.rename(from, to)) {
            throw new IOException("Cannot rename " + from + " to " + to);
        }
    }

    /**
     * Renames a file to where attempts with the same bytes may have put theirs.
     */
    void replace(Path from, Path to) throws IOException {
        if (local) {
            Files.move(nio(from), nio(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (!fileSystem.rename(from, to)) {
            if (!fileSystem.exists(to)) {
                throw new IOException("Cannot rename " + from + " to " + to);
            }
            fileSystem.delete(from, false);
        }
    }

    /** Does something for each number below a count, for several at once where most of the time is spent waiting. */
    void each(int count, Action action) throws IOException {
        if (local) {
            for (int at = 0; at < count; at++) {
                action.on(at);
            }
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, count)));
        try {
            List<Future<?>> calls = new ArrayList<>(count);
            for (int at = 0; at < count; at++) {
                int number = at;
                calls.add(pool.submit(() -> {
                    action.on(number);
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while publishing");
        } finally {
            end(pool);
        }
    }

    /** Waits for what has begun: whoever undoes it must come after. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes a file, or a folder with all that it holds, if it is there. */
    void delete(Path path) throws IOException {
        if (!local) {
            fileSystem.delete(path, true);
            return;
        }
        List<java.nio.file.Path> all;
        try (Stream<java.nio.file.Path> walk = Files.walk(nio(path))) {
            all = new ArrayList<>(walk.toList());
        } catch (NoSuchFileException e) {
            return;
        }
        all.sort(Comparator.reverseOrder());
        for (java.nio.file.Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    /** When a file was written, in milliseconds since 1970, or 0 if it is not there. */
    long writtenAt(Path file) throws IOException {
        if (local) {
            try {
                return Files.readAttributes(nio(file), BasicFileAttributes.class)
                        .lastModifiedTime()
                        .toMillis();
            } catch (NoSuchFileException e) {
                return 0;
            }
        }
        try {
            return fileSystem.getFileStatus(file).getModificationTime();
        } catch (FileNotFoundException e) {
            return 0;
        }
    }

    private static java.nio.file.Path nio(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}

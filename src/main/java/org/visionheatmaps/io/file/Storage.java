package org.visionheatmaps.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;

/**
 * A file system for staging and publishing: what Hadoop's interface does, where a move fails if something stands in the way. The
 * local file system is used with {@code java.nio}: Hadoop's own starts a process for the permissions of each file, and leaves a
 * checksum beside it.
 */
public final class Storage {
    /** Schemes whose folders are prefixes of names: a rename of a folder copies file by file. */
    private static final Set<String> OBJECT_STORES =
            Set.of("s3a", "s3", "s3n", "gs", "wasb", "wasbs", "oss", "obs", "cos", "cosn", "swift");

    /** Schemes whose renames may be seen in a file's time. */
    private static final Set<String> NEW_TIMES = Set.of("abfs", "abfss", "adl");

    private static final int THREADS = 16;
    private static final int COMPARED_BYTES = 1 << 16;

    private final FileSystem fileSystem;
    private final boolean local;

    private Storage(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
        this.local = "file".equals(fileSystem.getUri().getScheme());
    }

    public static Storage of(Path path, Configuration configuration) throws IOException {
        return new Storage(path.getFileSystem(configuration));
    }

    /**
     * What stands in a folder.
     *
     * @param name in the folder, or relative to one above it
     * @param isFolder whether it is a folder; a symbolic link to one is none
     * @param bytes its length
     * @param modified when it was written, in milliseconds since 1970
     */
    public record Entry(String name, boolean isFolder, long bytes, long modified) {
        private static Entry of(FileStatus status) {
            return new Entry(
                    status.getPath().getName(), status.isDirectory(), status.getLen(), status.getModificationTime());
        }

        private static Entry of(java.nio.file.Path file) throws IOException {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Entry(
                    file.getFileName().toString(),
                    found.isDirectory(),
                    found.size(),
                    found.lastModifiedTime().toMillis());
        }

        private Entry in(Entry folder) {
            return new Entry(folder.name + "/" + name, isFolder, bytes, modified);
        }
    }

    /** A path with its file system; a local one that is a link leads to what it is a link to. */
    public Path qualified(Path path) throws IOException {
        Path qualified = fileSystem.makeQualified(path);
        return local && Files.isSymbolicLink(nio(qualified)) && Files.exists(nio(qualified))
                ? new Path(nio(qualified).toRealPath().toUri())
                : qualified;
    }

    /** Whether a folder is renamed at once, whatever it holds. */
    public boolean renamesFolders() {
        return !OBJECT_STORES.contains(fileSystem.getUri().getScheme());
    }

    /** Whether a file that is renamed keeps the time at which it was written. */
    public boolean keepsTimes() {
        return renamesFolders() && !NEW_TIMES.contains(fileSystem.getUri().getScheme());
    }

    /** Begins a file in a folder that is there; fails if the file is. */
    public OutputStream create(Path file) throws IOException {
        return local
                ? Files.newOutputStream(nio(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : fileSystem.create(file, false);
    }

    /** Writes a small file, in the place of what is there. */
    public void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a small file, in the place of what is there. */
    public void write(Path file, byte[] bytes) throws IOException {
        if (local) {
            Files.write(nio(file), bytes);
        } else {
            try (OutputStream out = fileSystem.create(file, true)) {
                out.write(bytes);
            }
        }
    }

    /** Writes a small file that is there whole or not at all, in the place of none. */
    public void writeWhole(Path file, String text) throws IOException {
        Path half = file.suffix(".half");
        write(half, text);
        move(half, file);
    }

    /** The text of a small file; bytes that are no UTF-8 become replacement characters. */
    public String read(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private InputStream open(Path file) throws IOException {
        return local ? Files.newInputStream(nio(file)) : fileSystem.open(file);
    }

    /** Whether two files have the same bytes. */
    public boolean areEqual(Path one, Path other) throws IOException {
        try (InputStream first = open(one);
                InputStream second = open(other)) {
            byte[] bytes;
            do {
                bytes = first.readNBytes(COMPARED_BYTES);
                if (!Arrays.equals(bytes, second.readNBytes(COMPARED_BYTES))) {
                    return false;
                }
            } while (bytes.length == COMPARED_BYTES);
            return true;
        }
    }

    /** Makes a folder and those above it. */
    public void makeFolder(Path folder) throws IOException {
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
    public void makeFolder(Path folder, Path below) throws IOException {
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

    public boolean exists(Path path) throws IOException {
        return local ? Files.exists(nio(path)) : fileSystem.exists(path);
    }

    /** What stands at a path, if anything; of a local symbolic link the link. */
    public Optional<Entry> find(Path path) throws IOException {
        if (local) {
            return find(nio(path));
        }
        try {
            return Optional.of(Entry.of(fileSystem.getFileStatus(path)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<Entry> find(java.nio.file.Path path) throws IOException {
        try {
            return Optional.of(Entry.of(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether there is a folder, and not a link to one. */
    public boolean isFolder(Path path) throws IOException {
        return find(path).filter(Entry::isFolder).isPresent();
    }

    /** Who owns a file or folder, as the file system names users; object stores say the same of all. */
    public String owner(Path path) throws IOException {
        return local
                ? Files.getOwner(nio(path), LinkOption.NOFOLLOW_LINKS).getName()
                : fileSystem.getFileStatus(path).getOwner();
    }

    /** What stands in a folder, by name; nothing if it is not there. */
    public List<Entry> list(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (local) {
            try (DirectoryStream<java.nio.file.Path> children = Files.newDirectoryStream(nio(folder))) {
                for (java.nio.file.Path child : children) {
                    find(child).ifPresent(entries::add);
                }
            } catch (NoSuchFileException e) {
                return List.of();
            }
        } else {
            try {
                for (FileStatus child : fileSystem.listStatus(folder)) {
                    entries.add(Entry.of(child));
                }
            } catch (FileNotFoundException e) {
                return List.of();
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /** All files below a folder, by names relative to it. */
    public List<Entry> files(Path folder) throws IOException {
        List<Entry> files = new ArrayList<>();
        for (Entry entry : list(folder)) {
            if (entry.isFolder()) {
                files(new Path(folder, entry.name())).forEach(file -> files.add(file.in(entry)));
            } else {
                files.add(entry);
            }
        }
        return files;
    }

    /**
     * Renames a file or folder.
     *
     * @throws FileAlreadyExistsException if something is at the new place
     */
    public void move(Path from, Path to) throws IOException {
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
    public void replace(Path from, Path to) throws IOException {
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
    public void each(int count, ConcurrentActions.Action action) throws IOException {
        if (local) {
            for (int at = 0; at < count; at++) {
                action.on(at);
            }
            return;
        }
        ConcurrentActions.run(Math.min(THREADS, count), count, action);
    }

    /** Removes a file, or a folder with all that it holds, if it is there. Of a link, the link goes, and not what it leads to. */
    public void delete(Path path) throws IOException {
        if (!local) {
            fileSystem.delete(path, true);
            return;
        }
        Files.walkFileTree(nio(path), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes)
                    throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(java.nio.file.Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes a folder if it holds nothing; if somebody puts something there meanwhile, it stays. */
    public void deleteEmpty(Path folder) throws IOException {
        try {
            if (!isFolder(folder) || !list(folder).isEmpty()) {
                return;
            }
            if (local) {
                Files.deleteIfExists(nio(folder));
            } else {
                fileSystem.delete(folder, false);
            }
        } catch (DirectoryNotEmptyException | PathIsNotEmptyDirectoryException e) {
            // It is in use.
        }
    }

    /** When a file was written, in milliseconds since 1970, or 0 if it is not there. */
    public long writtenAt(Path file) throws IOException {
        return find(file).map(Entry::modified).orElse(0L);
    }

    private static java.nio.file.Path nio(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}

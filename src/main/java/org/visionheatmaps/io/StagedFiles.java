package org.visionheatmaps.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A task's way to add files to a staged output. Each file is written aside and then renamed, so that another attempt of the same
 * task, alive or killed, never leaves half a file: attempts write the same bytes, and the last rename wins or is dropped.
 *
 * <p>The local file system is written with {@code java.nio}: Hadoop's own starts a process for the permissions of each file.
 */
public final class StagedFiles {
    private final FileSystem fileSystem;
    private final Path folder;
    private final Path temporary;
    private final boolean local;
    private final String attempt = UUID.randomUUID().toString();
    private final Set<String> made = new HashSet<>();
    private int next;

    /**
     * @param folder where the files shall stand
     * @param temporary where they are written first, on the same file system
     */
    public StagedFiles(Path folder, Path temporary, Configuration configuration) throws IOException {
        this.folder = folder;
        this.temporary = temporary;
        this.fileSystem = folder.getFileSystem(configuration);
        this.local = "file".equals(fileSystem.getUri().getScheme());
    }

    /**
     * Adds a file.
     *
     * @param name relative to the folder, parts separated by {@code /}, safe to be used as they are
     */
    public void put(String name, byte[] bytes) throws IOException {
        try (Staged file = create(name)) {
            file.stream().write(bytes);
            file.commit();
        }
    }

    /** Begins a file that is written bit by bit. */
    public Staged create(String name) throws IOException {
        makeFolder(temporary);
        Path aside = new Path(temporary, attempt + "-" + next++);
        OutputStream stream = local ? Files.newOutputStream(local(aside)) : fileSystem.create(aside, true);
        return new Staged(stream, aside, new Path(folder, name));
    }

    /** A file that is not there until it is committed. */
    public final class Staged implements AutoCloseable {
        private final OutputStream stream;
        private final Path aside;
        private final Path target;

        private Staged(OutputStream stream, Path aside, Path target) {
            this.stream = stream;
            this.aside = aside;
            this.target = target;
        }

        public OutputStream stream() {
            return stream;
        }

        /** Closes the file and puts it in its place. */
        public void commit() throws IOException {
            stream.close();
            makeFolder(target.getParent());
            if (local) {
                Files.move(
                        local(aside),
                        local(target),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } else if (!fileSystem.rename(aside, target)) {
                if (!fileSystem.exists(target)) {
                    throw new IOException("Cannot rename " + aside + " to " + target);
                }
                fileSystem.delete(aside, false); // Another attempt was first, with the same bytes.
            }
        }

        /** Closes the file; what was not committed goes with the staging folder. */
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    private void makeFolder(Path wanted) throws IOException {
        if (made.add(wanted.toString())) {
            if (local) {
                makeBelowStaging(local(wanted));
            } else {
                fileSystem.mkdirs(wanted);
            }
        }
    }

    /** Never makes the staging folder itself: a task that outlives its failed job must not bring it back. */
    private void makeBelowStaging(java.nio.file.Path wanted) throws IOException {
        if (wanted.equals(local(temporary.getParent())) || Files.isDirectory(wanted)) {
            return;
        }
        makeBelowStaging(wanted.getParent());
        try {
            Files.createDirectory(wanted);
        } catch (FileAlreadyExistsException e) {
            // Another task was first.
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}

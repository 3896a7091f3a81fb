package org.visionheatmaps.io.publish;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.Storage;

/** What one attempt of a task stages: files in a folder of its own, which has no reader before {@link StagedParts} collects them. */
public final class StagedPart {
    private final Storage storage;
    private final Path attempts;
    private final String attempt;
    private final Path folder;
    private final Set<Path> made = new HashSet<>();
    private long files;
    private long bytes;

    /**
     * @param staging the hidden folder of a {@link StagedOutput} that has begun
     * @param attempt a name that no other attempt of any task has
     */
    public StagedPart(Path staging, String attempt, Configuration configuration) throws IOException {
        this.storage = Storage.of(staging, configuration);
        this.attempts = StagedParts.folder(staging);
        this.attempt = attempt;
        this.folder = new Path(attempts, attempt);
    }

    /** The name of the attempt, which no other one has. */
    public String attempt() {
        return attempt;
    }

    /**
     * Begins a file.
     *
     * @param name relative, parts separated by {@code /}, safe to be used as it is
     */
    public OutputStream create(String name) throws IOException {
        Path file = new Path(folder, name);
        if (made.add(file.getParent())) {
            storage.makeFolder(file.getParent(), attempts);
        }
        try {
            files++;
            return new Counted(storage.create(file));
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw new IOException(twice(name), e);
        }
    }

    static String twice(String name) {
        return "Two rows have the path '" + name + "': make paths unique";
    }

    /** What the driver has to know; all files are closed. */
    public StagedParts.Part commit() {
        return new StagedParts.Part(attempt, files, bytes);
    }

    /** Removes the files. */
    public void abort() throws IOException {
        storage.delete(folder);
    }

    private final class Counted extends FilterOutputStream {
        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }
}

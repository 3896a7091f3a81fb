package org.visionheatmaps.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An output folder that appears whole or not at all: everything is written to a hidden folder beside it, which is renamed at the
 * end. A run that dies leaves the output as it was, and a hidden folder {@code .<name>.staging-<run>} to delete.
 *
 * <p>Whole means one rename where the output is new. Replacing takes two renames, and appending one per file or folder that is
 * new: a crash between them shows a part. On object stores a rename is a copy.
 */
public final class StagedOutput implements AutoCloseable {
    private static final int REMOVALS = 20;
    private static final long REMOVAL_PAUSE_MILLIS = 100;

    private final FileSystem fileSystem;
    private final Path target;
    private final Path staging;
    private final String run;

    /** Stages an output; nothing is created yet. */
    public StagedOutput(String output, Configuration configuration) throws IOException {
        Path given = new Path(output);
        this.fileSystem = given.getFileSystem(configuration);
        this.target = fileSystem.makeQualified(given);
        this.run = UUID.randomUUID().toString().substring(0, 8);
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException("The output " + target + " is the root of its file system: name a folder in it");
        }
        this.staging = new Path(parent, "." + target.getName() + ".staging-" + run);
    }

    /** Where the output will be. */
    public Path target() {
        return target;
    }

    /** What becomes the output. */
    public Path data() {
        return new Path(staging, "data");
    }

    /** A folder beside the data for other things, such as parts that are moved in at the end. */
    public Path aside(String name) {
        return new Path(staging, name);
    }

    /** A short name that no other run has. */
    public String run() {
        return run;
    }

    /** Whether there is something where the output will be. An empty folder is nothing. */
    public boolean targetExists() throws IOException {
        try {
            FileStatus status = fileSystem.getFileStatus(target);
            return status.isFile() || fileSystem.listStatus(target).length > 0;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** Makes the folder of the data. */
    public void begin() throws IOException {
        if (!fileSystem.mkdirs(data())) {
            throw new IOException("Cannot make the folder " + data());
        }
    }

    /** Writes a small text file into the data. */
    public void write(String name, String text) throws IOException {
        try (OutputStream out = fileSystem.create(new Path(data(), name), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        // Hadoop's local file system leaves a checksum beside each file, which would only puzzle people.
        fileSystem.delete(new Path(data(), "." + name + ".crc"), false);
    }

    /** Moves a folder beside the data into it, if it is there. */
    public void moveIn(String asideName, String name) throws IOException {
        if (fileSystem.exists(aside(asideName))) {
            rename(aside(asideName), new Path(data(), name));
        }
    }

    /** Puts the data where nothing is. */
    public void publishNew() throws IOException {
        if (targetExists()) {
            throw new FileAlreadyExistsException("The output " + target + " came into being during the run");
        }
        fileSystem.delete(target, false); // an empty folder
        rename(data(), target);
    }

    /** Puts the data in the place of what is there. */
    public void publishReplacing() throws IOException {
        if (!targetExists()) {
            publishNew();
            return;
        }
        Path old = aside("replaced");
        rename(target, old);
        try {
            rename(data(), target);
        } catch (IOException e) {
            rename(old, target);
            throw e;
        }
    }

    /**
     * Adds the data to what is there. Files whose names start with {@code _} replace their namesakes.
     *
     * @throws FileAlreadyExistsException before anything is moved, if another file stands in the way
     */
    public void publishAdding() throws IOException {
        if (!targetExists()) {
            publishNew();
            return;
        }
        merge(data(), target, true);
        merge(data(), target, false);
    }

    private void merge(Path from, Path into, boolean onlyCheck) throws IOException {
        for (FileStatus entry : fileSystem.listStatus(from)) {
            Path place = new Path(into, entry.getPath().getName());
            boolean exists = fileSystem.exists(place);
            if (exists && entry.isDirectory() && fileSystem.getFileStatus(place).isDirectory()) {
                merge(entry.getPath(), place, onlyCheck);
            } else if (exists && !place.getName().startsWith("_")) {
                throw new FileAlreadyExistsException("The output has a file " + place
                        + " already: use other ids, another output or --mode overwrite");
            } else if (!onlyCheck) {
                if (exists) {
                    fileSystem.delete(place, false);
                }
                rename(entry.getPath(), place);
            }
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException("Cannot rename " + from + " to " + to);
        }
    }

    /** Removes everything that is staged; more than once, since tasks of a failed job may still be writing. */
    @Override
    public void close() throws IOException {
        for (int attempt = 0; attempt < REMOVALS; attempt++) {
            fileSystem.delete(staging, true);
            if (!fileSystem.exists(staging)) {
                return;
            }
            try {
                Thread.sleep(REMOVAL_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

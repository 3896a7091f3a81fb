package org.visionheatmaps.io.publish;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.Storage;

/**
 * The driver's side of what tasks stage: every attempt of a task writes in a folder of its own, and only those attempts that the
 * driver knows to be committed become data. What other attempts wrote, by retries or speculation, never does.
 */
public final class StagedParts {
    private final Path staging;
    private final Storage storage;

    /**
     * @param staging the hidden folder of a {@link StagedOutput} that has begun
     */
    public StagedParts(Path staging, Configuration configuration) throws IOException {
        this.staging = staging;
        this.storage = Storage.of(staging, configuration);
    }

    static Path folder(Path staging) {
        return new Path(staging, "attempts");
    }

    /** What an attempt of a task wrote, as the driver gets it. A class, since not every serializer of Spark restores records. */
    public static final class Part implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String attempt;
        private final long files;
        private final long bytes;

        /**
         * @param attempt the name of its folder
         * @param files how many
         * @param bytes in all of them
         */
        Part(String attempt, long files, long bytes) {
            this.attempt = attempt;
            this.files = files;
            this.bytes = bytes;
        }

        String attempt() {
            return attempt;
        }

        long files() {
            return files;
        }

        long bytes() {
            return bytes;
        }
    }

    /** Another name for a file, derived from the one that a task gave it. */
    public interface Naming {
        /** The file's name in the output. */
        String of(String name);
    }

    /** Makes all files of committed attempts data, under the names that tasks gave them. */
    public void collect(List<Part> parts) throws IOException {
        collect(parts, name -> name);
    }

    /**
     * Makes all files of committed attempts data.
     *
     * @param naming asked in the order of parts, and in each by name
     * @throws IOException if two files have one name, or a part does not have the files that its task counted
     */
    public void collect(List<Part> parts, Naming naming) throws IOException {
        Path data = new Path(staging, Publication.DATA);
        Set<Path> folders = new HashSet<>();
        for (Part part : parts) {
            Path from = new Path(folder(staging), part.attempt());
            List<String> files =
                    storage.files(from).stream().map(Storage.Entry::name).toList();
            if (files.size() != part.files()) {
                throw new IOException(
                        "A task wrote " + part.files() + " files to " + from + ", but there are " + files.size());
            }
            List<String> names = new ArrayList<>(files.size());
            for (String file : files) {
                String name = naming.of(file);
                Path folder = new Path(data, name).getParent();
                if (folders.add(folder)) {
                    storage.makeFolder(folder);
                }
                names.add(name);
            }
            storage.each(files.size(), at -> {
                try {
                    storage.move(new Path(from, files.get(at)), new Path(data, names.get(at)));
                } catch (FileAlreadyExistsException e) {
                    throw new IOException(StagedPart.twice(names.get(at)), e);
                }
            });
        }
    }
}

package org.visionheatmaps.io.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.Storage;

/**
 * A task's way to stage a file that every attempt of it writes alike, without a driver that decides which one counts. It is written
 * aside and then renamed, so that another attempt, alive or killed, never leaves half a file: the last one wins.
 */
public final class StagedFiles {
    private final Path folder;
    private final Path temporary;
    private final Storage storage;
    private final String attempt = UUID.randomUUID().toString();
    private int next;

    /**
     * @param folder where the files shall stand, in a staging folder
     * @param temporary where they are written first, beside it
     */
    public StagedFiles(Path folder, Path temporary, Configuration configuration) throws IOException {
        this.folder = folder;
        this.temporary = temporary;
        this.storage = Storage.of(folder, configuration);
    }

    /** Begins a file that is written bit by bit. */
    public Staged create(String name) throws IOException {
        storage.makeFolder(temporary, temporary.getParent());
        Path aside = new Path(temporary, attempt + "-" + next++);
        return new Staged(storage.create(aside), aside, new Path(folder, name));
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

        /** To be written to. */
        public OutputStream stream() {
            return stream;
        }

        /** Closes the file and puts it in its place. */
        public void commit() throws IOException {
            stream.close();
            storage.makeFolder(target.getParent(), temporary.getParent());
            storage.replace(aside, target);
        }

        /** Closes the file; what was not committed goes with the staging folder. */
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}

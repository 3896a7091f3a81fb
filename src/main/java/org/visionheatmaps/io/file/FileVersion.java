package org.visionheatmaps.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What distinguishes the contents of a file from later ones under the same path. A file rewritten at the same length within the resolution
 * of the file system's times looks the same unless the store has entity tags.
 *
 * @param bytes the length
 * @param modified the modification time, in milliseconds since 1970
 * @param etag the entity tag of an object store; null if there is none
 */
public record FileVersion(long bytes, long modified, String etag) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The version that a listing has. */
    public static FileVersion of(FileStatus status) {
        return new FileVersion(
                status.getLen(),
                status.getModificationTime(),
                status instanceof EtagSource tagged ? tagged.getEtag() : null);
    }

    /** Whether both are of the same contents; entity tags count if both have one. */
    public boolean isSameAs(FileVersion other) {
        return bytes == other.bytes
                && modified == other.modified
                && (etag == null || other.etag == null || etag.equals(other.etag));
    }

    /**
     * Fails if the file at a path is not of this version. To be called after the file is opened: then the open file is of this
     * version too.
     *
     * @param path as a user knows it
     * @throws ChangedFileException if the file has changed or is gone
     * @throws IOException if the file system fails
     */
    public void requireAt(String path, Path file, Configuration configuration) throws IOException {
        try {
            requireSame(path, of(file.getFileSystem(configuration).getFileStatus(file)));
        } catch (FileNotFoundException e) {
            throw new ChangedFileException(path, this, null);
        }
    }

    /**
     * Fails if a file is of another version now.
     *
     * @throws ChangedFileException naming the file
     */
    public void requireSame(String path, FileVersion now) throws ChangedFileException {
        if (!isSameAs(now)) {
            throw new ChangedFileException(path, this, now);
        }
    }

    /** The status of a file of this version, for readers that would ask for it otherwise. */
    public FileStatus statusOf(Path file) {
        return new FileStatus(bytes, false, 1, bytes, modified, file);
    }

    @Override
    public String toString() {
        return bytes + " bytes, modified " + Instant.ofEpochMilli(modified)
                + (etag == null ? "" : ", entity tag " + etag);
    }
}

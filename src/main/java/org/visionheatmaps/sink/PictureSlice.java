package org.visionheatmaps.sink;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** Files that one task reads. A class, since not every serializer of Spark restores records. */
final class PictureSlice implements InputPartition {
    private static final long serialVersionUID = 1L;

    /** What a file costs besides its bytes, as if it were so many more. */
    private static final long OPENING = 1 << 16;

    private static final long TASK = 128L << 20;

    private final Listed[] files;

    private PictureSlice(List<Listed> files) {
        this.files = files.toArray(Listed[]::new);
    }

    /** A file, as it was when the folder was listed. */
    static final class Listed implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String uri;
        private final String path;
        private final long length;
        private final long modified;

        /**
         * @param uri with its file system, encoded
         * @param path below the folder that was loaded
         * @param length in bytes
         * @param modified in milliseconds since 1970
         */
        Listed(String uri, String path, long length, long modified) {
            this.uri = uri;
            this.path = path;
            this.length = length;
            this.modified = modified;
        }

        String uri() {
            return uri;
        }

        String path() {
            return path;
        }

        long length() {
            return length;
        }

        long modified() {
            return modified;
        }
    }

    /**
     * Files in order, in slices of some 128 MB, or of smaller ones so that all cores have work.
     *
     * @param cores how many there are
     */
    static List<PictureSlice> of(List<Listed> files, int cores) {
        long cost = files.stream().mapToLong(file -> file.length() + OPENING).sum();
        long limit = Math.max(OPENING, Math.min(TASK, cost / Math.max(1, cores)));
        List<PictureSlice> slices = new ArrayList<>();
        List<Listed> slice = new ArrayList<>();
        long filled = 0;
        for (Listed file : files) {
            slice.add(file);
            filled += file.length() + OPENING;
            if (filled >= limit) {
                slices.add(new PictureSlice(slice));
                slice = new ArrayList<>();
                filled = 0;
            }
        }
        if (!slice.isEmpty()) {
            slices.add(new PictureSlice(slice));
        }
        return slices;
    }

    int count() {
        return files.length;
    }

    Listed file(int at) {
        return files[at];
    }
}

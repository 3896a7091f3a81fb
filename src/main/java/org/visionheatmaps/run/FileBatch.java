package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Files that one run took, so that no other of its series does.
 *
 * @param name of the batch
 * @param run the name of the run that took them
 * @param files of the batch
 */
@JsonPropertyOrder({"name", "run", "files"})
public record FileBatch(Name name, String run, List<TakenFile> files) {
    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /**
     * @throws IllegalArgumentException if the run has no name for a folder: it becomes part of paths
     */
    public FileBatch {
        Json.required("name", name);
        requireSafe(run, SAFE_NAME);
        files = Json.required("files", files);
    }

    /**
     * Which batch it is.
     *
     * @param checkpoint the id of the series
     * @param number from 0
     */
    @JsonPropertyOrder({"checkpoint", "number"})
    public record Name(String checkpoint, int number) {
        private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]+");

        /**
         * @throws IllegalArgumentException if the id has more than letters and digits: it becomes part of names of files
         */
        public Name {
            requireSafe(checkpoint, LETTERS_AND_DIGITS);
        }

        /** A name for a file: {@code 3f0c9a12-000007}. */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s-%06d", checkpoint, number);
        }
    }

    /**
     * A file as it was when it was taken.
     *
     * @param path with its file system, encoded as a URI
     * @param bytes its size
     * @param modified in UTC
     */
    @JsonPropertyOrder({"path", "bytes", "modified"})
    public record TakenFile(String path, long bytes, String modified) {
        public TakenFile {
            Json.required("path", path);
        }
    }

    private static void requireSafe(String name, Pattern wanted) {
        if (name == null || !wanted.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A batch of files needs names that match " + wanted + ", but got '" + name + "'");
        }
    }

    /** This batch as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads a batch back. */
    public static FileBatch fromJson(String json) {
        return Json.read(json, FileBatch.class, "a batch of files");
    }
}

package org.visionheatmaps.spark.output;

import java.util.Locale;
import org.visionheatmaps.io.publish.OutputName;

/** Programs that show a folder of pictures with what is known of each, if a manifest in the folder says it in their way. */
public enum Viewer {
    /** The Python package {@code datasets} and the viewer of Hugging Face's hub: lines of JSON, and a README that names the files. */
    HUGGINGFACE(OutputName.METADATA, "file_name", "id", "", "\n", "\n"),
    /** FiftyOne: one JSON document, in the form of its datasets that has samples alone. */
    FIFTYONE(OutputName.SAMPLES, "filepath", "heatmap_id", "{\"samples\": [\n", ",\n", "\n]}\n");

    private final String file;
    private final String path;
    private final String id;
    private final String start;
    private final String separator;
    private final String end;

    Viewer(String file, String path, String id, String start, String separator, String end) {
        this.file = file;
        this.path = path;
        this.id = id;
        this.start = start;
        this.separator = separator;
        this.end = end;
    }

    /** The name of the manifest. */
    String file() {
        return file;
    }

    /** What a picture's path is called. */
    String path() {
        return path;
    }

    /** What an element's id is called. */
    String id() {
        return id;
    }

    /** What stands before the first picture. */
    String start() {
        return start;
    }

    /** What stands between two pictures. */
    String separator() {
        return separator;
    }

    /** What stands after the last picture. */
    String end() {
        return end;
    }

    /** Whether the viewer gives a name a meaning of its own, so that no column can have it. */
    boolean takes(String column) {
        return switch (this) {
            case HUGGINGFACE ->
                column.equals("image") || column.equals("images") || column.matches("(.*_)?file_names?");
            case FIFTYONE ->
                column.equals("id")
                        || column.equals("filepath")
                        || column.equals("tags")
                        || column.equals("metadata")
                        || column.equals("created_at")
                        || column.equals("last_modified_at")
                        || column.startsWith("_");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.visionheatmaps.spark.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.io.numpy.FileListing;

/**
 * A file to import, on its way to a task.
 *
 * @param id its name, which its rows' ids begin with
 * @param path the file
 * @param length its bytes
 * @param hasNamesake whether another file has the same name
 * @param images photographs by the id that they belong to
 */
record ImportUnit(String id, String path, long length, boolean hasNamesake, SortedMap<String, String> images) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ImportUnit ofArrays(FileListing.Found array, SortedMap<String, FileListing.Found> images) {
        SortedMap<String, String> paths = new TreeMap<>();
        images.forEach((id, image) -> paths.put(id, image.path().toString()));
        return new ImportUnit(array.name(), array.path().toString(), array.length(), false, paths);
    }

    static ImportUnit ofImage(FileListing.Found image) {
        return new ImportUnit(image.name(), image.path().toString(), image.length(), false, new TreeMap<>());
    }

    /** The same, of a name that is not its alone. */
    ImportUnit withNamesake() {
        return new ImportUnit(id, path, length, true, images);
    }

    /** The folder that the file is in, below the folder that was named; null at the top. */
    String folder() {
        return id.contains("/") ? id.substring(0, id.lastIndexOf('/')) : null;
    }

    /** Files as text. */
    static String toText(List<ImportUnit> units) {
        try {
            return JSON.writeValueAsString(units);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Files that cannot be written as JSON", e);
        }
    }

    /** Files back from text. */
    static List<ImportUnit> ofText(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Files that were written as JSON cannot be read", e);
        }
    }

    /** The photograph of a row: the one of its id, or of what its id begins with; null if there is none. */
    String image(String rowId) {
        for (String at = rowId; at.length() >= id.length(); at = at.substring(0, at.lastIndexOf('/'))) {
            if (images.containsKey(at)) {
                return images.get(at);
            }
            if (at.lastIndexOf('/') < id.length()) {
                break;
            }
        }
        return null;
    }
}

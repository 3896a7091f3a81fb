package org.visionheatmaps.spark.importer;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.io.numpy.KeyColumn;
import org.visionheatmaps.io.numpy.KeyedFile;
import org.visionheatmaps.io.numpy.KeyedFile.NamedArray;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.text.NearestName;

/**
 * What the arrays of one file become: attributions, ids, images, and columns.
 *
 * @param key of the attributions
 * @param attributions their array
 * @param isBatch whether each index of their first dimension is an element
 * @param columns keys of what is carried by the name of its column, with its type
 * @param notCarried why not, by the names of the others
 */
record KeyedPlan(
        String key,
        NamedArray attributions,
        boolean isBatch,
        SortedMap<String, Carried> columns,
        SortedMap<String, String> notCarried) {
    /** A column's array. */
    record Carried(String key, KeyColumn.Type type) {}

    /**
     * Looks at the file's headers.
     *
     * @return nothing if all arrays of the file are attributions
     * @throws BadDataException if an array is not there, or cannot be what it is named to be
     */
    static Optional<KeyedPlan> of(KeyedFile file, ImportKeys keys, boolean isHdf5, Layout layout) throws IOException {
        String key = keys.attributions();
        if (key == null && isHdf5 && file.has(KeyedFile.USUAL_KEY)) {
            key = KeyedFile.USUAL_KEY;
        } else if (key == null && keys.isNamed()) {
            throw new BadDataException(
                    Reason.BAD_FILE, "nothing says which array holds attributions: --key names one of " + known(file));
        } else if (key == null) {
            return Optional.empty();
        }
        NamedArray attributions = require(file, key, "--key");
        List<Long> shape = attributions.shape();
        boolean isBatch = layout.axes(shape.size()).startsWith("N");
        if (keys.ids() != null) {
            List<Long> ids = require(file, keys.ids(), "--ids").shape();
            if (ids.size() != 1 || shape.isEmpty() || !ids.get(0).equals(shape.get(0)) || shape.size() < 3) {
                throw new BadDataException(
                        Reason.BAD_ID,
                        "--ids needs one value for each element, but '" + keys.ids() + "' has the shape " + ids
                                + " and '" + key + "' " + shape);
            }
            isBatch = true;
        }
        if (keys.images() != null) {
            require(file, keys.images(), "--image-key");
        }
        SortedMap<String, Carried> columns = new TreeMap<>();
        SortedMap<String, String> notCarried = new TreeMap<>();
        if (isBatch) {
            for (String other : file.keysBeside(key)) {
                if (!isPath(other, keys.ids()) && !isPath(other, keys.images())) {
                    carry(file, other, shape.get(0), columns, notCarried);
                }
            }
        }
        return Optional.of(new KeyedPlan(key, attributions, isBatch, columns, notCarried));
    }

    private static boolean isPath(String path, String named) {
        return named != null && path.equals(named.startsWith("/") ? named.substring(1) : named);
    }

    private static void carry(
            KeyedFile file,
            String key,
            long count,
            SortedMap<String, Carried> columns,
            SortedMap<String, String> notCarried)
            throws IOException {
        String name = key.substring(key.lastIndexOf('/') + 1);
        Set<String> taken = Set.of(ImportTask.COLUMNS);
        NamedArray array;
        try {
            array = file.array(key);
        } catch (BadDataException e) {
            notCarried.put(name, e.getMessage());
            return;
        }
        Optional<KeyColumn.Type> type = array.columnType();
        if (array.shape().isEmpty() || array.shape().get(0) != count || type.isEmpty()) {
            notCarried.put(name, "its shape is " + array.shape() + (type.isEmpty() ? ", or its type no column's" : ""));
        } else if (taken.contains(name.toLowerCase(Locale.ROOT)) || name.isEmpty()) {
            notCarried.put(name, "the table has a column of this name");
        } else {
            columns.put(name, new Carried(key, type.get()));
        }
    }

    private static NamedArray require(KeyedFile file, String key, String option) throws IOException {
        if (!file.has(key)) {
            throw new BadDataException(
                    Reason.BAD_FILE,
                    "the file has no array '" + key + "', which " + option + " names"
                            + NearestName.hint(key, file.keys()) + ": it has " + known(file));
        }
        return file.array(key);
    }

    private static String known(KeyedFile file) throws IOException {
        List<String> keys = file.keys();
        int most = 10;
        return String.join(", ", keys.subList(0, Math.min(most, keys.size()))) + (keys.size() > most ? ", …" : "");
    }
}

package org.visionheatmaps.spark.importer;

import java.io.Serializable;
import java.util.Optional;

/**
 * Which array of a file is what: keys of {@code .npz} and {@code .safetensors} files, paths of HDF5 datasets.
 *
 * @param attributions null if all arrays are attributions, or if HDF5 files have one of the usual name
 * @param ids names or numbers of the elements; null if they are counted
 * @param images pictures of the elements, or names of files; null if photographs are found by ids
 */
public record ImportKeys(String attributions, String ids, String images) implements Serializable {
    /** Of files without names for their arrays. */
    public static final ImportKeys NONE = new ImportKeys(null, null, null);

    private static final long serialVersionUID = 1L;

    /**
     * @throws IllegalArgumentException if one array is to be two things
     */
    public ImportKeys {
        for (String other : new String[] {ids, images}) {
            if (other != null && other.equals(attributions)) {
                throw new IllegalArgumentException("--key names the attributions, but --ids or --image-key names '"
                        + other + "' too: each is an array of its own");
            }
        }
    }

    /** Those that options name. */
    public static ImportKeys of(Optional<String> attributions, Optional<String> ids, Optional<String> images) {
        return new ImportKeys(attributions.orElse(null), ids.orElse(null), images.orElse(null));
    }

    /** Whether an option names any. */
    boolean isNamed() {
        return attributions != null || ids != null || images != null;
    }
}

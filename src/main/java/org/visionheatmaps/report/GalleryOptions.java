package org.visionheatmaps.report;

import java.io.Serializable;

/**
 * How much a gallery shows.
 *
 * @param size elements, at most; 0 for no gallery
 * @param seed of the sample: another one chooses other elements, the same one the same, whatever the partitioning
 */
public record GalleryOptions(int size, long seed) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a gallery shows by default. */
    public static final GalleryOptions DEFAULT = new GalleryOptions(24, 1);

    /** No gallery. */
    public static final GalleryOptions NONE = new GalleryOptions(0, 1);

    /** A page holds pictures of no more characters than this. */
    public static final long MAX_LENGTH = 16L << 20;

    private static final int MAX_ELEMENTS = 500;

    /**
     * @throws IllegalArgumentException unless the size is in [0, 500]
     */
    public GalleryOptions {
        if (size < 0 || size > MAX_ELEMENTS) {
            throw new IllegalArgumentException(
                    "A gallery shows 0 to " + MAX_ELEMENTS + " elements, but got " + size + ": change --gallery-size");
        }
    }
}

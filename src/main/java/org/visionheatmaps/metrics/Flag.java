package org.visionheatmaps.metrics;

import java.util.Locale;

/** Something that is so or not of each element. */
public enum Flag {
    /** All finite pixels of the map have the same value. */
    CONSTANT,
    /** All finite pixels of the map are zero. */
    ALL_ZERO,
    /** The data has a column of images, but this row has none. */
    IMAGE_MISSING,
    /** There is an image, but it cannot be read. */
    IMAGE_UNREADABLE,
    /** The image has another size than the map. */
    IMAGE_MISMATCH,
    /** The data has a column of masks, but this row has none. */
    MASK_MISSING,
    /** There is a mask, but it cannot be read. */
    MASK_UNREADABLE,
    /** The element cannot be drawn. */
    QUARANTINED;

    /** The name in tables, documents and rules: {@code all_zero}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

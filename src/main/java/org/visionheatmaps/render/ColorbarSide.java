package org.visionheatmaps.render;

import java.util.Locale;

/** Where a heatmap's colour bar stands. */
public enum ColorbarSide {
    /** There is none. */
    NONE,
    /** To the right, the greatest value at the top. */
    RIGHT,
    /** Below, the greatest value at the right. */
    BOTTOM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

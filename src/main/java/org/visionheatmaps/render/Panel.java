package org.visionheatmaps.render;

import java.util.Locale;

/** What one of several pictures side by side shows. */
public enum Panel {
    /** The photograph. */
    PHOTO,
    /** The heatmap without the photograph. */
    HEATMAP,
    /** The heatmap over the photograph: as the pipeline draws it, or with {@code AlphaOverlay()} if it leaves the photograph out. */
    OVERLAY,
    /** The photograph where the map is strong: times the magnitudes, as {@code Abs() |> MassClip(0.02) |> MaskImage()} draws it. */
    MASK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.visionheatmaps.io.arrow;

/** Formats of files that tasks read attributions from where they lie. */
public enum InputFormat {
    /** Whichever the files are of. */
    AUTO,
    PARQUET,
    ARROW
}

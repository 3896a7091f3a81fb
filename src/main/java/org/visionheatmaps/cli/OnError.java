package org.visionheatmaps.cli;

/** Values of {@code --on-error}. */
enum OnError {
    QUARANTINE,
    FAIL
}

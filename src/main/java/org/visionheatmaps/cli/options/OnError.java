package org.visionheatmaps.cli.options;

/** Values of {@code --on-error}. */
public enum OnError {
    QUARANTINE,
    FAIL
}

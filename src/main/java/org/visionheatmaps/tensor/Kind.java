package org.visionheatmaps.tensor;

/** What a value in a pipeline is. Checked once, when the pipeline is built. */
public enum Kind {
    /** W×H×C: an attribution before its colour channels are reduced. */
    CHANNELS("channels", 3),
    /** W×H: one number per pixel. */
    SCALAR("scalars", 2),
    /** W×H: one RGB colour per pixel, each component in [0, 1]. */
    COLOR("colors", 2);

    private final String text;
    private final int rank;

    Kind(String text, int rank) {
        this.text = text;
        this.rank = rank;
    }

    /** The number of dimensions that a transform sees: 3 for channels, 2 for scalars and colours. */
    public int rank() {
        return rank;
    }

    @Override
    public String toString() {
        return text;
    }
}

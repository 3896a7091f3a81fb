package org.visionheatmaps.stats;

import org.visionheatmaps.tensor.Tensor;

/** Summarises one element after the other in memory that it keeps. Not for two threads at once. */
public final class Summarizer {
    private final LaneExtremes extremes = new LaneExtremes();
    private Selection selection;
    private int[] counts;
    private float[] floats = {};
    private double[] doubles = {};

    /**
     * The summary of one element's values, which holds until the next is asked for.
     *
     * @throws org.visionheatmaps.tensor.BadDataException if a value is NaN or infinite
     */
    public Summary summarize(Tensor x) {
        return new TensorSummary(x, this);
    }

    LaneExtremes extremes() {
        return extremes;
    }

    Selection selection() {
        if (selection == null) {
            selection = new Selection();
        }
        return selection;
    }

    int[] counts() {
        if (counts == null) {
            counts = Selection.bins();
        }
        return counts;
    }

    /** At least this many, with anything in them. */
    float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    /** At least this many, with anything in them. */
    double[] doubles(int length) {
        if (doubles.length < length) {
            doubles = new double[length];
        }
        return doubles;
    }
}

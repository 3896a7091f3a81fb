package org.visionheatmaps.io;

/** An array of floats that is used again for the next row, as long as rows are of one size. Not for two threads at once. */
public final class NumberMemory {
    private float[] floats = {};

    /** Exactly this many floats, with anything in them; what was in the last ones is lost. */
    float[] floats(int length) {
        if (floats.length != length) {
            floats = new float[length];
        }
        return floats;
    }
}

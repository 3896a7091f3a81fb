package org.visionheatmaps.paint;

import java.util.ArrayList;
import java.util.List;

/** Arrays for single rows, used again for the next element. Not for two threads at once. */
final class RowBuffers {
    private final List<double[]> doubles = new ArrayList<>();
    private final List<float[]> floats = new ArrayList<>();
    private int usedDoubles;
    private int usedFloats;

    /** Takes all arrays back. */
    void begin() {
        usedDoubles = 0;
        usedFloats = 0;
    }

    /** At least this many doubles, with anything in them. */
    double[] doubles(int length) {
        if (usedDoubles == doubles.size()) {
            doubles.add(new double[length]);
        } else if (doubles.get(usedDoubles).length < length) {
            doubles.set(usedDoubles, new double[length]);
        }
        return doubles.get(usedDoubles++);
    }

    /** At least this many floats, with anything in them. */
    float[] floats(int length) {
        if (usedFloats == floats.size()) {
            floats.add(new float[length]);
        } else if (floats.get(usedFloats).length < length) {
            floats.set(usedFloats, new float[length]);
        }
        return floats.get(usedFloats++);
    }
}

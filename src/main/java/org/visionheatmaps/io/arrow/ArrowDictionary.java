package org.visionheatmaps.io.arrow;

import java.util.List;

/** The values that codes stand for, in one part or, where a dictionary grew, in several. */
public final class ArrowDictionary {
    private final List<ArrowColumn> parts;
    private final int[] ends;

    ArrowDictionary(List<ArrowColumn> parts) {
        this.parts = List.copyOf(parts);
        this.ends = new int[parts.size()];
        int end = 0;
        for (int p = 0; p < ends.length; p++) {
            end += parts.get(p).rows();
            ends[p] = end;
        }
    }

    /** The number of parts. */
    public int parts() {
        return parts.size();
    }

    public ArrowColumn part(int index) {
        return parts.get(index);
    }

    /**
     * The part that has the value of a code.
     *
     * @throws IndexOutOfBoundsException if there is no such value
     */
    public int partOf(int code) {
        for (int p = 0; p < ends.length; p++) {
            if (code >= 0 && code < ends[p]) {
                return p;
            }
        }
        throw new IndexOutOfBoundsException("the dictionary has no value of code " + code);
    }

    /** The row of a code's value in its part. */
    public int rowOf(int code) {
        int part = partOf(code);
        return code - (part == 0 ? 0 : ends[part - 1]);
    }
}

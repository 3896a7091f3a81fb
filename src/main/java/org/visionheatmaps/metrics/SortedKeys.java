package org.visionheatmaps.metrics;

import java.util.Arrays;
import org.visionheatmaps.stats.OrderedBits;

/** Values as integers in ascending order, equal ones alike whatever the sign of a zero. Memory is kept. Not for two threads at once. */
final class SortedKeys {
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private int[] floats = {};
    private int[] other = {};
    private long[] doubles = {};
    private final int[] starts = new int[DIGITS + 1];
    private int size;
    private boolean areFloats;

    /**
     * @param most how many will be added at most
     * @param fromFloats whether all of them are floats
     */
    void begin(int most, boolean fromFloats) {
        areFloats = fromFloats;
        size = 0;
        if (fromFloats && floats.length < most) {
            floats = new int[most];
            other = new int[most];
        }
        if (!fromFloats && doubles.length < most) {
            doubles = new long[most];
        }
    }

    void add(double value) {
        if (areFloats) {
            floats[size++] = OrderedBits.of((float) value + 0.0f);
        } else {
            // As signed numbers sort.
            doubles[size++] = OrderedBits.of(value + 0.0) ^ Long.MIN_VALUE;
        }
    }

    /** The key at a place in ascending order, once sorted. */
    long at(int place) {
        return areFloats ? Integer.toUnsignedLong(floats[place]) : doubles[place];
    }

    /** Floats by their digits, doubles by comparisons. */
    void sort() {
        if (!areFloats) {
            Arrays.sort(doubles, 0, size);
            return;
        }
        for (int shift = 0; shift < Integer.SIZE; shift += DIGIT_BITS) {
            sortBy(shift);
        }
    }

    private void sortBy(int shift) {
        int[] from = floats;
        int[] to = other;
        int[] next = starts;
        Arrays.fill(next, 0);
        for (int i = 0; i < size; i++) {
            next[(from[i] >>> shift & DIGITS - 1) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            next[digit + 1] += next[digit];
        }
        for (int i = 0; i < size; i++) {
            to[next[from[i] >>> shift & DIGITS - 1]++] = from[i];
        }
        floats = to;
        other = from;
    }
}

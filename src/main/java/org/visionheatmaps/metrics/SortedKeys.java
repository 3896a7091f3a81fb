package org.visionheatmaps.metrics;

import java.util.Arrays;
import org.visionheatmaps.stats.OrderedBits;

/** Values as integers in ascending order, equal ones alike whatever the sign of a zero. Memory is kept. Not for two threads at once. */
final class SortedKeys {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private long[] keys = {};
    private long[] other = {};
    private final int[] starts = new int[DIGITS + 1];
    private int size;
    private boolean areFloats = true;

    void begin(int most) {
        if (keys.length < most) {
            keys = new long[most];
            other = new long[most];
        }
        size = 0;
        areFloats = true;
    }

    void add(double value) {
        double positiveZero = value + 0.0;
        areFloats &= positiveZero == (float) positiveZero;
        keys[size++] = OrderedBits.of(positiveZero);
    }

    int size() {
        return size;
    }

    /** The key at a place in ascending order, once sorted; keys order as unsigned numbers. */
    long at(int place) {
        return keys[place];
    }

    /** Floats by their digits, which leaves out the bits that none of them has; doubles by comparisons. */
    void sort() {
        if (size < DIGITS || !areFloats) {
            for (int i = 0; i < size; i++) {
                keys[i] ^= Long.MIN_VALUE;
            }
            Arrays.sort(keys, 0, size);
            for (int i = 0; i < size; i++) {
                keys[i] ^= Long.MIN_VALUE;
            }
            return;
        }
        // A float as a double has 29 low bits alike: zeros, or ones if it is negative.
        for (int shift = 29; shift < Long.SIZE; shift += DIGIT_BITS) {
            sortBy(shift);
        }
    }

    private void sortBy(int shift) {
        Arrays.fill(starts, 0);
        for (int i = 0; i < size; i++) {
            starts[((int) (keys[i] >>> shift) & DIGITS - 1) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            starts[digit + 1] += starts[digit];
        }
        for (int i = 0; i < size; i++) {
            other[starts[(int) (keys[i] >>> shift) & DIGITS - 1]++] = keys[i];
        }
        long[] sorted = other;
        other = keys;
        keys = sorted;
    }
}

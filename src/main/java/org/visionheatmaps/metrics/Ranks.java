package org.visionheatmaps.metrics;

import java.util.Arrays;
import org.visionheatmaps.stats.OrderedBits;

/** Ranks of values, equal ones with the middle of theirs. Memory is kept. Not for two threads at once. */
final class Ranks {
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final int[] starts = new int[DIGITS + 1];
    private long[] keys = {};
    private long[] other = {};
    private double[] sorted = {};

    /**
     * Replaces values by their ranks, from 1.
     *
     * @param areFloats whether all values are floats
     */
    void rank(double[] values, int length, boolean areFloats) {
        if (areFloats) {
            rankFloats(values, length);
        } else {
            rankDoubles(values, length);
        }
    }

    /** By digits: a key has the float above, and its place below. */
    private void rankFloats(double[] values, int length) {
        if (keys.length < length) {
            keys = new long[length];
            other = new long[length];
        }
        for (int i = 0; i < length; i++) {
            keys[i] = (long) OrderedBits.of((float) values[i] + 0.0f) << Integer.SIZE | i;
        }
        for (int shift = Integer.SIZE; shift < Long.SIZE; shift += DIGIT_BITS) {
            sortBy(shift, length);
        }
        for (int from = 0; from < length; ) {
            int end = from + 1;
            while (end < length && keys[end] >>> Integer.SIZE == keys[from] >>> Integer.SIZE) {
                end++;
            }
            // The places from + 1 to end.
            double rank = (from + 1 + end) / 2.0;
            for (; from < end; from++) {
                values[(int) keys[from]] = rank;
            }
        }
    }

    private void sortBy(int shift, int length) {
        long[] from = keys;
        long[] to = other;
        int[] next = starts;
        Arrays.fill(next, 0);
        for (int i = 0; i < length; i++) {
            next[((int) (from[i] >>> shift) & DIGITS - 1) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            next[digit + 1] += next[digit];
        }
        for (int i = 0; i < length; i++) {
            to[next[(int) (from[i] >>> shift) & DIGITS - 1]++] = from[i];
        }
        keys = to;
        other = from;
    }

    private void rankDoubles(double[] values, int length) {
        if (sorted.length < length) {
            sorted = new double[length];
        }
        for (int i = 0; i < length; i++) {
            values[i] += 0.0; // zeros of either sign alike
            sorted[i] = values[i];
        }
        Arrays.sort(sorted, 0, length);
        for (int i = 0; i < length; i++) {
            values[i] = (place(values[i], length, false) + place(values[i], length, true) + 1) / 2.0;
        }
    }

    /** How many sorted values are less than one, or not greater. */
    private int place(double value, int length, boolean isAfter) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isAfter ? sorted[middle] <= value : sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

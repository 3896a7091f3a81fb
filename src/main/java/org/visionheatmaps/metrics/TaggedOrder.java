package org.visionheatmaps.metrics;

import java.util.Arrays;

/**
 * Values in ascending order, each with a tag; zeros of either sign are equal. Floats are sorted by the digits of their bits, as many as
 * the range of their magnitudes needs; doubles get whole numbers in their order first. Memory is kept. Not for two threads at once.
 */
final class TaggedOrder {
    private static final int MAX_DIGIT_BITS = 11;
    private static final int MAX_PASSES = 3;
    private static final long TAG_MASK = 0xFFFF_FFFFL;

    /** A key above, and the tag below. Before values are sorted, the key of a float is its magnitude's bits with its sign. */
    private long[] entries = {};

    private long[] other = {};
    private double[] doubles = {};
    private double[] sorted = {};
    private final int[] starts = new int[MAX_PASSES << MAX_DIGIT_BITS];
    private int size;
    private boolean areFloats;
    /** The magnitudes of floats that are not zero: the least less one, and the greatest. */
    private int belowLeast;

    private int greatest;
    private int signs;

    /**
     * Forgets all values.
     *
     * @param most how many will be added at most
     * @param fromFloats whether all of them are floats
     */
    void begin(int most, boolean fromFloats) {
        areFloats = fromFloats;
        size = 0;
        belowLeast = Integer.MAX_VALUE;
        greatest = 0;
        signs = 0;
        if (entries.length < most) {
            entries = new long[most];
            other = new long[most];
        }
        if (!fromFloats && doubles.length < most) {
            doubles = new double[most];
            sorted = new double[most];
        }
    }

    /**
     * @param value finite
     * @param tag 0 or more
     */
    void add(double value, int tag) {
        if (areFloats) {
            int bits = Float.floatToRawIntBits((float) value);
            int magnitude = bits & Integer.MAX_VALUE;
            int sign = bits >> Integer.SIZE - 1;
            belowLeast = Math.min(belowLeast, magnitude - 1 & Integer.MAX_VALUE);
            greatest = Math.max(greatest, magnitude);
            signs |= sign;
            entries[size++] = (long) ((magnitude ^ sign) - sign) << Integer.SIZE | tag;
        } else {
            doubles[size] = value + 0.0;
            entries[size++] = tag;
        }
    }

    /** Whether two values, in ascending order once sorted, are equal. */
    boolean areEqual(int place, int otherPlace) {
        return (entries[place] ^ entries[otherPlace]) >>> Integer.SIZE == 0;
    }

    /** The tag of a value in ascending order, once sorted. */
    int tag(int place) {
        return (int) entries[place];
    }

    /** Puts the values in order, equal ones in that in which they came. */
    void sort() {
        long most = areFloats ? keysOfFloats() : keysOfDoubles();
        int bits = Long.SIZE - Long.numberOfLeadingZeros(most);
        int passes = (bits + MAX_DIGIT_BITS - 1) / MAX_DIGIT_BITS;
        if (passes > 0) {
            sort(passes, (bits + passes - 1) / passes);
        }
    }

    /** Moves the magnitudes next to zero, and zero above all negative values. Returns the greatest key. */
    private long keysOfFloats() {
        long below = greatest == 0 ? 0 : belowLeast;
        long span = greatest - below;
        long zero = signs == 0 ? 0 : span;
        for (int i = 0; i < size; i++) {
            long signed = entries[i] >> Integer.SIZE;
            long sign = signed >> Long.SIZE - 1;
            long key = zero + ((Math.max(0, (signed ^ sign) - sign - below) ^ sign) - sign);
            entries[i] = key << Integer.SIZE | entries[i] & TAG_MASK;
        }
        return zero + span;
    }

    /** A double's key is the number of lesser ones. Returns the greatest key. */
    private long keysOfDoubles() {
        System.arraycopy(doubles, 0, sorted, 0, size);
        Arrays.sort(sorted, 0, size);
        for (int i = 0; i < size; i++) {
            entries[i] |= (long) lesser(doubles[i]) << Integer.SIZE;
        }
        return size;
    }

    private int lesser(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void sort(int passes, int digitBits) {
        int digits = 1 << digitBits;
        Arrays.fill(starts, 0, passes * digits, 0);
        for (int pass = 0; pass < passes; pass++) {
            count(starts, pass * digits, Integer.SIZE + pass * digitBits, digits - 1);
        }
        for (int pass = 0; pass < passes; pass++) {
            int first = pass * digits;
            int start = 0;
            for (int digit = first; digit < first + digits; digit++) {
                int count = starts[digit];
                starts[digit] = start;
                start += count;
            }
            move(entries, other, starts, first, Integer.SIZE + pass * digitBits, digits - 1);
            long[] moved = other;
            other = entries;
            entries = moved;
        }
    }

    private void count(int[] counts, int first, int shift, int mask) {
        for (int i = 0; i < size; i++) {
            counts[first + ((int) (entries[i] >>> shift) & mask)]++;
        }
    }

    private void move(long[] from, long[] to, int[] next, int first, int shift, int mask) {
        for (int i = 0; i < size; i++) {
            to[next[first + ((int) (from[i] >>> shift) & mask)]++] = from[i];
        }
    }
}

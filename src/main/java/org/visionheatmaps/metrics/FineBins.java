package org.visionheatmaps.metrics;

import java.util.Arrays;

/**
 * Counts and sums of numbers that agree in the sign, the exponent and 8 bits of the significand of a float. Its memory is kept. Not for
 * two threads at once.
 *
 * <p>Floats of one bin differ in 15 bits only, so their count and the sum of those bits share one long: one integer addition for each
 * float, and a sum without any rounding. Doubles are added up as doubles.
 */
final class FineBins {
    /** So many floats at most, for their count and the sum of their bits to be apart. */
    static final int MAX_FLOATS = 1 << 24;

    /** Of a float: sign, exponent and 8 bits of the significand. */
    private static final int BITS = 17;

    private static final int TO_COARSE = Integer.numberOfTrailingZeros((1 << BITS) / Bins.FLOAT.size());
    private static final int REST = Integer.SIZE - BITS;
    private static final int REST_MASK = (1 << REST) - 1;
    /** Below the count of a bin: the sum of 2^24 numbers of 15 bits. */
    private static final int COUNT_AT = 39;

    private static final long REST_SUM = (1L << COUNT_AT) - 1;

    /** A page has the bins of one sign and exponent. */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final int EXPONENTS = 1 << BITS - PAGE_BITS - 1;
    /** The unit of the least floats is 2 to the power of this. */
    private static final int MIN_EXPONENT = -149;

    /** By the high bits of a float: how many there are, and the sum of their other bits. */
    private final long[] floats = new long[1 << BITS];
    /** By the same bits; made when the first doubles come. */
    private double[] doubleSums;

    private int[] doubleCounts;
    private final boolean[] used = new boolean[2 * EXPONENTS];

    private int size;
    private int[] bins = new int[4 * PAGE];
    private int[] counts = new int[4 * PAGE];
    private double[] sums = new double[4 * PAGE];

    /**
     * Adds floats, and copies them in the same go, since neither loop is one that the JIT vectorises.
     *
     * @param step from one to the next
     * @param copy where they are put side by side, from {@code first} on
     */
    void add(float[] values, int start, int step, double[] copy, int first, int length) {
        for (int i = 0, at = start; i < length; i++, at += step) {
            float value = values[at];
            int bits = Float.floatToRawIntBits(value);
            copy[first + i] = value;
            floats[bits >>> REST] += 1L << COUNT_AT | bits & REST_MASK;
            used[bits >>> REST + PAGE_BITS] = true;
        }
    }

    /** Adds doubles; those beyond the floats count as infinite. */
    void add(double[] values, int length) {
        if (doubleSums == null) {
            doubleSums = new double[floats.length];
            doubleCounts = new int[floats.length];
        }
        for (int i = 0; i < length; i++) {
            double value = values[i];
            int bits = Float.floatToRawIntBits((float) value);
            doubleSums[bits >>> REST] += value;
            doubleCounts[bits >>> REST]++;
            used[bits >>> REST + PAGE_BITS] = true;
        }
    }

    /** Puts the bins that have counted something in ascending order, and counts from zero again. */
    void sort() {
        size = 0;
        for (int page = 2 * EXPONENTS - 1; page >= EXPONENTS; page--) {
            take(page);
        }
        for (int page = 0; page < EXPONENTS; page++) {
            take(page);
        }
    }

    private void take(int page) {
        if (!used[page]) {
            return;
        }
        used[page] = false;
        if (size + PAGE > bins.length) {
            bins = Arrays.copyOf(bins, 2 * bins.length);
            counts = Arrays.copyOf(counts, 2 * counts.length);
            sums = Arrays.copyOf(sums, 2 * sums.length);
        }
        int first = page << PAGE_BITS;
        takeFloats(page, first);
        Arrays.fill(floats, first, first + PAGE, 0);
        if (doubleSums != null) {
            takeDoubles(page, first);
            Arrays.fill(doubleSums, first, first + PAGE, 0);
            Arrays.fill(doubleCounts, first, first + PAGE, 0);
        }
    }

    /** No branch depends on whether a bin is empty: it is written, and if it is empty, the next one is written over it. */
    private void takeFloats(int page, int first) {
        boolean isNegative = page >= EXPONENTS;
        int exponent = page & EXPONENTS - 1;
        int turned = isNegative ? PAGE - 1 : 0;
        int implicit = exponent == 0 ? 0 : PAGE << REST;
        double unit = (isNegative ? -1 : 1) * Math.scalb(1.0, Math.max(exponent, 1) - 1 + MIN_EXPONENT);
        int at = size;
        for (int i = 0; i < PAGE; i++) {
            int low = i ^ turned;
            long packed = floats[first + low];
            long count = packed >>> COUNT_AT;
            bins[at] = ordered(first + low);
            counts[at] = (int) count;
            // What is added makes 0 of -0.
            sums[at] = 0 + (count * (implicit | low << REST) + (packed & REST_SUM)) * unit;
            at += packed == 0 ? 0 : 1;
        }
        size = at;
    }

    /** Without such branches too. */
    private void takeDoubles(int page, int first) {
        int turned = page >= EXPONENTS ? PAGE - 1 : 0;
        int at = size;
        for (int i = 0; i < PAGE; i++) {
            int bin = first + (i ^ turned);
            bins[at] = ordered(bin);
            counts[at] = doubleCounts[bin];
            sums[at] = doubleSums[bin];
            at += doubleCounts[bin] == 0 ? 0 : 1;
        }
        size = at;
    }

    private static int ordered(int bin) {
        return bin ^ (bin >>> BITS - 1 == 1 ? (1 << BITS) - 1 : 1 << BITS - 1);
    }

    /** How many bins were sorted. */
    int size() {
        return size;
    }

    /** Of the {@code k}-th: the bin of {@link Bins#FLOAT} that it is in. */
    int coarse(int k) {
        return bins[k] >>> TO_COARSE;
    }

    /** Of the {@code k}-th: how many numbers there are. */
    int count(int k) {
        return counts[k];
    }

    /** Of the {@code k}-th: the sum of its numbers. */
    double sum(int k) {
        return sums[k];
    }
}

package org.visionheatmaps.stats;

import java.util.Arrays;

/**
 * Finds two neighbouring order statistics among integer keys by counting, without a sort: the range of the keys is cut into bins,
 * then the bin that holds the rank, until a bin is one key wide. Its memory is kept from one search to the next.
 */
final class Selection {
    private static final int BIN_BITS = 13;

    private final int[] counts = new int[1 << BIN_BITS];
    private long[] candidates = {};
    private int count;
    private long lower;
    private long upper;

    /** How far keys of a range, from its least to its greatest, are shifted to give their bin. */
    static int shift(long least, long greatest) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(greatest - least) - BIN_BITS);
    }

    static int[] bins() {
        return new int[1 << BIN_BITS];
    }

    /** Empties the candidates and makes room for some. */
    void begin(int room) {
        count = 0;
        if (candidates.length < room) {
            candidates = new long[room];
        }
    }

    void add(long key) {
        candidates[count++] = key;
    }

    /** The key of the rank. */
    long lower() {
        return lower;
    }

    /** The key of the rank after. */
    long upper() {
        return upper;
    }

    /**
     * Finds the candidates of a 0-based rank and of the next.
     *
     * @param first no candidate is less
     * @param width bits in which candidates differ from {@code first}
     */
    void select(long rank, long first, int width) {
        long start = first;
        long remaining = rank;
        for (int bits = width; bits > 0; ) {
            int shift = Math.max(0, bits - BIN_BITS);
            count(start, shift);
            int bin = 0;
            while (remaining >= counts[bin]) {
                remaining -= counts[bin++];
            }
            if (remaining + 1 == counts[bin]) {
                split(start + ((long) bin + 1 << shift));
                return;
            }
            start += (long) bin << shift;
            keep(start, shift);
            bits = shift;
        }
        lower = start;
        upper = start;
    }

    private void count(long start, int shift) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            counts[(int) (candidates[i] - start >>> shift)]++;
        }
    }

    private void keep(long start, int shift) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long key = candidates[i];
            if (key - start >>> shift == 0) {
                candidates[kept++] = key;
            }
        }
        count = kept;
    }

    /** The neighbours lie on both sides of a border: the greatest candidate below it, and the least not below. */
    void split(long border) {
        lower = Long.MIN_VALUE;
        upper = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long key = candidates[i];
            if (key < border) {
                lower = Math.max(lower, key);
            } else {
                upper = Math.min(upper, key);
            }
        }
    }
}

package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A long row of counters, of which few are ever used: pages are made when a counter in them first counts. */
final class Counters {
    static final int PAGE_BITS = 9;
    static final int PAGE = 1 << PAGE_BITS;
    static final int IN_PAGE = PAGE - 1;

    /** By the high bits of the index, null where nothing was counted; for inner loops. */
    final long[][] pages;

    /**
     * @param bits of an index
     */
    Counters(int bits) {
        pages = new long[1 << Math.max(0, bits - PAGE_BITS)][];
    }

    void increment(int index) {
        page(index >>> PAGE_BITS)[index & IN_PAGE]++;
    }

    /** A page, made if need be. */
    long[] page(int number) {
        long[] page = pages[number];
        if (page == null) {
            page = new long[PAGE];
            pages[number] = page;
        }
        return page;
    }

    long at(int index) {
        long[] page = pages[index >>> PAGE_BITS];
        return page == null ? 0 : page[index & IN_PAGE];
    }

    void add(Counters other) {
        for (int p = 0; p < pages.length; p++) {
            long[] theirs = other.pages[p];
            if (theirs != null) {
                long[] ours = page(p);
                for (int i = 0; i < PAGE; i++) {
                    ours[i] += theirs[i];
                }
            }
        }
    }

    /**
     * The index of the counter that holds a 0-based rank, and the rank in it.
     *
     * @param rank less than the sum of all counters
     */
    Place find(long rank) {
        long left = rank;
        for (int p = 0; p < pages.length; p++) {
            long[] page = pages[p];
            for (int i = 0; page != null && i < PAGE; i++) {
                if (left < page[i]) {
                    return new Place(p << PAGE_BITS | i, left);
                }
                left -= page[i];
            }
        }
        throw new IllegalStateException("Rank " + rank + " of fewer values: counts of different data were mixed");
    }

    /** The place of a rank: the counter, and the rank among what it counted. */
    record Place(int index, long rank) {}

    /** The sum of the counters below an index. */
    long below(int index) {
        long sum = 0;
        for (int p = 0; p << PAGE_BITS < index; p++) {
            for (int i = 0; pages[p] != null && i < PAGE && (p << PAGE_BITS | i) < index; i++) {
                sum += pages[p][i];
            }
        }
        return sum;
    }

    /** Each used counter as the gap since the last and its count; a gap of 0 ends them. Equal counters give equal bytes. */
    void write(ByteArrayOutputStream out) {
        int last = -1;
        for (int p = 0; p < pages.length; p++) {
            for (int i = 0; pages[p] != null && i < PAGE; i++) {
                if (pages[p][i] != 0) {
                    int index = p << PAGE_BITS | i;
                    VarInt.write(out, index - last);
                    VarInt.write(out, pages[p][i]);
                    last = index;
                }
            }
        }
        VarInt.write(out, 0);
    }

    /** Adds what {@link #write} wrote. */
    void addFrom(ByteBuffer in) {
        int index = -1;
        for (long gap = VarInt.read(in); gap != 0; gap = VarInt.read(in)) {
            index += (int) gap;
            page(index >>> PAGE_BITS)[index & IN_PAGE] += VarInt.read(in);
        }
    }
}

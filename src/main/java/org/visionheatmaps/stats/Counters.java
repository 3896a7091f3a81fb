package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A long row of counters, of which few are ever used: pages are made when a counter in them first counts. */
public final class Counters {
    /** Of a page, unless another size is asked for. */
    static final int PAGE_BITS = 9;

    static final int IN_PAGE = (1 << PAGE_BITS) - 1;

    /** By the high bits of the index, null where nothing was counted; for inner loops. */
    final long[][] pages;

    private final int pageBits;

    /**
     * @param bits of an index
     */
    Counters(int bits) {
        this(1 << bits, PAGE_BITS);
    }

    /**
     * @param size how many there are
     * @param pageBits a page has 2 to the power of this
     */
    public Counters(int size, int pageBits) {
        this.pageBits = pageBits;
        this.pages = new long[size + (1 << pageBits) - 1 >> pageBits][];
    }

    /** Takes a counter that is not 0. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int index, long count);
    }

    void increment(int index) {
        add(index, 1);
    }

    /** Adds to a counter. */
    public void add(int index, long count) {
        page(index >>> pageBits)[index & (1 << pageBits) - 1] += count;
    }

    /** A page, made if need be. */
    long[] page(int number) {
        long[] page = pages[number];
        if (page == null) {
            page = new long[1 << pageBits];
            pages[number] = page;
        }
        return page;
    }

    /** What a counter counted. */
    public long at(int index) {
        long[] page = pages[index >>> pageBits];
        return page == null ? 0 : page[index & (1 << pageBits) - 1];
    }

    /** Adds as many other counters; those stay as they are. */
    public void add(Counters other) {
        for (int p = 0; p < pages.length; p++) {
            long[] theirs = other.pages[p];
            if (theirs != null) {
                long[] ours = page(p);
                for (int i = 0; i < ours.length; i++) {
                    ours[i] += theirs[i];
                }
            }
        }
    }

    /** Visits the counters that are not 0, in ascending order. */
    public void forEach(Visitor visitor) {
        for (int p = 0; p < pages.length; p++) {
            for (int i = 0; pages[p] != null && i < pages[p].length; i++) {
                if (pages[p][i] != 0) {
                    visitor.visit(p << pageBits | i, pages[p][i]);
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
            for (int i = 0; page != null && i < page.length; i++) {
                if (left < page[i]) {
                    return new Place(p << pageBits | i, left);
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
        for (int p = 0; p << pageBits < index; p++) {
            for (int i = 0; pages[p] != null && i < pages[p].length && (p << pageBits | i) < index; i++) {
                sum += pages[p][i];
            }
        }
        return sum;
    }

    /** Writes each used counter as the gap since the last and its count; a gap of 0 ends them. Equal counters give equal bytes. */
    public void write(ByteArrayOutputStream out) {
        int[] last = {-1};
        forEach((index, count) -> {
            VarInt.write(out, index - last[0]);
            VarInt.write(out, count);
            last[0] = index;
        });
        VarInt.write(out, 0);
    }

    /**
     * Adds what {@link #write} wrote.
     *
     * @return the sum of what was added
     */
    public long addFrom(ByteBuffer in) {
        int index = -1;
        long sum = 0;
        for (long gap = VarInt.read(in); gap != 0; gap = VarInt.read(in)) {
            index += (int) gap;
            long count = VarInt.read(in);
            add(index, count);
            sum += count;
        }
        return sum;
    }
}

package org.visionheatmaps.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.visionheatmaps.stats.VarInt;

/** Counts of numbers in fixed {@link Bins}. Merges by adding, in any order. */
public final class Histogram {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;

    private final Bins bins;
    /** Made when a bin of theirs first counts. */
    private final long[][] pages;

    private long count;

    public Histogram(Bins bins) {
        this.bins = bins;
        this.pages = new long[(bins.size() + PAGE - 1) >> PAGE_BITS][];
    }

    /** Takes a bin that counted something. */
    public interface Visitor {
        void visit(int bin, long count);
    }

    public Bins bins() {
        return bins;
    }

    /** Counts a number, unless it is NaN. */
    public void add(double value) {
        if (!Double.isNaN(value)) {
            add(bins.of(value), 1);
        }
    }

    /** Counts numbers of a bin. */
    public void add(int bin, long numbers) {
        int page = bin >>> PAGE_BITS;
        if (pages[page] == null) {
            pages[page] = new long[PAGE];
        }
        pages[page][bin & PAGE - 1] += numbers;
        count += numbers;
    }

    /** Adds other counts; those stay as they are. */
    public void add(Histogram other) {
        other.forEach(this::add);
    }

    /** How many numbers were counted. */
    public long count() {
        return count;
    }

    /** How many numbers of a bin were counted. */
    public long at(int bin) {
        long[] page = pages[bin >>> PAGE_BITS];
        return page == null ? 0 : page[bin & PAGE - 1];
    }

    /** Visits the bins that counted something, in ascending order. */
    public void forEach(Visitor visitor) {
        for (int p = 0; p < pages.length; p++) {
            for (int i = 0; pages[p] != null && i < PAGE; i++) {
                if (pages[p][i] != 0) {
                    visitor.visit(p << PAGE_BITS | i, pages[p][i]);
                }
            }
        }
    }

    /**
     * A number within a bin of the quantile: the middle of the bin that holds the rank {@code ceil(fraction * count)}; NaN of nothing.
     *
     * @param fraction in [0, 1]
     */
    public double quantile(double fraction) {
        long rank = Math.max(1, (long) Math.ceil(fraction * count));
        long seen = 0;
        for (int bin = 0; bin < bins.size(); bin++) {
            seen += at(bin);
            if (seen >= rank) {
                return bins.middle(bin);
            }
        }
        return Double.NaN;
    }

    /** Writes each used bin as the gap since the last and its count; a gap of 0 ends them. Equal counts give equal bytes. */
    void write(ByteArrayOutputStream out) {
        int[] last = {-1};
        forEach((bin, numbers) -> {
            VarInt.write(out, bin - last[0]);
            VarInt.write(out, numbers);
            last[0] = bin;
        });
        VarInt.write(out, 0);
    }

    /** Adds what {@link #write} wrote. */
    void addFrom(ByteBuffer in) {
        int bin = -1;
        for (long gap = VarInt.read(in); gap != 0; gap = VarInt.read(in)) {
            bin += (int) gap;
            add(bin, VarInt.read(in));
        }
    }
}

package org.visionheatmaps.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.visionheatmaps.stats.Counters;

/** Counts of numbers in fixed {@link Bins}. Merges by adding, in any order. */
public final class Histogram {
    /** Few bins in a row are used, of many histograms. */
    private static final int PAGE_BITS = 6;

    private final Bins bins;
    private final Counters counters;
    private long count;

    public Histogram(Bins bins) {
        this.bins = bins;
        this.counters = new Counters(bins.size(), PAGE_BITS);
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
        counters.add(bin, numbers);
        count += numbers;
    }

    /** Adds other counts; those stay as they are. */
    public void add(Histogram other) {
        counters.add(other.counters);
        count += other.count;
    }

    /** How many numbers were counted. */
    public long count() {
        return count;
    }

    /** How many numbers of a bin were counted. */
    public long at(int bin) {
        return counters.at(bin);
    }

    /** Visits the bins that counted something, in ascending order. */
    public void forEach(Counters.Visitor visitor) {
        counters.forEach(visitor);
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

    void write(ByteArrayOutputStream out) {
        counters.write(out);
    }

    /** Adds what {@link #write} wrote. */
    void addFrom(ByteBuffer in) {
        count += counters.addFrom(in);
    }
}

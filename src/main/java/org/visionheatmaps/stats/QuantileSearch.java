package org.visionheatmaps.stats;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The search for order statistics, of which each pass over the data finds more bits: those of {@link ValueCounts} first, then those
 * counted in {@linkplain #windows() windows} around the ranks that are looked for.
 */
public final class QuantileSearch {
    private static final int MAX_DIGIT_BITS = 22;

    private final ValueCounts counts;
    private final long negatives;
    private final Map<Long, Double> found = new HashMap<>();
    private final SortedMap<Long, Narrowed> sought = new TreeMap<>();

    /** What is known of a rank: the window that holds it next, and the rank among that window's values. */
    private record Narrowed(Window window, long rank) {}

    /** A search for nothing yet, which knows what is nearby. */
    QuantileSearch(ValueCounts counts) {
        this.counts = counts;
        this.negatives = counts.counters.below(ValueCounts.ZERO);
    }

    /**
     * @param counts of all values, at least one
     * @param fractions whose quantiles are looked for
     */
    public QuantileSearch(ValueCounts counts, Collection<Double> fractions) {
        this(counts);
        for (double fraction : fractions) {
            Quantile quantile = Quantile.of(counts.count(), fraction);
            if (quantile.needsLower() || isNegativeZero(counts.ends().max())) {
                seek(quantile.rank());
            }
            if (quantile.needsUpper()) {
                seek(Math.min(quantile.rank() + 1, counts.count() - 1));
            }
        }
    }

    /** Below a greatest value of -0, the sign of the neighbour without weight decides that of the sum. */
    private static boolean isNegativeZero(double value) {
        return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
    }

    private void seek(long rank) {
        if (end(rank) == null) {
            Counters.Place place = counts.counters.find(rank);
            narrow(rank, place.index(), ValueCounts.BITS, place.rank());
        }
    }

    /** The value of a rank that is known from the first pass, or null. */
    private Double end(long rank) {
        if (rank == 0) {
            return counts.ends().min();
        }
        if (rank == counts.count() - 1) {
            return counts.ends().max();
        }
        if (rank == negatives - 1) {
            return counts.ends().belowZero();
        }
        return rank == negatives ? counts.ends().aboveZero() : null;
    }

    private void narrow(long rank, long prefix, int prefixBits, long rankInPrefix) {
        int left = counts.significantBits() - prefixBits;
        if (left <= 0) {
            found.put(rank, OrderedBits.withPrefix(prefix, prefixBits));
            sought.remove(rank);
        } else {
            sought.put(
                    rank, new Narrowed(new Window(prefix, prefixBits, Math.min(left, MAX_DIGIT_BITS)), rankInPrefix));
        }
    }

    /** What another pass must count; empty once every quantile is known. */
    public Set<Window> windows() {
        Set<Window> windows = new TreeSet<>();
        sought.values().forEach(narrowed -> windows.add(narrowed.window()));
        return windows;
    }

    /** Takes what a pass counted in the windows. */
    public void narrow(WindowCounts counted) {
        for (long rank : List.copyOf(sought.keySet())) {
            Narrowed narrowed = sought.get(rank);
            Window window = narrowed.window();
            Counters.Place place = counted.of(window).find(narrowed.rank());
            narrow(
                    rank,
                    window.prefix() << window.digitBits() | place.index(),
                    window.prefixBits() + window.digitBits(),
                    place.rank());
        }
    }

    /**
     * The summary once there are no windows left: quantiles of the fractions are exact.
     */
    public Summary summary() {
        return new CountedSummary(counts, this::exact, this::nearby);
    }

    private double exact(long rank) {
        Double value = known(rank);
        if (value == null) {
            throw new IllegalStateException(
                    "A quantile is asked for that no pass looked for: a Fittable must name it in fractions()");
        }
        return value;
    }

    private Double known(long rank) {
        Double end = end(rank);
        return end != null ? end : found.get(rank);
    }

    /** A value close to that of a rank: the middle of its counter's values. */
    double nearby(long rank) {
        Double known = known(rank);
        if (known != null) {
            return known;
        }
        int prefix = counts.counters.find(rank).index();
        double edge = OrderedBits.withPrefix(prefix, ValueCounts.BITS);
        boolean isZero = prefix == ValueCounts.ZERO || prefix == ValueCounts.ZERO - 1;
        if (counts.significantBits() <= ValueCounts.BITS || isZero) {
            return edge;
        }
        double middle = Double.longBitsToDouble(Double.doubleToRawLongBits(edge) | 1L << ValueCounts.REST - 1);
        if (counts.isFloat() && (float) middle != middle) {
            // Of subnormal floats there is only one for each counter.
            return edge;
        }
        return Math.min(Math.max(middle, counts.ends().min()), counts.ends().max());
    }
}

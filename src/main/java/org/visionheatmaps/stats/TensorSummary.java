package org.visionheatmaps.stats;

import java.util.Arrays;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/**
 * The summary of one element, in terms of keys: integers that order as the values do. Quantiles are counted, not sorted: one pass
 * counts the keys by their leading bits for all quantiles, one more for each quantile picks the few around it.
 */
final class TensorSummary implements Summary {
    private final Tensor x;
    private final int[] counts;
    private final Selection selection;
    private final long least;
    private final long greatest;
    private final int shift;
    private boolean counted;

    /**
     * @param counts memory for {@link Selection#bins}
     * @param selection memory for quantiles
     */
    TensorSummary(Tensor x, int[] counts, Selection selection) {
        this.x = x;
        this.counts = counts;
        this.selection = selection;
        long[] extremes = {Long.MAX_VALUE, Long.MIN_VALUE};
        for (int run = 0; run < runs(); run++) {
            if (x.isFloat()) {
                Keys.extend(extremes, x.floats(), start(run), x.stride(0), x.size(0));
            } else {
                Keys.extend(extremes, x.doubles(), start(run), x.stride(0), x.size(0));
            }
        }
        this.least = extremes[0];
        this.greatest = extremes[1];
        this.shift = Selection.shift(least, greatest);
        requireFinite(min());
        requireFinite(max());
    }

    private static void requireFinite(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new BadDataException(
                    BadDataException.Reason.NON_FINITE, "every value must be finite, but there is " + value);
        }
    }

    @Override
    public long count() {
        return x.kind() == Kind.SCALAR ? x.pixels() : (long) x.pixels() * x.size(2);
    }

    @Override
    public double min() {
        return value(least);
    }

    @Override
    public double max() {
        return value(greatest);
    }

    @Override
    public double quantile(double fraction) {
        Quantile quantile = Quantile.of(count(), fraction);
        if (count() == 1) {
            selection.select(0, least, 0);
        } else {
            select(quantile.rank());
        }
        long lower = selection.lower();
        long upper = selection.upper();
        return x.isFloat()
                ? quantile.between((float) value(lower), (float) value(upper))
                : quantile.between(value(lower), value(upper));
    }

    private double value(long key) {
        return x.isFloat() ? Keys.toFloat(key) : Keys.toDouble(key);
    }

    private void select(long rank) {
        countKeys();
        long remaining = rank;
        int bin = 0;
        while (remaining >= counts[bin]) {
            remaining -= counts[bin++];
        }
        int next = bin;
        int room = counts[bin];
        if (remaining + 1 == counts[bin]) {
            do {
                next++;
            } while (counts[next] == 0);
            room += counts[next];
        }
        long first = least + ((long) bin << shift);
        if (next == bin && shift == 0) {
            selection.select(0, first, 0);
            return;
        }
        selection.begin(room);
        gather(first, ((long) (next - bin) + 1 << shift) - 1);
        if (next == bin) {
            selection.select(remaining, first, shift);
        } else {
            selection.split(first + (1L << shift));
        }
    }

    private void countKeys() {
        if (counted) {
            return;
        }
        counted = true;
        Arrays.fill(counts, 0);
        for (int run = 0; run < runs(); run++) {
            if (x.isFloat()) {
                Keys.count(counts, least, shift, x.floats(), start(run), x.stride(0), x.size(0));
            } else {
                Keys.count(counts, least, shift, x.doubles(), start(run), x.stride(0), x.size(0));
            }
        }
    }

    /** Picks the keys from {@code first} to {@code first + span}. */
    private void gather(long first, long span) {
        for (int run = 0; run < runs(); run++) {
            if (x.isFloat()) {
                Keys.gather(selection, first, span, x.floats(), start(run), x.stride(0), x.size(0));
            } else {
                Keys.gather(selection, first, span, x.doubles(), start(run), x.stride(0), x.size(0));
            }
        }
    }

    /** Runs of values along the first dimension. */
    private int runs() {
        return x.kind() == Kind.SCALAR ? x.size(1) : x.size(1) * x.size(2);
    }

    private int start(int run) {
        int start = x.offset() + run % x.size(1) * x.stride(1);
        return x.kind() == Kind.SCALAR ? start : start + run / x.size(1) * x.stride(2);
    }
}

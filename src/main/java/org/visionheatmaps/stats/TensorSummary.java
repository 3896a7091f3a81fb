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
    private final Summarizer memory;
    private final double min;
    private final double max;
    private final long least;
    private final int shift;
    private boolean counted;

    TensorSummary(Tensor x, Summarizer memory) {
        this.x = x.stride(0) == 1 ? x : dense(x, memory);
        this.memory = memory;
        LaneExtremes extremes = memory.extremes();
        extremes.begin();
        for (int run = 0; run < runs(); run++) {
            if (x.isFloat()) {
                extremes.add(this.x.floats(), start(run), length());
            } else {
                extremes.add(this.x.doubles(), start(run), length());
            }
        }
        this.min = extremes.least();
        this.max = extremes.greatest();
        requireFinite(min);
        requireFinite(max);
        this.least = key(min);
        this.shift = Selection.shift(least, key(max));
    }

    /** The same values with neighbours side by side, in the memory that is kept. */
    private static Tensor dense(Tensor x, Summarizer memory) {
        int channels = x.kind() == Kind.SCALAR ? 1 : x.size(2);
        int[] sizes = {x.size(0), x.size(1), channels};
        int[] strides = {1, x.size(0), x.pixels()};
        int length = Math.multiplyExact(x.pixels(), channels);
        float[] floats = x.isFloat() ? memory.floats(length) : null;
        double[] doubles = x.isFloat() ? null : memory.doubles(length);
        int to = 0;
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < x.size(1); j++) {
                int at = x.offset() + j * x.stride(1) + (c == 0 ? 0 : c * x.stride(2));
                for (int i = 0; i < x.size(0); i++, at += x.stride(0)) {
                    if (floats != null) {
                        floats[to++] = x.floats()[at];
                    } else {
                        doubles[to++] = x.doubles()[at];
                    }
                }
            }
        }
        return floats != null
                ? Tensor.of(Kind.CHANNELS, floats, 0, sizes, strides)
                : Tensor.of(Kind.CHANNELS, doubles, 0, sizes, strides);
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
        return min;
    }

    @Override
    public double max() {
        return max;
    }

    @Override
    public double quantile(double fraction) {
        Quantile quantile = Quantile.of(count(), fraction);
        if (count() == 1) {
            memory.selection().select(0, least, 0);
        } else {
            select(quantile.rank());
        }
        long lower = memory.selection().lower();
        long upper = memory.selection().upper();
        return x.isFloat()
                ? quantile.between((float) value(lower), (float) value(upper))
                : quantile.between(value(lower), value(upper));
    }

    @Override
    public double massQuantile(double share) {
        double[] magnitudes = new double[Math.toIntExact(count())];
        int to = 0;
        for (int run = 0; run < runs(); run++) {
            for (int at = start(run), end = at + length(); at < end; at++) {
                magnitudes[to++] = Math.abs(x.isFloat() ? x.floats()[at] : x.doubles()[at]);
            }
        }
        Arrays.sort(magnitudes);
        double total = 0;
        for (double magnitude : magnitudes) {
            total += magnitude;
        }
        double sum = 0;
        for (double magnitude : magnitudes) {
            sum += magnitude;
            if (sum >= share * total) {
                return magnitude;
            }
        }
        return magnitudes[magnitudes.length - 1];
    }

    private long key(double value) {
        return x.isFloat() ? Keys.of((float) value) : Keys.of(value);
    }

    private double value(long key) {
        return x.isFloat() ? Keys.toFloat(key) : Keys.toDouble(key);
    }

    private void select(long rank) {
        countKeys();
        int[] counts = memory.counts();
        Selection selection = memory.selection();
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
        gather(first, ((long) (next - bin) + 1 << shift) - 1, rank < count() / 2);
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
        Arrays.fill(memory.counts(), 0);
        for (int run = 0; run < runs(); run++) {
            if (x.isFloat()) {
                Keys.count(memory.counts(), least, shift, x.floats(), start(run), length());
            } else {
                Keys.count(memory.counts(), least, shift, x.doubles(), start(run), length());
            }
        }
    }

    /** Picks the keys from {@code first} to {@code first + span}. */
    private void gather(long first, long span, boolean fromBelow) {
        for (int run = 0; run < runs(); run++) {
            if (x.isFloat()) {
                Keys.gather(memory.selection(), first, span, fromBelow, x.floats(), start(run), length());
            } else {
                Keys.gather(memory.selection(), first, span, x.doubles(), start(run), length());
            }
        }
    }

    /** Runs of neighbouring values: channels, or rows if there are gaps between rows. */
    private int runs() {
        int channels = x.kind() == Kind.SCALAR ? 1 : x.size(2);
        return isJoined() ? channels : x.size(1) * channels;
    }

    private int length() {
        return isJoined() ? x.pixels() : x.size(0);
    }

    private int start(int run) {
        int rows = isJoined() ? 1 : x.size(1);
        int start = x.offset() + run % rows * x.stride(1);
        return x.kind() == Kind.SCALAR ? start : start + run / rows * x.stride(2);
    }

    private boolean isJoined() {
        return x.stride(1) == x.size(0);
    }
}

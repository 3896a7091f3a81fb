package org.visionheatmaps.stats;

import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** The summary of one element. Quantiles are selected by counting digits of order-preserving bits: no sort. */
final class TensorSummary implements Summary {
    private static final int DIGIT_BITS = 16;

    private final Tensor x;
    private final double min;
    private final double max;

    TensorSummary(Tensor x) {
        this.x = x;
        double[] extremes = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        forEachRun((start, step, length) -> {
            double low = extremes[0];
            double high = extremes[1];
            for (int i = 0, at = start; i < length; i++, at += step) {
                double value = x.isFloat() ? x.floats()[at] : x.doubles()[at];
                if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                    throw new BadDataException(
                            BadDataException.Reason.NON_FINITE, "every value must be finite, but there is " + value);
                }
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            extremes[0] = low;
            extremes[1] = high;
        });
        this.min = extremes[0];
        this.max = extremes[1];
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
        long lower = orderStatistic(quantile.rank());
        long upper = count() == 1 ? lower : orderStatistic(quantile.rank() + 1);
        return x.isFloat()
                ? quantile.between(OrderedBits.toFloat((int) lower), OrderedBits.toFloat((int) upper))
                : quantile.between(OrderedBits.toDouble(lower), OrderedBits.toDouble(upper));
    }

    /** The ordered bits of the value with a 0-based rank, found digit by digit from the top. */
    private long orderStatistic(long rank) {
        int bits = x.isFloat() ? Float.SIZE : Double.SIZE;
        long prefix = 0;
        long remaining = rank;
        for (int shift = bits - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            int[] counts = countDigits(shift, bits, prefix);
            int digit = 0;
            while (remaining >= counts[digit]) {
                remaining -= counts[digit++];
            }
            prefix = prefix << DIGIT_BITS | digit;
        }
        return prefix;
    }

    private int[] countDigits(int shift, int bits, long prefix) {
        int[] counts = new int[1 << DIGIT_BITS];
        boolean first = shift + DIGIT_BITS == bits;
        forEachRun((start, step, length) -> {
            for (int i = 0, at = start; i < length; i++, at += step) {
                long key =
                        x.isFloat() ? OrderedBits.of(x.floats()[at]) & 0xFFFF_FFFFL : OrderedBits.of(x.doubles()[at]);
                if (first || key >>> shift + DIGIT_BITS == prefix) {
                    counts[(int) (key >>> shift) & 0xFFFF]++;
                }
            }
        });
        return counts;
    }

    private interface Run {
        void accept(int start, int step, int length);
    }

    /** Calls back for runs of values along the first dimension. */
    private void forEachRun(Run run) {
        int channels = x.kind() == Kind.SCALAR ? 1 : x.size(2);
        for (int c = 0; c < channels; c++) {
            int plane = x.offset() + (x.kind() == Kind.SCALAR ? 0 : c * x.stride(2));
            for (int j = 0; j < x.size(1); j++) {
                run.accept(plane + j * x.stride(1), x.stride(0), x.size(0));
            }
        }
    }
}

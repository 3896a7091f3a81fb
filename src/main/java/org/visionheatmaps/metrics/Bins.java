package org.visionheatmaps.metrics;

import org.visionheatmaps.stats.OrderedBits;

/**
 * Fixed intervals that numbers are counted in. They depend on no data, so that counts of any two datasets can be added and compared.
 */
public enum Bins {
    /** 200 equal parts of [0, 1]; what lies outside by a rounding counts as the end. */
    UNIT(200) {
        @Override
        public int of(double value) {
            return Math.min(Math.max((int) Math.floor(value * size()), 0), size() - 1);
        }

        @Override
        public double lower(int bin) {
            return bin / (double) size();
        }
    },
    /**
     * 16 parts of each power of two, of either sign: the high 13 bits of a float in the order of the numbers. The ends of a bin are at
     * most 6.25 % apart; doubles beyond the floats count as infinite.
     */
    FLOAT(1 << 13) {
        @Override
        public int of(double value) {
            return OrderedBits.of((float) value) >>> REST;
        }

        @Override
        public double lower(int bin) {
            float low = bin >= size() ? Float.POSITIVE_INFINITY : OrderedBits.toFloat(bin << REST);
            // Beyond the infinities there are only NaNs.
            return !Float.isNaN(low) ? low : bin < size() / 2 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }

        @Override
        public double middle(int bin) {
            // Beside zero, of either sign, a bin has nothing but numbers below 1e-39.
            return lower(bin) == 0 || lower(bin + 1) == 0 ? 0 : super.middle(bin);
        }
    };

    private static final int REST = Integer.SIZE - 13;

    private final int size;

    Bins(int size) {
        this.size = size;
    }

    /** The number of bins. */
    public int size() {
        return size;
    }

    /**
     * The bin of a number, from 0.
     *
     * @param value not NaN
     */
    public abstract int of(double value);

    /** The least number in a bin; of the bin after the last, what no number reaches. */
    public abstract double lower(int bin);

    /** A number in the middle of a bin. */
    public double middle(int bin) {
        double low = lower(bin);
        double high = lower(bin + 1);
        return Double.isFinite(low) && Double.isFinite(high) ? low + (high - low) / 2 : low;
    }
}

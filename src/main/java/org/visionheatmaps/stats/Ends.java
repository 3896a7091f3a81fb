package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.visionheatmaps.tensor.BadDataException;

/**
 * The least and greatest of some values, and the two next to zero: the greatest negative and the least other one. Kept as the bits of
 * doubles in an order that signed integers share with the numbers (-0 before +0).
 */
final class Ends {
    /** From here on it pays to make lanes. */
    private static final int MANY = 4096;

    private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    /** With the sign bit flipped, negative numbers come after the others. */
    private long minFlipped = Long.MAX_VALUE;

    private long greatestFlipped = Long.MIN_VALUE;

    void add(float[] values, int start, int step, int length) {
        if (step != 1 || length < MANY || !addOfOneSign(values, start, length)) {
            addOfAnySign(values, start, step, length);
        }
    }

    /** The fast path: without both signs, the extremes are the values next to zero as well. */
    private boolean addOfOneSign(float[] values, int start, int length) {
        LaneExtremes extremes = new LaneExtremes();
        extremes.begin();
        extremes.add(values, start, length);
        long low = signed(extremes.least());
        long high = signed(extremes.greatest());
        boolean isOneSign = low <= high && (low ^ high) >= 0;
        if (isOneSign) {
            add(low, high, low ^ Long.MIN_VALUE, high ^ Long.MIN_VALUE);
        }
        return isOneSign;
    }

    private void addOfAnySign(float[] values, int start, int step, int length) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        int lowFlipped = Integer.MAX_VALUE;
        int highFlipped = Integer.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int bits = Float.floatToRawIntBits(values[start + i * step]);
            int signed = bits ^ bits >> 31 >>> 1;
            int flipped = signed ^ Integer.MIN_VALUE;
            low = Math.min(low, signed);
            high = Math.max(high, signed);
            lowFlipped = Math.min(lowFlipped, flipped);
            highFlipped = Math.max(highFlipped, flipped);
        }
        add(
                widened(low),
                widened(high),
                widened(lowFlipped ^ Integer.MIN_VALUE) ^ Long.MIN_VALUE,
                widened(highFlipped ^ Integer.MIN_VALUE) ^ Long.MIN_VALUE);
    }

    void add(double[] values, int start, int step, int length) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        long lowFlipped = Long.MAX_VALUE;
        long highFlipped = Long.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            long signed = signed(values[start + i * step]);
            low = Math.min(low, signed);
            high = Math.max(high, signed);
            lowFlipped = Math.min(lowFlipped, signed ^ Long.MIN_VALUE);
            highFlipped = Math.max(highFlipped, signed ^ Long.MIN_VALUE);
        }
        add(low, high, lowFlipped, highFlipped);
    }

    void add(Ends other) {
        add(other.min, other.max, other.minFlipped, other.greatestFlipped);
    }

    private void add(long low, long high, long lowFlipped, long highFlipped) {
        min = Math.min(min, low);
        max = Math.max(max, high);
        minFlipped = Math.min(minFlipped, lowFlipped);
        greatestFlipped = Math.max(greatestFlipped, highFlipped);
    }

    /** A float's signed bits as a double's. */
    private static long widened(int signed) {
        return signed(Float.intBitsToFloat(signed ^ signed >> 31 >>> 1));
    }

    private static long signed(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ bits >> 63 >>> 1;
    }

    private static double value(long signed) {
        return Double.longBitsToDouble(signed ^ signed >> 63 >>> 1);
    }

    /**
     * @throws BadDataException if a value is NaN or infinite: those lie beyond all others
     */
    void requireFinite() {
        if (max >= INFINITY || min <= ~INFINITY) {
            throw new BadDataException(
                    BadDataException.Reason.NON_FINITE,
                    "every value must be finite, but there is " + value(max >= INFINITY ? max : min));
        }
    }

    double min() {
        return value(min);
    }

    double max() {
        return value(max);
    }

    /** The greatest value with a minus sign, if there is one. */
    double belowZero() {
        return value(greatestFlipped ^ Long.MIN_VALUE);
    }

    /** The least value without a minus sign, if there is one. */
    double aboveZero() {
        return value(minFlipped ^ Long.MIN_VALUE);
    }

    void write(ByteArrayOutputStream out) {
        byte[] bytes = new byte[4 * Long.BYTES];
        ByteBuffer.wrap(bytes).putLong(min).putLong(max).putLong(minFlipped).putLong(greatestFlipped);
        out.write(bytes, 0, bytes.length);
    }

    void addFrom(ByteBuffer in) {
        add(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}

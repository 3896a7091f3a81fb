package org.visionheatmaps.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sum of doubles without any rounding, so that no order or partition changes it. */
public final class ExactSum {
    /** The exponent of the least double. */
    private static final int MIN_EXPONENT = -1074;

    /** The largest sum that doubles have: 2^1024 times as many as a long counts. */
    private static final int MAX_BITS = 1024 - MIN_EXPONENT + Long.SIZE;

    private static final int FRACTION_BITS = 52;
    private static final Pattern TEXT = Pattern.compile("(-?[0-9a-f]{1,1000})p(-?[0-9]{1,4})");

    /** In units of the least double. */
    private BigInteger units = BigInteger.ZERO;

    /**
     * @param value finite
     */
    public void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        long fraction = bits & (1L << FRACTION_BITS) - 1;
        long significand = exponent == 0 ? fraction : fraction | 1L << FRACTION_BITS;
        BigInteger magnitude = BigInteger.valueOf(significand).shiftLeft(Math.max(0, exponent - 1));
        units = bits < 0 ? units.subtract(magnitude) : units.add(magnitude);
    }

    public void add(ExactSum other) {
        units = units.add(other.units);
    }

    /** The sum divided by a number, rounded once. */
    public double dividedBy(long count) {
        BigInteger divisor = BigInteger.valueOf(count).shiftLeft(-MIN_EXPONENT);
        return new BigDecimal(units)
                .divide(new BigDecimal(divisor), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** The whole sum: a hexadecimal integer, {@code p}, and the power of two to multiply it with. */
    @Override
    public String toString() {
        int zeros = units.signum() == 0 ? -MIN_EXPONENT : units.getLowestSetBit();
        return units.shiftRight(zeros).toString(16) + "p" + (zeros + MIN_EXPONENT);
    }

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static ExactSum parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) < MIN_EXPONENT) {
            throw new IllegalArgumentException("An exact sum is like 1afp-52, but got '" + text + "'");
        }
        ExactSum sum = new ExactSum();
        sum.units = new BigInteger(matcher.group(1), 16).shiftLeft(Integer.parseInt(matcher.group(2)) - MIN_EXPONENT);
        if (sum.units.bitLength() > MAX_BITS) {
            throw new IllegalArgumentException("An exact sum of doubles is below 2^1088, but got '" + text + "'");
        }
        return sum;
    }
}

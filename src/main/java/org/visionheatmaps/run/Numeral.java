package org.visionheatmaps.run;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number for people: six digits, without more zeros than it needs. */
public final class Numeral {
    private static final MathContext DIGITS = new MathContext(6);

    private Numeral() {}

    public static String of(double number) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        boolean isPlain =
                rounded.signum() == 0 || Math.abs(rounded.precision() - rounded.scale()) <= DIGITS.getPrecision();
        return isPlain ? rounded.toPlainString() : rounded.toString();
    }
}

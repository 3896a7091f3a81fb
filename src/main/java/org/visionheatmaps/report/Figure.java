package org.visionheatmaps.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
final class Figure {
    /** Stands for a number that is not known. */
    static final String NONE = "–";

    private static final MathContext DIGITS = new MathContext(4);
    private static final MathContext MORE_DIGITS = new MathContext(6);
    private static final int MAX_ZEROS = 4;
    private static final int MAX_PLACES = 7;
    private static final double PERCENT = 100;

    private Figure() {}

    /** Four digits, without more zeros than it needs. */
    static String of(Double number) {
        return of(number, DIGITS);
    }

    /** Six digits, where a rule may turn on them. */
    static String exactly(Double number) {
        return of(number, MORE_DIGITS);
    }

    private static String of(Double number, MathContext digits) {
        if (number == null || number.isNaN()) {
            return NONE;
        }
        if (number.isInfinite()) {
            return number > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = new BigDecimal(number).round(digits).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        boolean isPlain = rounded.signum() == 0 || magnitude > -MAX_ZEROS && magnitude <= MAX_PLACES;
        String text = isPlain
                ? rounded.toPlainString()
                : rounded.round(digits).toString().replace("E+", "e").replace('E', 'e');
        return text.replace('-', '−');
    }

    /** With a thin space at the thousands. */
    static String of(Long count) {
        return count == null
                ? NONE
                : String.format(Locale.ROOT, "%,d", count)
                        .replace(',', '\u202F')
                        .replace('-', '−');
    }

    /** A share in per cent. */
    static String share(double share) {
        return Double.isNaN(share) ? NONE : of(Double.valueOf(rounded(share * PERCENT))) + "\u202F%";
    }

    private static double rounded(double percent) {
        return Math.abs(percent) >= 1 ? Math.rint(percent * 10) / 10 : percent;
    }

    /** For attributes of SVG: a tenth of a pixel is exact enough. */
    static String place(double place) {
        double rounded = Math.rint(place * 10) / 10;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    /** A word with its number: {@code 1 rule}, {@code 2 rules}. */
    static String counted(long count, String word) {
        return of(Long.valueOf(count)) + " " + word + (count == 1 ? "" : "s");
    }
}

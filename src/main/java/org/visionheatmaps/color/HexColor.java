package org.visionheatmaps.color;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Colours as the web writes them: {@code #ff8800}, or {@code #f80} for the same; with their alpha, {@code #ff880080} or {@code #f808}.
 * The {@code #} may be left out.
 */
public final class HexColor {
    private static final int OPAQUE = 255;
    private static final Pattern SHORT = Pattern.compile("#?(\\p{XDigit})(\\p{XDigit})(\\p{XDigit})");
    private static final Pattern LONG = Pattern.compile("#?(\\p{XDigit}{2})(\\p{XDigit}{2})(\\p{XDigit}{2})");

    private static final Pattern ALPHA =
            Pattern.compile("#?(?:(\\p{XDigit}{6})(\\p{XDigit}{2})|(\\p{XDigit}{3})(\\p{XDigit}))");

    private HexColor() {}

    /**
     * Red, green and blue, each 0 to 255.
     *
     * @throws IllegalArgumentException if the text is no such colour
     */
    public static IntStream components(String text) {
        Matcher digits = LONG.matcher(text);
        if (digits.matches()) {
            return IntStream.of(part(digits, 1), part(digits, 2), part(digits, 3));
        }
        digits = SHORT.matcher(text);
        if (digits.matches()) {
            return IntStream.of(0x11 * part(digits, 1), 0x11 * part(digits, 2), 0x11 * part(digits, 3));
        }
        throw new IllegalArgumentException("A colour needs the form \"#rrggbb\" or \"#rgb\", but got \"" + text + "\""
                + (ALPHA.matcher(text).matches() ? ": only the colours of a scheme can have an alpha" : ""));
    }

    /**
     * Red, green, blue and alpha, each 0 to 255; the alpha is 255 if the text has none.
     *
     * @throws IllegalArgumentException if the text is no such colour
     */
    public static IntStream withAlpha(String text) {
        Matcher parts = ALPHA.matcher(text);
        if (!parts.matches()) {
            return IntStream.concat(components(text), IntStream.of(OPAQUE));
        }
        boolean isShort = parts.group(2) == null;
        String alpha = isShort ? parts.group(4) : parts.group(2);
        return IntStream.concat(
                components(isShort ? parts.group(3) : parts.group(1)),
                IntStream.of(Integer.parseInt(isShort ? alpha + alpha : alpha, 16)));
    }

    /** Whether {@link #components} reads a text. */
    public static boolean matches(String text) {
        return LONG.matcher(text).matches() || SHORT.matcher(text).matches();
    }

    private static int part(Matcher digits, int group) {
        return Integer.parseInt(digits.group(group), 16);
    }
}

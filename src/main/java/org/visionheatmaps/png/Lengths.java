package org.visionheatmaps.png;

/** The symbols of match lengths (RFC 1951, 3.2.5). A length is given as its excess over the shortest, 3: 0 to 255. */
final class Lengths {
    private static final int FIRST_SYMBOL = 257;
    private static final int LAST_SYMBOL = 285;

    private Lengths() {}

    /** Four symbols for each power of two; the longest length has one of its own. */
    static int symbol(int length) {
        if (length == 255) {
            return LAST_SYMBOL;
        }
        int extra = extraBits(length);
        return FIRST_SYMBOL + 4 * extra + (length >> extra);
    }

    static int extraBits(int length) {
        return length < 8 || length == 255 ? 0 : 29 - Integer.numberOfLeadingZeros(length);
    }

    /** The extra bits' value. */
    static int rest(int length) {
        return length & (1 << extraBits(length)) - 1;
    }
}

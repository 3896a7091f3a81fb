package org.visionheatmaps.png;

import java.util.Arrays;

/**
 * What a block of deflate will say, and how often each symbol occurs in it. Reused from block to block. The arrays are open to the
 * matchers, which fill them in their inner loops, and to {@link BitSink} and {@link BlockWriter}.
 *
 * <p>A token is an int: three literals that follow each other (0, then 24 bits, the first byte lowest), one literal (bit 30, then 8
 * bits), or a match (the sign, 5 bits of the distance's symbol, 8 bits of length − 3, 16 bits of distance − 1).
 */
final class Tokens {
    static final int LONGEST_MATCH = 258;
    static final int WINDOW_BITS = 15;
    static final int WINDOW = 1 << WINDOW_BITS;
    static final int LENGTH_SHIFT = 16;
    static final int SYMBOL_SHIFT = 24;

    private static final int SINGLE = 1 << 30;
    private static final int MATCH = 1 << 31;
    private static final int VALUES = 256;
    private static final int DISTANCES = 30;
    private static final int MANTISSA_BITS = 23;

    private final int[] tokens;
    private int count;
    /** By place among three, so that neighbours seldom count in the same cell. */
    private final int[] literals = new int[3 * VALUES];

    private final int[] longer = new int[VALUES];
    private final int[] distances = new int[DISTANCES];

    Tokens(int capacity) {
        tokens = new int[capacity];
    }

    void clear() {
        count = 0;
        Arrays.fill(literals, 0);
        Arrays.fill(longer, 0);
        Arrays.fill(distances, 0);
    }

    int[] tokens() {
        return tokens;
    }

    int count() {
        return count;
    }

    void count(int newCount) {
        count = newCount;
    }

    /** How often each match length − 3 occurs; 0 is not counted here, but in {@link #matches}. */
    int[] longer() {
        return longer;
    }

    /** How often each symbol of a distance occurs. */
    int[] distances() {
        return distances;
    }

    /** How often a byte occurs as a literal. */
    int literals(int value) {
        return literals[value] + literals[VALUES + value] + literals[2 * VALUES + value];
    }

    /** How often each match length − 3 occurs. Nearly all are 0: those are what the others leave over. */
    void matches(int[] lengths) {
        int shortest = 0;
        for (int n : distances) {
            shortest += n;
        }
        for (int length = 1; length < VALUES; length++) {
            lengths[length] = longer[length];
            shortest -= longer[length];
        }
        lengths[0] = shortest;
    }

    /** The token of one literal, counted. */
    int single(byte value) {
        literals[value & 0xFF]++;
        return SINGLE | value & 0xFF;
    }

    /**
     * The token of three literals, counted.
     *
     * @param values the first in the lowest byte, 0 in the highest
     */
    int triple(int values) {
        literals[values & 0xFF]++;
        literals[VALUES + (values >> 8 & 0xFF)]++;
        literals[2 * VALUES + (values >> 16)]++;
        return values;
    }

    /**
     * The token of a match, not counted.
     *
     * @param length less 3
     * @param distance less 1
     */
    static int match(int length, int distance) {
        return MATCH | distanceSymbol(distance) << SYMBOL_SHIFT | length << LENGTH_SHIFT | distance;
    }

    /**
     * The symbol of a distance (RFC 1951, 3.2.5): two for each power of two.
     *
     * @param distance less 1
     */
    static int distanceSymbol(int distance) {
        if (distance < 2) {
            return distance;
        }
        int log = 31 - Integer.numberOfLeadingZeros(distance);
        return 2 * log + (distance >> log - 1 & 1);
    }

    /** The bits that follow a distance's symbol. */
    static int extraBits(int distanceSymbol) {
        return Math.max(0, distanceSymbol / 2 - 1);
    }

    /** About the bits that the block will take: the entropy of its symbols, and the bits that follow them. */
    float estimatedBits() {
        float bits = 0;
        int symbols = 0;
        for (int value = 0; value < VALUES; value++) {
            int n = literals(value);
            symbols += n;
            bits -= information(n);
        }
        int matches = 0;
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            int n = distances[symbol];
            matches += n;
            bits += n * extraBits(symbol) - information(n);
        }
        int shortest = matches;
        for (int length = 1; length < VALUES; length++) {
            shortest -= longer[length];
            bits -= information(longer[length]);
        }
        return bits - information(shortest) + information(symbols + matches) + information(matches);
    }

    /** About n log2 n: the logarithm's fraction is taken as linear. */
    private static float information(int n) {
        return n * ((Float.floatToRawIntBits(Math.max(n, 1)) - (127 << MANTISSA_BITS)) * 0x1p-23f);
    }
}

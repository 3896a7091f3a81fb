package org.visionheatmaps.png;

import java.util.Arrays;

/** Writes blocks of deflate, each with codes of its own (RFC 1951, 3.2.7). */
final class BlockWriter {
    private static final int END = 256;
    private static final int VALUES = 256;
    private static final int SYMBOLS = 286;
    private static final int DISTANCES = 30;
    private static final int DYNAMIC = 2;

    private final int[] frequencies = new int[SYMBOLS];
    private final int[] lengths = new int[VALUES];
    private final HuffmanCode symbols = new HuffmanCode(SYMBOLS, 15);
    private final HuffmanCode distances = new HuffmanCode(DISTANCES, 15);
    private final CodeLengths head = new CodeLengths(SYMBOLS + DISTANCES);
    /** As {@link BitSink} reads them: the bits in the low half, their number in the high half. */
    private final long[] literalBits = new long[VALUES];

    private final long[] lengthBits = new long[VALUES];
    /** The code in 16 bits, its length in 8, the length with extra bits in 8, and the first distance − 1. */
    private final long[] distanceBits = new long[DISTANCES];

    void write(Tokens block, boolean last, BitSink out) {
        countSymbols(block);
        symbols.build(frequencies);
        distances.build(block.distances());
        head.set(symbols, distances);
        out.reserve(3 + head.bits() + bits(block));
        out.write((last ? 1 : 0) | DYNAMIC << 1, 3);
        head.write(out);
        prepare();
        out.write(block, literalBits, lengthBits, distanceBits);
        out.write(symbols.code(END), symbols.length(END));
    }

    private void countSymbols(Tokens block) {
        Arrays.fill(frequencies, 0);
        for (int value = 0; value < VALUES; value++) {
            frequencies[value] = block.literals(value);
        }
        frequencies[END] = 1;
        block.matches(lengths);
        for (int length = 0; length < VALUES; length++) {
            frequencies[Lengths.symbol(length)] += lengths[length];
        }
    }

    private long bits(Tokens block) {
        long bits = symbols.bits(frequencies) + distances.bits(block.distances());
        for (int length = 0; length < VALUES; length++) {
            bits += (long) lengths[length] * Lengths.extraBits(length);
        }
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            bits += (long) block.distances()[symbol] * Tokens.extraBits(symbol);
        }
        return bits;
    }

    private void prepare() {
        for (int i = 0; i < VALUES; i++) {
            literalBits[i] = symbols.code(i) | (long) symbols.length(i) << 32;
            int symbol = Lengths.symbol(i);
            int length = symbols.length(symbol);
            lengthBits[i] = symbols.code(symbol)
                    | (long) Lengths.rest(i) << length
                    | (long) (length + Lengths.extraBits(i)) << 32;
        }
        for (int i = 0; i < DISTANCES; i++) {
            int length = distances.length(i);
            long first = i < 4 ? i : (2L | i & 1) << Tokens.extraBits(i);
            distanceBits[i] =
                    first << 32 | (long) (length + Tokens.extraBits(i)) << 24 | (long) length << 16 | distances.code(i);
        }
    }
}

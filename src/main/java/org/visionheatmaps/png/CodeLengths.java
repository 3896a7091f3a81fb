package org.visionheatmaps.png;

import java.util.Arrays;

/** The head of a block: the lengths of its codes, runs shortened, in a code of their own (RFC 1951, 3.2.7). */
final class CodeLengths {
    private static final int SYMBOLS = 19;
    private static final int REPEAT = 16;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    /** The order in which the lengths of this code's own codes are written. */
    private static final byte[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final byte[] lengths;
    /** Symbol in 5 bits, then the value of the extra bits. */
    private final short[] items;

    private int count;
    private int literals;
    private int distances;
    private final int[] frequencies = new int[SYMBOLS];
    private final HuffmanCode code = new HuffmanCode(SYMBOLS, 7);

    CodeLengths(int capacity) {
        lengths = new byte[capacity];
        items = new short[capacity];
    }

    void set(HuffmanCode symbolCode, HuffmanCode distanceCode) {
        literals = Math.max(257, symbolCode.used());
        distances = distanceCode.used();
        for (int i = 0; i < literals; i++) {
            lengths[i] = (byte) symbolCode.length(i);
        }
        for (int i = 0; i < distances; i++) {
            lengths[literals + i] = (byte) distanceCode.length(i);
        }
        count = 0;
        Arrays.fill(frequencies, 0);
        int end = literals + distances;
        for (int i = 0; i < end; ) {
            int run = 1;
            while (i + run < end && lengths[i + run] == lengths[i]) {
                run++;
            }
            i += run;
            addRun(lengths[i - 1], run);
        }
        code.build(frequencies);
    }

    private void addRun(int length, int run) {
        int left = run;
        if (length > 0) {
            add(length, 0);
            left--;
        }
        int longest = length > 0 ? 6 : 138;
        while (left >= 3) {
            int part = Math.min(left, longest);
            if (length > 0) {
                add(REPEAT, part - 3);
            } else if (part <= 10) {
                add(FEW_ZEROS, part - 3);
            } else {
                add(MANY_ZEROS, part - 11);
            }
            left -= part;
        }
        for (; left > 0; left--) {
            add(length, 0);
        }
    }

    private void add(int symbol, int extra) {
        items[count++] = (short) (symbol | extra << 5);
        frequencies[symbol]++;
    }

    private static int extraBits(int symbol) {
        return switch (symbol) {
            case REPEAT -> 2;
            case FEW_ZEROS -> 3;
            case MANY_ZEROS -> 7;
            default -> 0;
        };
    }

    long bits() {
        long bits = 14 + 3L * SYMBOLS + code.bits(frequencies);
        for (int symbol = REPEAT; symbol < SYMBOLS; symbol++) {
            bits += (long) frequencies[symbol] * extraBits(symbol);
        }
        return bits;
    }

    void write(BitSink out) {
        int own = SYMBOLS;
        while (code.length(ORDER[own - 1]) == 0) {
            own--;
        }
        out.write(literals - 257, 5);
        out.write(distances - 1, 5);
        out.write(own - 4, 4);
        for (int i = 0; i < own; i++) {
            out.write(code.length(ORDER[i]), 3);
        }
        for (int i = 0; i < count; i++) {
            int symbol = items[i] & 0x1F;
            out.write(code.code(symbol), code.length(symbol));
            out.write(items[i] >> 5, extraBits(symbol));
        }
    }
}

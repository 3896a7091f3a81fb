package org.visionheatmaps.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits into a {@link ByteSink}, the first lowest, eight bytes a store. Room is reserved beforehand. */
final class BitSink {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Stores reach this far beyond the last bit. */
    private static final int MARGIN = 16;

    private static final long CODE = 0xFFFF_FFFFL;

    private final ByteSink out;
    private long pending;
    private int pendingBits;

    BitSink(ByteSink out) {
        this.out = out;
    }

    void reserve(long bits) {
        out.reserve(Math.toIntExact((bits >> 3) + MARGIN));
    }

    /**
     * @param bits without any above the count
     * @param count at most 56
     */
    void write(long bits, int count) {
        pending |= bits << pendingBits;
        pendingBits += count;
        int at = out.length();
        LONG.set(out.bytes(), at, pending);
        out.length(at + (pendingBits >> 3));
        pending >>>= pendingBits & ~7;
        pendingBits &= 7;
    }

    /** The tokens, with the codes' bits. This is where the time goes: all state is in local variables. */
    void write(Tokens block, long[] literalBits, long[] lengthBits, long[] distanceBits) {
        byte[] bytes = out.bytes();
        int[] tokens = block.tokens();
        int at = out.length();
        long bits = pending;
        int count = pendingBits;
        for (int i = 0, n = block.count(); i < n; i++) {
            int token = tokens[i];
            long code;
            int size;
            if (token < 0) {
                long length = lengthBits[token >> 16 & 0xFF];
                long distance = distanceBits[token >> 24 & 0x1F];
                long rest = (token & 0xFFFF) - (distance >>> 32);
                int lengthSize = (int) (length >>> 32);
                code = length & CODE | (distance & 0xFFFF | rest << (distance >> 16)) << lengthSize;
                size = lengthSize + ((int) distance >> 24);
            } else if (token < 1 << 24) {
                long first = literalBits[token & 0xFF];
                long second = literalBits[token >> 8 & 0xFF];
                long third = literalBits[token >> 16];
                int firstSize = (int) (first >>> 32);
                int secondSize = firstSize + (int) (second >>> 32);
                code = first & CODE | (second & CODE) << firstSize | (third & CODE) << secondSize;
                size = secondSize + (int) (third >>> 32);
            } else {
                long single = literalBits[token & 0xFF];
                code = single & CODE;
                size = (int) (single >>> 32);
            }
            bits |= code << count;
            count += size;
            LONG.set(bytes, at, bits);
            at += count >> 3;
            bits >>>= count & ~7;
            count &= 7;
        }
        out.length(at);
        pending = bits;
        pendingBits = count;
    }

    /** Zeros up to the next whole byte. */
    void flush() {
        write(0, 7);
        pending = 0;
        pendingBits = 0;
    }
}

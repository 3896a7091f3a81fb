package org.visionheatmaps.stats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers in as many bytes as they need, seven bits in each, the low ones first; the high bit says that another follows. */
public final class VarInt {
    private VarInt() {}

    /**
     * @param value any, taken as unsigned
     */
    public static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Reads what {@link #write} wrote. */
    public static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}

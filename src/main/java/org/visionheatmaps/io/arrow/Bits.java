package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A window of a bitmap, least significant bit first. */
final class Bits {
    /** A bitmap that is not there: every bit is set. */
    static final Bits NONE = new Bits(null, 0, 0);

    private final ByteBuffer bytes;
    private final int first;
    private final int unset;

    private Bits(ByteBuffer bytes, int first, int unset) {
        this.bytes = bytes;
        this.first = first;
        this.unset = unset;
    }

    static Bits read(BodyBuffer buffer, long from, int count) throws IOException {
        long firstByte = from / Byte.SIZE;
        int first = (int) (from % Byte.SIZE);
        int length = (first + count + Byte.SIZE - 1) / Byte.SIZE;
        return counted(buffer.bytes(firstByte, length), first, count);
    }

    private static Bits counted(ByteBuffer bytes, int first, int count) {
        Bits bits = new Bits(bytes, first, 0);
        int unset = 0;
        int at = 0;
        while (at < count) {
            if ((first + at) % Byte.SIZE == 0 && count - at >= Long.SIZE) {
                unset += Long.SIZE - Long.bitCount(bytes.getLong((first + at) / Byte.SIZE));
                at += Long.SIZE;
            } else {
                unset += bits.at(at) ? 0 : 1;
                at++;
            }
        }
        return new Bits(bytes, first, unset);
    }

    private boolean at(int index) {
        int bit = first + index;
        return (bytes.get(bit / Byte.SIZE) >> bit % Byte.SIZE & 1) != 0;
    }

    boolean isUnset(int index) {
        return bytes != null && !at(index);
    }

    int unset() {
        return unset;
    }

    /** At place {@code i}, the bit that was at {@code order[i]}. */
    Bits gather(int[] order) {
        if (unset == 0) {
            return NONE;
        }
        ByteBuffer gathered = ByteBuffer.allocate((order.length + Byte.SIZE - 1) / Byte.SIZE);
        for (int i = 0; i < order.length; i++) {
            if (at(order[i])) {
                gathered.put(i / Byte.SIZE, (byte) (gathered.get(i / Byte.SIZE) | 1 << i % Byte.SIZE));
            }
        }
        return new Bits(gathered, 0, unset);
    }
}

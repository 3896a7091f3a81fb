package org.visionheatmaps.io.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Looks into arrays of bytes that may end anywhere. */
public final class Bytes {
    private Bytes() {}

    /** Whether some bytes stand at a place, each written as the character of its number. */
    public static boolean startWith(byte[] bytes, int offset, String wanted) {
        if (offset < 0 || bytes.length - offset < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if ((bytes[offset + i] & 0xFF) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A part as far as it is there. */
    public static ByteBuffer part(byte[] bytes, int offset, long length, ByteOrder order) {
        int end = (int) Math.min(bytes.length, Math.max(offset, offset + length));
        return ByteBuffer.wrap(bytes, offset, end - offset).slice().order(order);
    }
}

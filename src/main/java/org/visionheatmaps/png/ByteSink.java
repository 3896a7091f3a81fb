package org.visionheatmaps.png;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** A growing array that knows the frame of a chunk: length, type, data, CRC. Kept from image to image. */
final class ByteSink {
    private final CRC32 crc = new CRC32();
    private byte[] bytes = new byte[1024];
    private int length;

    void clear() {
        length = 0;
    }

    /** Makes room for this many bytes; the array may be another one afterwards. */
    void reserve(int count) {
        if (count > bytes.length - length) {
            int needed = Math.addExact(length, count);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, needed + (long) needed / 2));
        }
    }

    /** The array that is written to, for those who reserve room and write by themselves. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the next byte goes. */
    int length() {
        return length;
    }

    /** Moves the end after bytes were written into the array. */
    void length(int end) {
        length = end;
    }

    void write(byte[] source) {
        write(source, source.length);
    }

    void write(byte[] source, int count) {
        reserve(count);
        System.arraycopy(source, 0, bytes, length, count);
        length += count;
    }

    void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void writeInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            writeByte(value >> shift);
        }
    }

    /** Starts a chunk; its size is known when it {@link #end ends}. */
    int begin(String type) {
        int start = length;
        writeInt(0);
        write(type.getBytes(StandardCharsets.US_ASCII));
        return start;
    }

    void end(int start) {
        int size = length - start - 8;
        for (int b = 0; b < 4; b++) {
            bytes[start + b] = (byte) (size >> 8 * (3 - b));
        }
        crc.reset();
        crc.update(bytes, start + 4, length - start - 4);
        writeInt((int) crc.getValue());
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}

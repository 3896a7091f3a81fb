package org.visionheatmaps.color;

import java.nio.charset.StandardCharsets;

/**
 * Reads big-endian numbers and texts from an array. A ByteBuffer could too, but the catalogue is read once, by code that is not
 * compiled yet, where its many layers cost more than the work.
 */
final class PackedReader {
    private final byte[] bytes;
    private int position;

    PackedReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** Another reader of the same bytes. */
    PackedReader at(int otherPosition) {
        return new PackedReader(bytes, otherPosition);
    }

    int position() {
        return position;
    }

    void skip(int length) {
        position += length;
    }

    byte signedByte() {
        return bytes[position++];
    }

    int unsignedShort() {
        position += 2;
        return (bytes[position - 2] & 0xFF) << 8 | bytes[position - 1] & 0xFF;
    }

    int int32() {
        return unsignedShort() << 16 | unsignedShort();
    }

    /** Up to 64 bits, seven a byte, the lowest first, a set highest bit meaning more; the sign is the lowest bit of all. */
    long varint() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }

    /** A length of two bytes, and as many bytes of ASCII. */
    String text() {
        int length = unsignedShort();
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.ISO_8859_1);
    }
}

package org.visionheatmaps.io.parquet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Passes over a structure of Thrift's compact protocol. The readers of Parquet's library make a list as long as it claims to be; here
 * every part takes the bytes that it has.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the protocol</a>
 */
final class ThriftCheck {
    private static final int MAX_DEPTH = 64;

    private static final int STOP = 0;
    private static final int BYTE = 3;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int LONG_SIZE = 15;

    private final ByteBuffer in;

    private ThriftCheck(ByteBuffer in) {
        this.in = in;
    }

    /**
     * Whether a structure begins with these bytes and ends in them.
     *
     * @throws IllegalArgumentException if whatever follows makes it none
     */
    static boolean isWhole(ByteBuffer bytes) {
        try {
            new ThriftCheck(bytes.duplicate()).struct(0);
            return true;
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    private void struct(int depth) {
        require(depth < MAX_DEPTH, "its parts lie in one another more than " + MAX_DEPTH + " deep");
        for (int header = in.get(); header != STOP; header = in.get()) {
            if ((header & 0xF0) == 0) {
                varint();
            }
            int type = header & 0x0F;
            if (type > 2) { // true and false are their type
                value(type, depth);
            }
        }
    }

    private void value(int type, int depth) {
        switch (type) {
            case 1, 2, BYTE -> in.get();
            case 4, 5, 6 -> varint();
            case DOUBLE -> skip(Double.BYTES);
            case BINARY -> skip(varint());
            case LIST, SET -> list(depth);
            case MAP -> map(depth);
            case STRUCT -> struct(depth + 1);
            default -> throw new IllegalArgumentException("there is no type " + type + " in Thrift");
        }
    }

    private void list(int depth) {
        int header = in.get() & 0xFF;
        long size = header >> 4;
        if (size == LONG_SIZE) {
            size = varint();
        }
        requireElements(size);
        for (long i = 0; i < size; i++) {
            value(header & 0x0F, depth + 1);
        }
    }

    private void map(int depth) {
        long size = varint();
        requireElements(size);
        int types = size == 0 ? 0 : in.get();
        for (long i = 0; i < size; i++) {
            value(types >> 4 & 0x0F, depth + 1);
            value(types & 0x0F, depth + 1);
        }
    }

    private void requireElements(long size) {
        require(size >= 0, "it has a list of " + size);
        if (size > in.remaining()) {
            throw new BufferUnderflowException();
        }
    }

    private void skip(long count) {
        require(count >= 0, "it has a text of " + count + " bytes");
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("it has a number of more than 64 bits");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}

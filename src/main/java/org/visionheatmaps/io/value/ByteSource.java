package org.visionheatmaps.io.value;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes to be taken one after the other, little-endian, of which only those asked for need be in memory. */
public abstract class ByteSource {
    /** Bytes that are in memory already. */
    public static ByteSource of(ByteBuffer bytes) {
        return new InMemory(bytes.slice());
    }

    /**
     * The next bytes. They hold until more are taken or skipped.
     *
     * @param count at most as many as are left
     */
    public abstract ByteBuffer take(int count) throws IOException;

    /**
     * The next bytes, which are not taken. They hold until bytes are taken or skipped.
     *
     * @param count at most as many as are left
     */
    public abstract ByteBuffer peek(int count) throws IOException;

    /** Leaves out the next bytes. */
    public abstract void skip(long count) throws IOException;

    /** How many bytes are left. */
    public abstract long left();

    /** Makes sure of it before bytes are taken or skipped: how many there are to be is often a number out of a file. */
    public final void requireLeft(long count) throws EOFException {
        if (count < 0 || count > left()) {
            throw new EOFException("only " + left() + " bytes are left of it where " + count + " are needed");
        }
    }

    /** The next bytes of this source, as a source of their own that ends with them. */
    public ByteSource part(long length) throws EOFException {
        requireLeft(length);
        return new Part(this, length);
    }

    private static final class Part extends ByteSource {
        private final ByteSource whole;
        private long left;

        Part(ByteSource whole, long length) {
            this.whole = whole;
            this.left = length;
        }

        @Override
        public ByteBuffer take(int count) throws IOException {
            requireLeft(count);
            left -= count;
            return whole.take(count);
        }

        @Override
        public ByteBuffer peek(int count) throws IOException {
            requireLeft(count);
            return whole.peek(count);
        }

        @Override
        public void skip(long count) throws IOException {
            requireLeft(count);
            left -= count;
            whole.skip(count);
        }

        @Override
        public long left() {
            return left;
        }
    }

    private static final class InMemory extends ByteSource {
        private final ByteBuffer bytes;

        InMemory(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public ByteBuffer take(int count) throws EOFException {
            ByteBuffer taken = peek(count);
            skip(count);
            return taken;
        }

        @Override
        public ByteBuffer peek(int count) throws EOFException {
            requireLeft(count);
            return bytes.slice(bytes.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void skip(long count) throws EOFException {
            requireLeft(count);
            bytes.position(bytes.position() + (int) count);
        }

        @Override
        public long left() {
            return bytes.remaining();
        }
    }
}

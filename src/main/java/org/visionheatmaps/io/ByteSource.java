package org.visionheatmaps.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes to be taken one after the other, little-endian, of which only those asked for need be in memory. */
abstract class ByteSource {
    /** Bytes that are in memory already. */
    static ByteSource of(ByteBuffer bytes) {
        return new InMemory(bytes.slice());
    }

    /**
     * The next bytes. They hold until more are taken or skipped.
     *
     * @param count at most as many as are left
     */
    abstract ByteBuffer take(int count) throws IOException;

    /** Leaves out the next bytes. */
    abstract void skip(long count) throws IOException;

    /** How many bytes are left. */
    abstract long left();

    private static final class InMemory extends ByteSource {
        private final ByteBuffer bytes;

        InMemory(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        ByteBuffer take(int count) {
            ByteBuffer taken = bytes.slice(bytes.position(), count).order(ByteOrder.LITTLE_ENDIAN);
            skip(count);
            return taken;
        }

        @Override
        void skip(long count) {
            bytes.position(Math.toIntExact(bytes.position() + count));
        }

        @Override
        long left() {
            return bytes.remaining();
        }
    }
}

package org.visionheatmaps.io.hdf5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a dataset's values in C order: some slices of the first dimension are in memory at a time. */
abstract class HdfValues extends InputStream {
    private final long slices;
    private long nextSlice;
    private ByteBuffer block = ByteBuffer.allocate(0);

    /**
     * @param slices how many there are
     */
    HdfValues(long slices) {
        this.slices = slices;
    }

    /** The bytes of a slice and, as far as it likes, of those after it. */
    abstract Block read(long slice) throws IOException;

    /**
     * Slices that follow one another.
     *
     * @param count how many
     * @param bytes theirs
     */
    record Block(long count, ByteBuffer bytes) {}

    private boolean fill() throws IOException {
        while (!block.hasRemaining()) {
            if (nextSlice >= slices) {
                return false;
            }
            block = ByteBuffer.allocate(0); // its memory is free for the next
            Block next = HdfFaults.guard(() -> read(nextSlice));
            nextSlice += next.count();
            block = next.bytes();
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return fill() ? block.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, block.remaining());
        block.get(into, offset, count);
        return count;
    }
}

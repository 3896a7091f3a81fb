package org.visionheatmaps.io.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.tensor.HeapLimit;

/** A range of a file, read from front to back through a window of memory that is as large as the largest piece asked for. */
public final class FileRange extends ByteSource {
    private static final int MIN_READ = 256 << 10;
    /** After bytes were left out, most of what follows may be as well. */
    private static final int MIN_READ_AFTER_SKIP = 8 << 10;

    private FSDataInputStream file;
    private long end;
    private ByteBuffer window =
            ByteBuffer.allocate(MIN_READ).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /** Where in the file the window's limit is. */
    private long read;

    private int least = MIN_READ;
    private boolean hasFailed;

    /**
     * Goes to another range; the window's memory is used again.
     *
     * @param other the file, which this range alone reads as long as it is used
     * @param start the first byte
     * @param stop the byte after the last
     */
    public void open(FSDataInputStream other, long start, long stop) {
        file = other;
        read = start;
        end = stop;
        window.position(0).limit(0);
        least = MIN_READ;
        hasFailed = false;
    }

    /** Where the next byte is in the file. */
    public long position() {
        return read - window.remaining();
    }

    @Override
    public long left() {
        return end - position();
    }

    @Override
    public ByteBuffer take(int count) throws IOException {
        requireLeft(count);
        if (count > window.remaining()) {
            fill(count);
        }
        ByteBuffer taken = window.slice(window.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        window.position(window.position() + count);
        return taken;
    }

    @Override
    public void skip(long count) throws EOFException {
        requireLeft(count);
        if (count <= window.remaining()) {
            window.position(window.position() + (int) count);
        } else {
            read = position() + count;
            window.limit(0);
            least = MIN_READ_AFTER_SKIP;
        }
    }

    @Override
    public ByteBuffer peek(int count) throws IOException {
        ByteBuffer next = take(count);
        window.position(window.position() - count);
        return next;
    }

    private void fill(int count) throws IOException {
        int kept = window.remaining();
        if (count > window.capacity()) {
            ByteBuffer larger = ByteBuffer.wrap(HeapLimit.bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
            larger.put(window);
            window = larger;
        } else {
            window.compact();
        }
        int wanted = (int) Math.min(Math.max(count - kept, least), Math.min(end - read, window.capacity() - kept));
        hasFailed = true;
        if (file.getPos() != read) {
            file.seek(read);
        }
        file.readFully(window.array(), kept, wanted);
        hasFailed = false;
        read += wanted;
        least = MIN_READ;
        window.position(0).limit(kept + wanted);
    }

    /** Whether the file could not be read, so that it is not its bytes that are wrong. */
    public boolean hasFailed() {
        return hasFailed;
    }

    /** The same bytes as a stream. */
    public InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return left() == 0 ? -1 : take(1).get() & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = (int) Math.min(length, left());
                if (count == 0 && length > 0) {
                    return -1;
                }
                take(count).get(bytes, offset, count);
                return count;
            }
        };
    }
}

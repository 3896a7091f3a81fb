package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A window of views: 16 bytes each, a length, and up to 12 bytes themselves, or their first four, a buffer's number and a place
 * in it.
 */
final class ViewBytes {
    static final int WIDTH = 16;
    private static final int INLINE = 12;

    private final ByteBuffer views;
    private final ByteBuffer[] buffers;
    /** Where the part begins that was read of each buffer. */
    private final int[] starts;

    /** Reads of each buffer what lies between the first and the last byte that the window refers to. */
    ViewBytes(ByteBuffer views, int rows, List<BodyBuffer> variadic, IntPredicate isNull, ArrowInput in)
            throws IOException {
        this.views = views;
        this.buffers = new ByteBuffer[variadic.size()];
        this.starts = new int[buffers.length];
        long[] ends = new long[buffers.length];
        Arrays.fill(starts, Integer.MAX_VALUE);
        for (int row = 0; row < rows; row++) {
            if (isNull.test(row)) {
                continue;
            }
            if (length(row) < 0) {
                throw in.damaged("a view has " + length(row) + " bytes");
            }
            if (length(row) > INLINE) {
                int buffer = buffer(row);
                if (buffer < 0 || buffer >= buffers.length || place(row) < 0) {
                    throw in.damaged("a view refers to buffer " + buffer + " of " + buffers.length);
                }
                starts[buffer] = Math.min(starts[buffer], place(row));
                ends[buffer] = Math.max(ends[buffer], (long) place(row) + length(row));
            }
        }
        for (int b = 0; b < buffers.length; b++) {
            if (ends[b] > 0) {
                buffers[b] = variadic.get(b).bytes(starts[b], ends[b] - starts[b]);
            }
        }
    }

    int length(int row) {
        return views.getInt(row * WIDTH);
    }

    private int buffer(int row) {
        return views.getInt(row * WIDTH + 2 * Integer.BYTES);
    }

    private int place(int row) {
        return views.getInt(row * WIDTH + 3 * Integer.BYTES);
    }

    ByteBuffer data(int row) {
        return length(row) <= INLINE ? views : buffers[buffer(row)];
    }

    int start(int row) {
        return length(row) <= INLINE ? row * WIDTH + Integer.BYTES : place(row) - starts[buffer(row)];
    }
}

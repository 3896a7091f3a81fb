package org.visionheatmaps.io.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/** Parts of arrays, one after the other, as ImageIO reads them. Nothing is copied. */
final class EncodedStream extends ImageInputStreamImpl {
    private final List<Part> parts = new ArrayList<>();
    private final boolean failsAtEnd;
    private long length;
    private int current;

    private record Part(ByteBuffer bytes, long start) {
        long end() {
            return start + bytes.capacity();
        }
    }

    /**
     * @param failsAtEnd whether reading past the end is an error of its own, for decoders that go on at an {@link java.io.EOFException}
     */
    EncodedStream(boolean failsAtEnd) {
        this.failsAtEnd = failsAtEnd;
    }

    /** Adds a part. */
    EncodedStream with(byte[] bytes, int from, int to) {
        if (to > from) {
            parts.add(new Part(ByteBuffer.wrap(bytes, from, to - from).slice(), length));
            length += to - from;
        }
        return this;
    }

    @Override
    public long length() {
        return length;
    }

    /** The part at the position; null at the end. */
    private Part part() throws IOException {
        bitOffset = 0;
        if (streamPos >= length) {
            if (failsAtEnd) {
                throw new IOException("the data ends before the pixels do");
            }
            return null;
        }
        if (streamPos < parts.get(current).start()) {
            current = 0;
        }
        while (streamPos >= parts.get(current).end()) {
            current++;
        }
        return parts.get(current);
    }

    @Override
    public int read() throws IOException {
        Part part = part();
        return part == null ? -1 : part.bytes().get((int) (streamPos++ - part.start())) & 0xFF;
    }

    /** Reads as much as is wanted and there, across parts: numbers are read by one call. */
    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        int read = 0;
        while (read < wanted) {
            Part part = part();
            if (part == null) {
                return read == 0 ? -1 : read;
            }
            int count = (int) Math.min(wanted - read, part.end() - streamPos);
            part.bytes().get((int) (streamPos - part.start()), into, offset + read, count);
            streamPos += count;
            read += count;
        }
        return read;
    }
}

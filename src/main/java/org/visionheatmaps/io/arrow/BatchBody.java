package org.visionheatmaps.io.arrow;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.RecordBatch;
import org.visionheatmaps.tensor.BadDataException;

/**
 * The buffers of a record batch. Small ones that are wanted are read all at once, in as few requests as the file system can;
 * larger ones as their windows are.
 */
final class BatchBody implements Closeable {
    private static final int SMALL = 1 << 20;

    private final ArrowInput in;
    private final ArrowFile.Block block;
    private final RecordBatch batch;
    private final Codec codec;
    private final List<ArrowInput.Range> small = new ArrayList<>();
    private final List<Compressed> compressed = new ArrayList<>();
    private long claimed;

    BatchBody(ArrowInput in, ArrowFile.Block block, RecordBatch batch) throws IOException {
        this.in = in;
        this.block = block;
        this.batch = batch;
        this.codec = batch.compression() == null
                ? null
                : Codec.of(batch.compression().codec(), in);
    }

    /** A buffer by its number in the record batch. */
    BodyBuffer buffer(int number, WindowMemory memory) throws IOException {
        if (number < 0 || number >= batch.buffersLength()) {
            throw in.damaged("the batch at byte " + block.offset() + " has " + batch.buffersLength()
                    + " buffers, but the schema needs more");
        }
        Buffer place = batch.buffers(number);
        if (place.offset() < 0 || place.length() < 0 || place.length() > block.bodyLength() - place.offset()) {
            throw in.damaged("a buffer of the batch at byte " + block.offset() + " lies outside of its body");
        }
        claimed += place.length();
        if (claimed > block.bodyLength()) {
            throw in.damaged("the buffers of the batch at byte " + block.offset() + " lie one over the other");
        }
        Raw raw = new Raw(block.body() + place.offset(), place.length());
        if (codec == null || place.length() == 0) {
            return new Plain(raw, memory);
        }
        Compressed buffer = new Compressed(raw, memory);
        compressed.add(buffer);
        return buffer;
    }

    /** Reads the small buffers that were asked for. */
    void readSmall() throws IOException {
        in.read(small);
    }

    /** Gives back what decompression holds outside of the heap. */
    @Override
    public void close() throws IOException {
        for (Compressed buffer : compressed) {
            buffer.close();
        }
    }

    /** The bytes as they are in the file. */
    private final class Raw {
        private final long offset;
        private final long length;
        private final ArrowInput.Range range;

        Raw(long offset, long length) {
            this.offset = offset;
            this.length = length;
            if (length > 0 && length <= SMALL) {
                range = new ArrowInput.Range(offset, (int) length);
                small.add(range);
            } else {
                range = null;
            }
        }

        ByteBuffer bytes(long from, int count, WindowMemory memory) throws IOException {
            if (range != null) {
                ByteBuffer all = range.bytes();
                return all.slice(all.position() + (int) from, count).order(ByteOrder.LITTLE_ENDIAN);
            }
            ByteBuffer bytes = memory.room(count);
            in.read(offset + from, bytes);
            return bytes;
        }
    }

    /** A buffer that is in the file as it is. */
    private final class Plain implements BodyBuffer {
        private final Raw raw;
        private final long start;
        private final WindowMemory memory;

        Plain(Raw raw, WindowMemory memory) {
            this(raw, 0, memory);
        }

        Plain(Raw raw, long start, WindowMemory memory) {
            this.raw = raw;
            this.start = start;
            this.memory = memory;
        }

        @Override
        public long length() {
            return raw.length - start;
        }

        @Override
        public ByteBuffer bytes(long from, long count) throws IOException {
            requireInside(from, count, length());
            return raw.bytes(start + from, (int) count, memory);
        }
    }

    /** A compressed buffer: its length once decompressed (or -1 if it is not), and a frame of the codec. */
    private final class Compressed implements BodyBuffer {
        private static final int NOT_COMPRESSED = -1;
        /** How much is read at once. */
        private static final int CHUNK = 1 << 20;
        /** How large a buffer may claim to be before its bytes have come, at least. */
        private static final long BELIEVED = 16 << 20;
        /** The same by the bytes that it has. */
        private static final long BELIEVED_RATIO = 32;

        private final Raw raw;
        private final WindowMemory memory;
        private final WindowMemory chunks = new WindowMemory();
        private BodyBuffer plain;
        private long length = -1;
        private InputStream stream;
        /** Where in the decompressed bytes the stream is. */
        private long position;
        /** Where the window begins that the memory has. */
        private long windowStart;

        Compressed(Raw raw, WindowMemory memory) {
            this.raw = raw;
            this.memory = memory;
        }

        @Override
        public long length() throws IOException {
            if (length < 0) {
                if (raw.length < Long.BYTES) {
                    throw in.damaged("a compressed buffer has " + raw.length + " bytes");
                }
                length = raw.bytes(0, Long.BYTES, chunks).getLong();
                if (length == NOT_COMPRESSED) {
                    plain = new Plain(raw, Long.BYTES, memory);
                    length = plain.length();
                } else if (length < 0 || length / codec.maxRatio() > raw.length) {
                    throw in.damaged("a compressed buffer of " + raw.length + " bytes would have " + length);
                }
            }
            return length;
        }

        @Override
        public ByteBuffer bytes(long from, long count) throws IOException {
            requireInside(from, count, length());
            if (plain != null) {
                return plain.bytes(from, count);
            }
            try {
                return decompressed(from, (int) count);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (BadDataException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw in.damaged(
                        "a buffer of the batch at byte " + block.offset() + " cannot be decompressed (" + e.getMessage()
                                + ")",
                        e);
            }
        }

        /** Goes on where the last window ended; a window that begins before the last one starts anew. */
        private ByteBuffer decompressed(long from, int count) throws IOException {
            if (stream == null || from < windowStart) {
                close();
                stream = codec.decompress(new RawStream());
                position = 0;
                windowStart = 0;
            }
            int kept = (int) Math.max(0, Math.min(position - from, count));
            byte[] last = memory.array(0);
            // What is claimed is believed only as the bytes come.
            int room = (int) Math.min(count, Math.max(BELIEVED, BELIEVED_RATIO * raw.length));
            byte[] window = memory.array(Math.max(room, Math.min(count, last.length)));
            System.arraycopy(last, kept == 0 ? 0 : (int) (from - windowStart), window, 0, kept);
            windowStart = from;
            if (from > position) {
                stream.skipNBytes(from - position);
                position = from;
            }
            for (int filled = kept; filled < count; ) {
                if (filled == window.length) {
                    window = memory.grown((int) Math.min(count, 2L * filled), filled);
                }
                int wanted = Math.min(window.length, count) - filled;
                int read = stream.readNBytes(window, filled, wanted);
                position += read;
                filled += read;
                if (read < wanted) {
                    throw new IOException("it ends after " + position + " of " + length + " bytes");
                }
            }
            return memory.room(count);
        }

        void close() throws IOException {
            if (stream != null) {
                stream.close();
            }
        }

        /** The frame, in chunks. */
        private final class RawStream extends InputStream {
            private long next = Long.BYTES;
            private ByteBuffer chunk = ByteBuffer.allocate(0);

            @Override
            public int read() {
                return filled() ? chunk.get() & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int offset, int count) {
                if (!filled()) {
                    return -1;
                }
                int some = Math.min(count, chunk.remaining());
                chunk.get(into, offset, some);
                return some;
            }

            private boolean filled() {
                if (!chunk.hasRemaining() && next < raw.length) {
                    int some = (int) Math.min(CHUNK, raw.length - next);
                    try {
                        chunk = raw.bytes(next, some, chunks);
                    } catch (IOException e) {
                        // Not the codec's fault.
                        throw new UncheckedIOException(e);
                    }
                    next += some;
                }
                return chunk.hasRemaining();
            }
        }
    }

    private void requireInside(long from, long count, long length) throws IOException {
        if (from < 0 || count < 0 || count > length - from) {
            throw in.damaged("bytes " + from + " to " + (from + count) + " of a buffer of " + length
                    + " bytes are needed, in the batch at byte " + block.offset());
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw in.fault(
                    "has a value of " + count + " bytes in the batch at byte " + block.offset()
                            + "; at most 2 GB of a column can be read at once",
                    null);
        }
    }
}

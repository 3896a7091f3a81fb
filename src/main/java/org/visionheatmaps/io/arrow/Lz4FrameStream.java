package org.visionheatmaps.io.arrow;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decompresses a frame of LZ4 (format 1.6.x of the LZ4 project, {@code lz4_Frame_format.md} and {@code lz4_Block_format.md}). The
 * Java libraries that a cluster has read frames of independent blocks only; Arrow's writers link blocks, which refer to the 64 KB
 * before them. Checksums are skipped: Arrow's writers do not write them.
 */
final class Lz4FrameStream extends InputStream {
    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 1;
    private static final int HISTORY = 1 << 16;
    private static final int STORED = 1 << 31;
    private static final int SHORTEST_MATCH = 4;
    private static final int LONG = 15;
    /** What a byte that makes a match longer stands for. */
    private static final int MAX_RATIO = 255;

    private final InputStream in;
    private final boolean blockChecksums;
    private final boolean contentChecksum;
    /** The bytes of a block, at most. */
    private final int largest;

    private byte[] block = {};
    /** The history, and the last block behind it. */
    private byte[] out = {};

    private int next;
    private int end;
    private boolean ended;

    Lz4FrameStream(InputStream in) throws IOException {
        this.in = in;
        if (readInt() != MAGIC) {
            throw new IOException("no LZ4 frame begins here");
        }
        int flags = readByte();
        if (flags >> 6 != VERSION || (flags & 0x01) != 0) {
            throw new IOException(
                    "the LZ4 frame has the flags " + Integer.toHexString(flags) + ", which are not known");
        }
        this.blockChecksums = (flags & 0x10) != 0;
        this.contentChecksum = (flags & 0x04) != 0;
        int size = readByte() >> 4 & 0x07;
        if (size < 4) {
            throw new IOException("the LZ4 frame has blocks of an unknown size, " + size);
        }
        // 8 bytes of the content's size, if they are there, and the header's checksum.
        in.skipNBytes(((flags & 0x08) != 0 ? Long.BYTES : 0) + 1);
        this.largest = 1 << 8 + 2 * size;
    }

    @Override
    public int read() throws IOException {
        return filled() ? out[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int some = Math.min(count, end - next);
        System.arraycopy(out, next, into, offset, some);
        next += some;
        return some;
    }

    private boolean filled() throws IOException {
        while (next == end && !ended) {
            nextBlock();
        }
        return next < end;
    }

    private void nextBlock() throws IOException {
        int head = readInt();
        if (head == 0) {
            in.skipNBytes(contentChecksum ? Integer.BYTES : 0);
            ended = true;
            return;
        }
        int length = head & ~STORED;
        if (length > largest) {
            throw new IOException("an LZ4 block of " + length + " bytes is longer than the frame's " + largest);
        }
        if (block.length < length) {
            block = new byte[length];
        }
        readFully(block, 0, length);
        int history = Math.min(HISTORY, end);
        int room = history + (int) Math.min(largest, (long) MAX_RATIO * length);
        byte[] last = out;
        if (out.length < room) {
            out = new byte[room];
        }
        System.arraycopy(last, end - history, out, 0, history);
        next = history;
        if ((head & STORED) != 0) {
            System.arraycopy(block, 0, out, history, length);
            end = history + length;
        } else {
            try {
                end = decode(length, history);
            } catch (ArrayIndexOutOfBoundsException e) {
                throw new IOException("an LZ4 block goes beyond its end", e);
            }
        }
        in.skipNBytes(blockChecksums ? Integer.BYTES : 0);
    }

    /** Decodes the block behind the history; gives where it ends. */
    private int decode(int length, int start) throws IOException {
        int from = 0;
        int to = start;
        while (from < length) {
            int token = block[from++];
            int literals = token >> 4 & LONG;
            if (literals == LONG) {
                int more;
                do {
                    more = block[from++] & 0xFF;
                    literals += more;
                } while (more == 0xFF);
            }
            System.arraycopy(block, from, out, to, literals);
            from += literals;
            to += literals;
            if (from == length) {
                return to;
            }
            int distance = block[from] & 0xFF | (block[from + 1] & 0xFF) << 8;
            from += 2;
            int match = token & LONG;
            if (match == LONG) {
                int more;
                do {
                    more = block[from++] & 0xFF;
                    match += more;
                } while (more == 0xFF);
            }
            match += SHORTEST_MATCH;
            if (distance == 0 || distance > to) {
                throw new IOException("an LZ4 block refers to bytes before the frame");
            }
            repeat(to, distance, match);
            to += match;
        }
        throw new IOException("an LZ4 block does not end with literals");
    }

    /** Repeats what lies so far back, which may reach into what it writes. */
    private void repeat(int to, int distance, int count) {
        if (distance == 1) {
            Arrays.fill(out, to, to + count, out[to - 1]);
            return;
        }
        int done = 0;
        while (done < count) {
            // After each round the repeated bytes are twice as many.
            int some = Math.min(count - done, distance + done);
            System.arraycopy(out, to - distance, out, to + done, some);
            done += some;
        }
    }

    private int readByte() throws IOException {
        int one = in.read();
        if (one < 0) {
            throw new EOFException("the LZ4 frame ends too early");
        }
        return one;
    }

    private int readInt() throws IOException {
        return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
    }

    private void readFully(byte[] into, int offset, int count) throws IOException {
        if (in.readNBytes(into, offset, count) < count) {
            throw new EOFException("the LZ4 frame ends too early");
        }
    }
}

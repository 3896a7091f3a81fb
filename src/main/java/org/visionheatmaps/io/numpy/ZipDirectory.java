package org.visionheatmaps.io.numpy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * A ZIP file read by its directory, so that one entry can be read without those before it (APPNOTE.TXT 4.3, with ZIP64). Each entry is
 * a stream of its own.
 */
final class ZipDirectory implements Closeable {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final long IS_IN_64 = 0xFFFFFFFFL;
    private static final int MAX_DIRECTORY_BYTES = 64 << 20;
    private static final int DEFLATED = 8;
    private static final int BUFFER = 1 << 16;

    private final FileSystem fileSystem;
    private final Path path;
    private final long length;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Closeable> opened = new ArrayList<>();

    /** Where an entry is. */
    private record Entry(int flags, int method, long crc, long compressed, long size, long offset) {}

    /**
     * @throws BadDataException if it is no ZIP file
     */
    ZipDirectory(FileSystem fileSystem, Path path, long length) throws IOException {
        this.fileSystem = fileSystem;
        this.path = path;
        this.length = length;
        try (FSDataInputStream in = fileSystem.open(path)) {
            long tail = Math.max(0, length - END_BYTES - MAX_COMMENT - LOCATOR_64_BYTES);
            ByteBuffer end = read(in, tail, (int) (length - tail));
            int at = end.limit() - END_BYTES;
            while (at >= 0 && end.getInt(at) != END) {
                at--;
            }
            if (at < 0) {
                throw new BadDataException(Reason.BAD_FILE, "the file is no ZIP file, or is cut off");
            }
            long size = end.getInt(at + 12) & IS_IN_64;
            long offset = end.getInt(at + 16) & IS_IN_64;
            if (at >= LOCATOR_64_BYTES && end.getInt(at - LOCATOR_64_BYTES) == LOCATOR_64) {
                ByteBuffer end64 = read(in, end.getLong(at - LOCATOR_64_BYTES + 8), END_64_BYTES);
                if (end64.getInt(0) != END_64) {
                    throw damaged("its 64-bit directory is not where it says");
                }
                size = end64.getLong(40);
                offset = end64.getLong(48);
            }
            if (size < 0 || size > MAX_DIRECTORY_BYTES) {
                throw damaged("its directory has " + size + " bytes");
            }
            parse(read(in, offset, (int) size));
        }
    }

    private ByteBuffer read(FSDataInputStream in, long position, int count) throws IOException {
        if (position < 0 || position > length - count) {
            throw damaged("it needs " + count + " bytes at " + position + " of " + length);
        }
        byte[] bytes = new byte[count];
        in.readFully(position, bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void parse(ByteBuffer directory) {
        while (directory.remaining() >= ENTRY_BYTES && directory.getInt(directory.position()) == ENTRY) {
            int at = directory.position();
            int nameLength = directory.getShort(at + 28) & 0xFFFF;
            int extraLength = directory.getShort(at + 30) & 0xFFFF;
            int commentLength = directory.getShort(at + 32) & 0xFFFF;
            if (directory.remaining() < ENTRY_BYTES + nameLength + extraLength + commentLength) {
                throw damaged("its directory ends early");
            }
            byte[] nameBytes = new byte[nameLength];
            directory.get(at + ENTRY_BYTES, nameBytes);
            String name = new String(nameBytes, StandardCharsets.UTF_8);
            long[] wide = {
                directory.getInt(at + 24) & IS_IN_64,
                directory.getInt(at + 20) & IS_IN_64,
                directory.getInt(at + 42) & IS_IN_64
            };
            widen(directory, at + ENTRY_BYTES + nameLength, extraLength, wide);
            Entry entry = new Entry(
                    directory.getShort(at + 8),
                    directory.getShort(at + 10),
                    directory.getInt(at + 16) & IS_IN_64,
                    wide[1],
                    wide[0],
                    wide[2]);
            if (entries.put(name, entry) != null) {
                throw damaged("it has the entry '" + name + "' twice");
            }
            directory.position(at + ENTRY_BYTES + nameLength + extraLength + commentLength);
        }
    }

    /** Sizes and offset that have no room in 32 bits stand in the extra field 1, in this order. */
    private static void widen(ByteBuffer directory, int start, int count, long[] values) {
        int at = start;
        int end = start + count;
        while (at + 4 <= end) {
            int id = directory.getShort(at) & 0xFFFF;
            int next = at + 4 + (directory.getShort(at + 2) & 0xFFFF);
            int from = at + 4;
            for (int i = 0; id == 1 && i < values.length; i++) {
                if (values[i] == IS_IN_64 && from + Long.BYTES <= Math.min(next, end)) {
                    values[i] = directory.getLong(from);
                    from += Long.BYTES;
                }
            }
            at = next;
        }
    }

    /** The names of the entries, in the directory's order. */
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /**
     * The bytes of an entry, which are checked against its sum.
     *
     * @throws BadDataException if it is damaged
     */
    InputStream open(String name) throws IOException {
        Entry entry = entries.get(name);
        if ((entry.flags() & 1) != 0 || entry.method() != 0 && entry.method() != DEFLATED) {
            throw new BadDataException(
                    Reason.BAD_FILE, "the entry '" + name + "' is encrypted, or compressed otherwise than by deflate");
        }
        FSDataInputStream in = fileSystem.open(path);
        opened.add(in);
        ByteBuffer local = read(in, entry.offset(), LOCAL_BYTES);
        if (local.getInt(0) != LOCAL) {
            throw damaged("the entry '" + name + "' is not where it says");
        }
        long start = entry.offset() + LOCAL_BYTES + (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
        if (entry.compressed() < 0 || entry.size() < 0 || start > length - entry.compressed()) {
            throw damaged("the entry '" + name + "' does not end in the file");
        }
        in.seek(start);
        InputStream bytes = new BufferedInputStream(in, BUFFER);
        if (entry.method() == DEFLATED) {
            Inflater inflater = new Inflater(true);
            opened.add(inflater::end);
            bytes = new InflaterInputStream(bytes, inflater, BUFFER);
        }
        return new Checked(bytes, entry);
    }

    private static BadDataException damaged(String what) {
        return new BadDataException(Reason.BAD_FILE, "the ZIP file is damaged: " + what);
    }

    @Override
    public void close() throws IOException {
        for (Closeable stream : opened) {
            stream.close();
        }
        opened.clear();
    }

    /** As many bytes as the entry has; with the last, their sum is checked. */
    private static final class Checked extends InputStream {
        private final InputStream in;
        private final Entry entry;
        private final CRC32 sum = new CRC32();
        private long left;

        Checked(InputStream in, Entry entry) {
            this.in = in;
            this.entry = entry;
            this.left = entry.size();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (left == 0) {
                return count == 0 ? 0 : -1;
            }
            int came;
            try {
                came = in.read(bytes, offset, (int) Math.min(count, left));
            } catch (ZipException | EOFException e) {
                throw new BadDataException(Reason.BAD_FILE, "the ZIP file is damaged: " + e.getMessage(), e);
            }
            if (came < 0) {
                throw damaged("an entry ends early");
            }
            sum.update(bytes, offset, came);
            left -= came;
            if (left == 0 && sum.getValue() != entry.crc()) {
                throw damaged("an entry's bytes do not add up");
            }
            return came;
        }
    }
}

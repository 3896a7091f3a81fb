package org.visionheatmaps.io.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file: metadata as Thrift, its length in 4 bytes, {@code PAR1}
 * (<a href="https://parquet.apache.org/docs/file-format/">file format</a>). Everything before it is addressed from the file's start,
 * so a footer can grow without touching the rows.
 */
public final class FooterRewriter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = Integer.BYTES + MAGIC.length;
    private static final int COPY_BYTES = 1 << 20;

    private FooterRewriter() {}

    /**
     * Adds key-value metadata to a file that has no reader yet. Keys that are there already get the new values. Files with encrypted
     * or signed footers stay as they are. On the local file system the footer alone is written; elsewhere the whole file again, since
     * file systems for data lakes cannot change one.
     *
     * @throws IOException naming the file if it does not end as a Parquet file does
     */
    public static void add(FileSystem fileSystem, Path file, Map<String, String> entries) throws IOException {
        long length = fileSystem.getFileStatus(file).getLen();
        long rows;
        byte[] footer;
        try (FSDataInputStream in = fileSystem.open(file)) {
            byte[] tail = new byte[TAIL];
            if (length >= TAIL + MAGIC.length) {
                in.readFully(length - TAIL, tail);
            }
            int size = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            rows = length - TAIL - size;
            String magic = new String(tail, Integer.BYTES, MAGIC.length, StandardCharsets.US_ASCII);
            if (magic.equals("PARE")) {
                return;
            }
            if (!Arrays.equals(MAGIC, magic.getBytes(StandardCharsets.US_ASCII)) || size < 0 || rows < 0) {
                throw new IOException(file + " does not end as a Parquet file does");
            }
            byte[] present = new byte[size];
            in.readFully(rows, present);
            footer = withEntries(present, entries);
        }
        if (footer.length == 0) {
            return;
        }
        if (isInPlace(fileSystem)) {
            writeInPlace(fileSystem, file, rows, footer);
        } else {
            writeAgain(fileSystem, file, rows, footer);
        }
    }

    /** Whether the footer alone is written, and not the rows again: on the local file system. */
    public static boolean isInPlace(FileSystem fileSystem) {
        return "file".equals(fileSystem.getUri().getScheme());
    }

    /** The end of the file with more entries; empty if it must stay as it is. */
    private static byte[] withEntries(byte[] footer, Map<String, String> entries) throws IOException {
        FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
        if (metadata.isSetEncryption_algorithm()) {
            return new byte[0];
        }
        metadata.setKey_value_metadata(merged(metadata.getKey_value_metadata(), entries));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * footer.length);
        Util.writeFileMetaData(metadata, bytes);
        ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
        bytes.writeBytes(tail.putInt(bytes.size()).put(MAGIC).array());
        return bytes.toByteArray();
    }

    private static void writeInPlace(FileSystem fileSystem, Path file, long rows, byte[] footer) throws IOException {
        try (FileChannel channel =
                FileChannel.open(java.nio.file.Path.of(file.toUri().getPath()), StandardOpenOption.WRITE)) {
            channel.truncate(rows);
            channel.position(rows);
            ByteBuffer bytes = ByteBuffer.wrap(footer);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        if (fileSystem instanceof ChecksumFileSystem checked) {
            // Of the former footer.
            checked.getRawFileSystem().delete(checked.getChecksumFile(file), false);
        }
    }

    private static void writeAgain(FileSystem fileSystem, Path file, long rows, byte[] footer) throws IOException {
        Path rewritten = new Path(file.getParent(), file.getName() + ".footer");
        try (FSDataInputStream in = fileSystem.open(file);
                OutputStream out = fileSystem.create(rewritten, true)) {
            copy(in, rows, out);
            out.write(footer);
        }
        fileSystem.delete(file, false);
        if (!fileSystem.rename(rewritten, file)) {
            throw new IOException("Cannot rename " + rewritten + " to " + file);
        }
    }

    private static List<KeyValue> merged(List<KeyValue> present, Map<String, String> entries) {
        List<KeyValue> merged = new ArrayList<>(present == null ? List.of() : present);
        merged.removeIf(entry -> entries.containsKey(entry.getKey()));
        entries.forEach((key, value) -> {
            KeyValue entry = new KeyValue(key);
            entry.setValue(value);
            merged.add(entry);
        });
        return merged;
    }

    private static void copy(FSDataInputStream in, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, Math.max(1, length))];
        long at = 0;
        while (at < length) {
            int count = (int) Math.min(buffer.length, length - at);
            in.readFully(at, buffer, 0, count);
            out.write(buffer, 0, count);
            at += count;
        }
    }
}

package org.visionheatmaps.io.arrow;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.tensor.HeapLimit;

/** An open file, read at positions. Every fault names the file. Not for two threads at once. */
final class ArrowInput implements Closeable {
    private final String path;
    private final FileVersion version;
    private final FSDataInputStream in;

    private ArrowInput(String path, FileVersion version, FSDataInputStream in) {
        this.path = path;
        this.version = version;
        this.in = in;
    }

    /**
     * Opens a file; its version is checked once it is open.
     *
     * @param path a URI
     * @param version of the file, as it was listed
     */
    static ArrowInput open(String path, FileVersion version, Configuration configuration) throws IOException {
        Path file = new Path(URI.create(path));
        FSDataInputStream in = FutureIO.awaitFuture(file.getFileSystem(configuration)
                .openFile(file)
                .opt(Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, "vector, random")
                .opt(Options.OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, String.valueOf(version.bytes()))
                .build());
        ArrowInput input = new ArrowInput(path, version, in);
        try {
            version.requireAt(path, file, configuration);
        } catch (IOException e) {
            input.close();
            throw e;
        }
        return input;
    }

    String path() {
        return path;
    }

    FileVersion version() {
        return version;
    }

    long length() {
        return version.bytes();
    }

    /** Bytes in memory of their own, little-endian. */
    ByteBuffer read(long offset, int count) throws IOException {
        requireInside(offset, count);
        ByteBuffer bytes = ByteBuffer.wrap(HeapLimit.bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
        read(offset, bytes);
        return bytes;
    }

    /** Fills heap memory from its position to its limit, and sets the position back. */
    void read(long offset, ByteBuffer into) throws IOException {
        requireInside(offset, into.remaining());
        try {
            // Not a positioned read: most come one after the other, and the local file system opens the file anew for
            // each.
            if (in.getPos() != offset) {
                in.seek(offset);
            }
            in.readFully(into.array(), into.arrayOffset() + into.position(), into.remaining());
        } catch (EOFException e) {
            throw fault("became shorter while it was read", e);
        }
    }

    /** A piece of the file, which has its bytes once it is read. */
    static final class Range {
        private final long offset;
        private final int length;
        private ByteBuffer bytes;

        /** A piece that is not empty. */
        Range(long offset, int length) {
            this.offset = offset;
            this.length = length;
        }

        long offset() {
            return offset;
        }

        int length() {
            return length;
        }

        /** From the buffer's position on. */
        ByteBuffer bytes() {
            return bytes;
        }

        void set(ByteBuffer read) {
            bytes = read;
        }
    }

    /** Reads several ranges in as few requests as the file system can. */
    void read(List<Range> ranges) throws IOException {
        for (Range range : ranges) {
            requireInside(range.offset(), range.length());
        }
        if (VectoredRead.IS_THERE) {
            VectoredRead.read(in, ranges);
            return;
        }
        for (Range range : ranges) {
            range.set(read(range.offset(), range.length()));
        }
    }

    private void requireInside(long offset, long count) throws IOException {
        if (offset < 0 || count > length() - offset) {
            throw truncated("bytes " + offset + " to " + (offset + count) + " are needed");
        }
    }

    /** The fault of a file that lacks its end. */
    IOException truncated(String why) {
        return fault(
                "is truncated (an unfinished write or copy?): " + why + ", but it has " + length() + " bytes", null);
    }

    /** The fault of a file that contradicts itself. */
    IOException damaged(String why) {
        return damaged(why, null);
    }

    IOException damaged(String why, Throwable cause) {
        return new DamagedArrowException("The Arrow file " + path + " is damaged: " + why, cause);
    }

    IOException fault(String why, Throwable cause) {
        return new IOException("The Arrow file " + path + " " + why, cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package org.visionheatmaps.fuzz;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Files in memory that can be read and nothing else, so that a fuzzer waits for no disk. */
public final class MemoryFiles extends FileSystem {
    private static final String SCHEME = "memory";
    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

    /** Settings that know these files. */
    public static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs." + SCHEME + ".impl", MemoryFiles.class, FileSystem.class);
        return configuration;
    }

    /** Puts a file in place of another of its name, and gives its URI. */
    public static String put(String name, byte[] bytes) {
        FILES.put("/" + name, bytes);
        return SCHEME + ":/" + name;
    }

    private static byte[] bytes(Path path) throws FileNotFoundException {
        byte[] bytes = FILES.get(path.toUri().getPath());
        if (bytes == null) {
            throw new FileNotFoundException(path.toString());
        }
        return bytes;
    }

    private static final class Bytes extends ByteArrayInputStream implements Seekable, PositionedReadable {
        Bytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void seek(long position) throws IOException {
            if (position < 0 || position > count) {
                throw new IOException("There is no byte " + position + " in a file of " + count + " bytes");
            }
            pos = (int) position;
        }

        @Override
        public long getPos() {
            return pos;
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            int before = pos;
            seek(position);
            int read = read(into, offset, length);
            pos = before;
            return read;
        }

        @Override
        public void readFully(long position, byte[] into, int offset, int length) throws IOException {
            int before = pos;
            seek(position);
            if (readNBytes(into, offset, length) < length) {
                throw new java.io.EOFException("The file has " + count + " bytes");
            }
            pos = before;
        }

        @Override
        public void readFully(long position, byte[] into) throws IOException {
            readFully(position, into, 0, into.length);
        }
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return new FSDataInputStream(new Bytes(bytes(path)));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return new FileStatus(bytes(path).length, false, 1, 1, 0, path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return new FileStatus[] {getFileStatus(path)};
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(SCHEME + ":/");
    }

    @Override
    public void setWorkingDirectory(Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        throw new UnsupportedOperationException();
    }
}

package org.visionheatmaps.io.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** NumPy files in a ZIP file, deflated or not, read front to back. */
final class NpzFile extends ArrayFile {
    private static final String ENDING = ".npy";

    private final ZipInputStream zip;
    private boolean isSeen;
    private boolean isDamaged;
    private String key;

    NpzFile(InputStream in) {
        this.zip = new ZipInputStream(in);
    }

    @Override
    public boolean next() throws IOException {
        ZipEntry entry;
        if (isDamaged) {
            return false;
        }
        try {
            entry = zip.getNextEntry();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw bad(e); // the last is of a name that is no UTF-8
        }
        if (entry == null) {
            if (!isSeen) {
                throw new BadDataException(Reason.BAD_FILE, "the file is no ZIP file, or has nothing in it");
            }
            return false;
        }
        isSeen = true;
        String name = entry.getName();
        key = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return true;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(key);
    }

    @Override
    public NpyReader array() throws IOException {
        InputStream in = new Entry();
        return NpyHeader.read(in).array(in);
    }

    /** The entry's bytes; that they are damaged is bad data. */
    private final class Entry extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return zip.read(bytes, offset, length);
            } catch (ZipException | EOFException e) {
                throw bad(e);
            }
        }
    }

    /** Nothing that follows can be found. */
    private BadDataException bad(Exception e) {
        isDamaged = true;
        return new BadDataException(Reason.BAD_FILE, "the ZIP file is damaged: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

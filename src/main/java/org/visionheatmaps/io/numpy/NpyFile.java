package org.visionheatmaps.io.numpy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** A NumPy file: one array. */
final class NpyFile extends ArrayFile {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final long length;
    private boolean isSeen;

    NpyFile(InputStream in, long length) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.length = length;
    }

    @Override
    public boolean next() {
        boolean isFirst = !isSeen;
        isSeen = true;
        return isFirst;
    }

    @Override
    public Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public NpyReader array() throws IOException {
        if (length == 0) {
            throw new BadDataException(Reason.BAD_FILE, "the file is empty");
        }
        NpyHeader header = NpyHeader.read(in);
        NpyReader array = header.array(in);
        long wanted = header.bytes() + array.length();
        if (length < wanted) {
            throw new BadDataException(
                    Reason.WRONG_LENGTH, "the file ends early: of " + wanted + " bytes, only " + length + " are there");
        }
        if (length > wanted) {
            throw new BadDataException(
                    Reason.BAD_FILE,
                    (length - wanted) + " bytes follow the array: a file holds one array (.npz holds several)");
        }
        return array;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

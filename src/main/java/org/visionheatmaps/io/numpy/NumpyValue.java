package org.visionheatmaps.io.numpy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.io.value.Bytes;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;
import org.visionheatmaps.tensor.Layout;

/**
 * Binary values that are NumPy files: the bytes of an {@code .npy} file, or of an {@code .npz} file of one array, as Petastorm's codecs
 * write them. They say their own shape and type.
 */
public final class NumpyValue {
    /** The first bytes of an {@code .npy} file. */
    private static final String NPY = "\u0093NUMPY";
    /** Of a ZIP file that is not empty. */
    private static final String ZIP = "PK\u0003\u0004";

    /** How many first bytes of a value tell whether it is a NumPy file. */
    public static final int MAGIC_BYTES = NPY.length();

    private NumpyValue() {}

    /** Whether a value begins as a NumPy file does. */
    public static boolean isNumpy(byte[] start) {
        return Bytes.startWith(start, 0, NPY) || Bytes.startWith(start, 0, ZIP);
    }

    /** Whether a value begins as a NumPy file does; takes no bytes. */
    public static boolean isNumpy(ByteSource value) throws IOException {
        ByteBuffer start = value.peek((int) Math.min(MAGIC_BYTES, value.left()));
        byte[] first = new byte[start.remaining()];
        start.get(first);
        return isNumpy(first);
    }

    /**
     * Reads a value that is in memory, and begins as a NumPy file does.
     *
     * @throws BadDataException if it is none, or its array is no attribution
     */
    public static Values read(byte[] value, Layout layout, NumberMemory memory) {
        try {
            return read(ByteSource.of(ByteBuffer.wrap(value)), layout, memory);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    /**
     * Reads a value that begins as a NumPy file does.
     *
     * @throws BadDataException if it is none, or its array is no attribution
     */
    public static Values read(ByteSource value, Layout layout, NumberMemory memory) throws IOException {
        byte[] bytes = HeapLimit.bytes(Math.toIntExact(value.left()));
        value.take(bytes.length).get(bytes);
        try (ArrayFile file = Bytes.startWith(bytes, 0, NPY)
                ? new NpyFile(new ByteArrayInputStream(bytes), bytes.length)
                : new NpzFile(new ByteArrayInputStream(bytes))) {
            file.next();
            Values values = file.array().values(layout, memory);
            if (file.next()) {
                throw new BadDataException(
                        Reason.BAD_FILE,
                        "the value is a NumPy archive of several arrays, of which one is '"
                                + file.key().orElse("") + "', but an attribution is one array");
            }
            return values;
        }
    }
}

package org.visionheatmaps.io;

import java.io.Closeable;
import java.io.IOException;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Layout;

/** The attributions of files, read where they lie: by file and row, straight into numbers. Not for two threads at once. */
public interface StoredRows extends Closeable {
    /** Tells the shape and type of a row whose value does not. */
    interface Declared {
        /** The sizes of a row's value. */
        int[] shape(long bytes);

        /** The type of a row's bytes. */
        DType dtype();
    }

    /**
     * Reads the numbers of a row; they hold until another row is read. Rows of a file are quickest in order.
     *
     * @param path the file, as a URI
     * @param row its place in the file, from 0
     * @param declared what is said of the row elsewhere; asked only if the value itself does not tell
     * @throws BadDataException if the row's value is null, of another shape, or cannot be decoded
     * @throws IOException if the file system fails
     */
    Values read(String path, long row, Declared declared, Layout layout) throws IOException;
}

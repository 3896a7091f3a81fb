package org.visionheatmaps.io.file;

import java.io.Closeable;
import java.io.IOException;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Layout;

/** The attributions of files, read where they lie: by file and row, straight into numbers. Not for two threads at once. */
public interface TensorReader extends Closeable {
    /**
     * Where a row is.
     *
     * @param path the file, as a URI
     * @param version of the file, in which the row has its id
     * @param row its place in the file, from 0
     */
    record Place(String path, FileVersion version, long row) {}

    /** Gives the shape and type of a row whose value does not. */
    interface Declared {
        /** The sizes of a row's value. */
        int[] shape(long bytes);

        /** The type of a row's bytes. */
        DType dtype();
    }

    /**
     * Reads the numbers of a row; they hold until another row is read. Rows of a file are quickest in order.
     *
     * @param place where the row is
     * @param declared what is said of the row elsewhere; asked only if the value itself does not tell
     * @throws BadDataException if the row's value is null, of another shape, or cannot be decoded
     * @throws ChangedFileException if the file is not of the version that was listed
     * @throws IOException if the file system fails
     */
    Values read(Place place, Declared declared, Layout layout) throws IOException;
}

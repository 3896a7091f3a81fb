package org.visionheatmaps.io.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;

/** What a damaged file makes of a parser that trusts it: any exception, a stack or a heap that is too small. */
final class HdfFaults {
    private static final int MAX_CAUSES = 20;

    private HdfFaults() {}

    /**
     * Work on a file's structures.
     *
     * @param <T> what it gives
     */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does work whose faults are the file's.
     *
     * @throws BadDataException if the file is damaged, or has what cannot be read
     * @throws IOException if the file system fails
     */
    static <T> T guard(Work<T> work) throws IOException {
        try {
            return HeapLimit.guard(work::run);
        } catch (BadDataException e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable cause = e;
            for (int depth = 0; cause.getCause() != null && depth < MAX_CAUSES; depth++) {
                if (cause instanceof UncheckedIOException unchecked) {
                    throw unchecked.getCause();
                }
                cause = cause.getCause();
            }
            if (cause instanceof BadDataException fault) {
                throw fault;
            }
            throw new BadDataException(Reason.BAD_FILE, "the HDF5 file cannot be read: " + words(cause), e);
        } catch (StackOverflowError e) {
            throw new BadDataException(Reason.BAD_FILE, "the HDF5 file cannot be read: its structures have no end", e);
        }
    }

    private static String words(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("External Data Files")) {
            return "its values are in other files, which are never read";
        }
        if (message.contains("data layout message version")) {
            return "it has the layout of HDF5 2.0: save it with h5py's libver=('earliest', 'v114')";
        }
        return cause.getMessage() == null ? "it ends early, or is damaged" : message;
    }
}

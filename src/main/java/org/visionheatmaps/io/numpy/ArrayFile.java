package org.visionheatmaps.io.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.tensor.BadDataException;

/** The arrays of a file ({@code .npy}, {@code .npz}, {@code .safetensors}, HDF5), one after another. Not for two threads at once. */
public abstract sealed class ArrayFile implements Closeable permits NpyFile, NpzFile, SafetensorsFile, HdfArrays {
    /** The endings of files that can be read. */
    public static final List<String> ENDINGS = List.of(".npy", ".npz", ".safetensors", ".h5", ".hdf5", ".jld2");

    /**
     * Opens a file by its ending.
     *
     * @throws BadDataException if it is damaged
     * @throws IOException if the file system fails
     */
    public static ArrayFile open(Path path, Configuration configuration) throws IOException {
        FileSystem fileSystem = path.getFileSystem(configuration);
        long length = fileSystem.getFileStatus(path).getLen();
        FSDataInputStream in = fileSystem.open(path);
        try {
            String name = path.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".npz")) {
                return new NpzFile(in);
            }
            if (KeyedFile.isHdf5(name)) {
                return new HdfArrays(in, length);
            }
            return name.endsWith(".npy") ? new NpyFile(in, length) : new SafetensorsFile(in, length);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Goes to the next array; false if there is none. What was not read of the last one is passed over.
     *
     * @throws BadDataException if the file is damaged; nothing follows
     */
    public abstract boolean next() throws IOException;

    /** The name of the array, if the file has more than one. */
    public abstract Optional<String> key();

    /**
     * The array; it can be read until the next one is asked for.
     *
     * @throws BadDataException if it is no attribution; others may follow
     */
    public abstract NpyReader array() throws IOException;
}

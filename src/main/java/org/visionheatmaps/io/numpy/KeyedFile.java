package org.visionheatmaps.io.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** A file whose arrays have names, to be read by them: {@code .npz}, {@code .safetensors}, HDF5. Not for two threads at once. */
public abstract sealed class KeyedFile implements Closeable permits KeyedNpz, KeyedSafetensors, KeyedHdf5 {
    /** What attributions are called in CoRelAy's files, which have labels and more beside them. */
    public static final String USUAL_KEY = "attribution";

    /** Larger arrays are not carried: they would be in memory for each file. */
    static final long MAX_COLUMN_BYTES = 256 << 20;

    /** Wider arrays are no lists of an element's values. */
    private static final long MAX_WIDTH = 1 << 20;

    private static final List<String> HDF5 = List.of(".h5", ".hdf5", ".jld2");

    /** Whether a file has names for its arrays. */
    public static boolean isKeyed(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".npz") || name.endsWith(".safetensors") || isHdf5(path);
    }

    /** Whether it is an HDF5 file, whose usual key needs no option. */
    public static boolean isHdf5(String path) {
        return HDF5.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
    }

    /**
     * Opens a file by its ending.
     *
     * @throws BadDataException if it is damaged
     */
    public static KeyedFile open(Path path, Configuration configuration) throws IOException {
        FileSystem fileSystem = path.getFileSystem(configuration);
        long length = fileSystem.getFileStatus(path).getLen();
        if (isHdf5(path.getName())) {
            return new KeyedHdf5(fileSystem.open(path), length);
        }
        return path.getName().toLowerCase(Locale.ROOT).endsWith(".npz")
                ? new KeyedNpz(new ZipDirectory(fileSystem, path, length))
                : new KeyedSafetensors(fileSystem, path, length);
    }

    /** The names of all arrays. */
    public abstract List<String> keys() throws IOException;

    /** The names of the arrays beside one: those of its group. */
    public List<String> keysBeside(String key) throws IOException {
        return keys().stream().filter(other -> !other.equals(key)).toList();
    }

    /** Whether there is such an array. */
    public boolean has(String key) throws IOException {
        return keys().contains(key);
    }

    /**
     * An array of numbers, to be read front to back.
     *
     * @throws BadDataException if it cannot be
     */
    public abstract NamedArray array(String key) throws IOException;

    /**
     * An array that was found by its name.
     *
     * @param shape its sizes
     * @param numbers the type of its numbers; none if they are no numbers
     * @param isText whether it holds strings
     * @param contents how it is read
     */
    public record NamedArray(List<Long> shape, Optional<NumberType> numbers, boolean isText, Contents contents) {
        /** What it is as a column, if it has a value or a list of values for each element. */
        public Optional<KeyColumn.Type> columnType() {
            boolean isFlat = shape.size() == 1 || shape.size() == 2 && shape.get(1) <= MAX_WIDTH;
            return isFlat && (isText || numbers.isPresent())
                    ? Optional.of(new KeyColumn.Type(
                            numbers.map(KeyColumn.Kind::of).orElse(KeyColumn.Kind.TEXT),
                            shape.size() == 1 ? 0 : (int) (long) shape.get(1)))
                    : Optional.empty();
        }
    }

    /** The values of an array. */
    public interface Contents {
        /** As attributions. */
        NpyReader attributions() throws IOException;

        /** As a column, whole in memory. */
        KeyColumn column() throws IOException;

        /** As bytes in C order, which are not converted. */
        InputStream bytes() throws IOException;
    }

    /** How many values an array has that is to be in memory. */
    static int count(List<Long> shape, long valueBytes) {
        long bytes = valueBytes;
        for (long size : shape) {
            if (size > 0 && bytes > MAX_COLUMN_BYTES / size) {
                throw new BadDataException(
                        Reason.TOO_LARGE,
                        "an array of shape " + shape + " takes more than " + MAX_COLUMN_BYTES
                                + " bytes, which is too large to be a column");
            }
            bytes *= size;
        }
        return (int) (bytes / valueBytes);
    }
}

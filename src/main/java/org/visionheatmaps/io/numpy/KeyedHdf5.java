package org.visionheatmaps.io.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.visionheatmaps.io.hdf5.Hdf5File;
import org.visionheatmaps.io.hdf5.HdfDataset;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Datasets of an HDF5 file; their names are paths in it. */
final class KeyedHdf5 extends KeyedFile {
    private final Hdf5File file;

    KeyedHdf5(FSDataInputStream in, long length) throws IOException {
        try {
            this.file = new Hdf5File(in, length);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public List<String> keys() throws IOException {
        return file.datasets();
    }

    @Override
    public List<String> keysBeside(String key) throws IOException {
        String path = key.startsWith("/") ? key.substring(1) : key;
        String group = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        return file.datasetsIn(group).stream()
                .filter(other -> !other.equals(path))
                .toList();
    }

    @Override
    public boolean has(String key) throws IOException {
        return file.dataset(key).isPresent();
    }

    @Override
    public NamedArray array(String key) throws IOException {
        HdfDataset dataset = require(file, key);
        return new NamedArray(dataset.shape(), numbers(dataset), dataset.isStrings(), new Dataset(dataset));
    }

    /** A dataset that is there; what is listed may be a type, or damaged. */
    static HdfDataset require(Hdf5File file, String path) throws IOException {
        return file.dataset(path)
                .orElseThrow(() -> new BadDataException(
                        Reason.BAD_FILE, "the object '" + path + "' is no dataset, or is damaged"));
    }

    private static Optional<NumberType> numbers(HdfDataset dataset) {
        return dataset.isNumbers() ? NumberType.ofSafetensors(dataset.type()) : Optional.empty();
    }

    /** A dataset as an attribution. */
    static NpyReader attributions(HdfDataset dataset) throws IOException {
        NumberType type = numbers(dataset)
                .orElseThrow(() -> new BadDataException(
                        Reason.UNKNOWN_DTYPE,
                        "the dataset holds " + dataset.type() + ": an attribution needs float16, float32 or float64"));
        List<Integer> shape = new ArrayList<>();
        for (long size : dataset.shape()) {
            if (size > Integer.MAX_VALUE) {
                throw new BadDataException(Reason.BAD_SHAPE, "the dataset has the shape " + dataset.shape());
            }
            shape.add((int) size);
        }
        InputStream values = shape.size() < 2 || shape.contains(0) ? InputStream.nullInputStream() : dataset.values();
        return new NpyReader(type, dataset.order(), false, shape, values);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private record Dataset(HdfDataset dataset) implements Contents {
        @Override
        public NpyReader attributions() throws IOException {
            return KeyedHdf5.attributions(dataset);
        }

        @Override
        public InputStream bytes() throws IOException {
            return dataset.values();
        }

        @Override
        public KeyColumn column() throws IOException {
            List<Long> shape = dataset.shape();
            int width = shape.size() == 1 ? 0 : (int) (long) shape.get(1);
            if (dataset.isStrings()) {
                int count = count(shape, 1);
                return KeyColumn.ofTexts(
                        dataset.strings(count, MAX_COLUMN_BYTES), (int) (long) shape.get(0), width, false);
            }
            NumberType type = numbers(dataset).orElseThrow();
            int length = count(shape, type.bytes()) * type.bytes();
            try (InputStream values = dataset.values()) {
                byte[] bytes = values.readNBytes(length);
                if (bytes.length < length) {
                    throw new BadDataException(Reason.WRONG_LENGTH, "the dataset ends early");
                }
                return KeyColumn.ofNumbers(type, dataset.order(), bytes, (int) (long) shape.get(0), width, false);
            }
        }
    }
}

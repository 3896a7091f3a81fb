package org.visionheatmaps.io.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Arrays of a safetensors file by name; each is read through a stream of its own. */
final class KeyedSafetensors extends KeyedFile {
    private final FileSystem fileSystem;
    private final Path path;
    private final long length;
    private final List<Closeable> opened = new ArrayList<>();
    private final SafetensorsFile first;

    KeyedSafetensors(FileSystem fileSystem, Path path, long length) throws IOException {
        this.fileSystem = fileSystem;
        this.path = path;
        this.length = length;
        this.first = open();
    }

    private SafetensorsFile open() throws IOException {
        var in = fileSystem.open(path);
        opened.add(in);
        return new SafetensorsFile(in, length);
    }

    private SafetensorsFile open(String key) throws IOException {
        SafetensorsFile file = open();
        file.seek(key);
        return file;
    }

    @Override
    public List<String> keys() {
        return first.keys();
    }

    @Override
    public NamedArray array(String key) {
        first.seek(key);
        if (first.shape() == null) {
            throw new BadDataException(Reason.BAD_SHAPE, "the array '" + key + "' has no shape");
        }
        return new NamedArray(first.shape(), first.numbers(), false, new Contents() {
            @Override
            public NpyReader attributions() throws IOException {
                return open(key).array();
            }

            @Override
            public InputStream bytes() throws IOException {
                return open(key).bytes();
            }

            @Override
            public KeyColumn column() throws IOException {
                SafetensorsFile file = open(key);
                NumberType type = file.numbers().orElseThrow();
                List<Long> shape = file.shape();
                int length = count(shape, type.bytes()) * type.bytes();
                byte[] bytes = file.bytes().readNBytes(length);
                return KeyColumn.ofNumbers(
                        type,
                        ByteOrder.LITTLE_ENDIAN,
                        bytes,
                        (int) (long) shape.get(0),
                        shape.size() == 1 ? 0 : (int) (long) shape.get(1),
                        false);
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (Closeable stream : opened) {
            stream.close();
        }
    }
}

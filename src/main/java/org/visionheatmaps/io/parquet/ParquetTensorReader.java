package org.visionheatmaps.io.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.BadConfigurationException;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.visionheatmaps.io.arrow.TensorType;
import org.visionheatmaps.io.file.FileRange;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.numpy.NumpyValue;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;

/** The attributions of Parquet files, straight from the column's pages into numbers. */
public final class ParquetTensorReader implements TensorReader {
    private static final String READ_POLICY = "fs.option.openfile.read.policy";

    private final String name;
    private final Configuration configuration;
    private final PageCodecs codecs;
    private final FileRange range = new FileRange();
    private final NumberMemory memory = new NumberMemory();

    private String file;
    private FSDataInputStream input;
    private long length;
    private List<BlockMetaData> rowGroups;
    private ParquetLeaf leaf;
    private Optional<TensorType> tensor;
    /** Where the values of a tensor are, in the order of its shape; null if they lie in that order. */
    private int[] order;

    private int rowGroup;
    private ParquetRowGroup rows;
    private BadDataException broken;

    /**
     * @param name the column's name
     * @param configuration of the files' file systems
     */
    public ParquetTensorReader(String name, Configuration configuration) {
        this.name = name;
        this.configuration = configuration;
        this.codecs = new PageCodecs(configuration);
    }

    @Override
    public Values read(Place place, Declared declared, Layout layout) throws IOException {
        long row = place.row();
        open(place);
        try {
            rows.skip(row - rowGroups.get(rowGroup).getRowIndexOffset() - rows.next());
            if (leaf.numbers() == null) {
                ByteSource bytes = rows.bytes();
                if (bytes == null) {
                    throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
                }
                try {
                    return NumpyValue.isNumpy(bytes)
                            ? NumpyValue.read(bytes, layout, memory)
                            : Values.decode(bytes, declared.dtype(), declared.shape(bytes.left()), layout, memory);
                } finally {
                    bytes.skip(bytes.left());
                }
            }
            int[] nested = rows.numbers(memory);
            int[] shape = leaf.depth() > 1
                    ? nested
                    : tensor.map(TensorType::shape)
                            .orElseGet(() -> declared.shape((long) memory.count() * dtype().bytes()));
            return Values.of(memory.inOrder(order()), dtype(), shape, layout);
        } catch (BadDataException e) {
            throw e;
        } catch (BadConfigurationException e) {
            throw new IOException(
                    "The file " + place.path() + " is compressed in a way that is not installed: " + e.getMessage(), e);
        } catch (EOFException | RuntimeException e) {
            throw fail(e);
        }
    }

    private int[] order() {
        if (order == null || order.length != memory.count()) {
            order = tensor.flatMap(type -> type.order(memory.count())).orElse(null);
        }
        return order;
    }

    private DType dtype() {
        return DType.of(leaf.numbers());
    }

    /** After a page that cannot be decoded, the rest of its row group cannot be found. */
    private BadDataException fail(Exception cause) {
        Throwable reason = cause instanceof UncheckedIOException unchecked ? unchecked.getCause() : cause;
        broken = new BadDataException(
                Reason.UNREADABLE,
                "row group " + rowGroup + " of the file is damaged from row " + rows.next() + " on: "
                        + reason.getMessage(),
                cause);
        return broken;
    }

    private void open(Place place) throws IOException {
        long row = place.row();
        if (!place.path().equals(file)) {
            open(place.path(), place.version());
        }
        BlockMetaData current = rowGroups.get(rowGroup);
        long first = current.getRowIndexOffset();
        boolean isHere = rows != null && row >= first + rows.next() && row < first + current.getRowCount();
        if (isHere && broken != null) {
            throw broken;
        }
        if (!isHere) {
            openRowGroup(row);
        }
    }

    /** Opens a file; its version is checked when it is open, whether it can be read or not. */
    private void open(String path, FileVersion version) throws IOException {
        closeFile();
        Path found = new Path(URI.create(path));
        try {
            open(path, found, version.statusOf(found));
        } finally {
            version.requireAt(path, found, configuration);
        }
        file = path;
        rowGroup = 0;
    }

    private void open(String path, Path found, FileStatus listed) throws IOException {
        ParquetMetadata footer = FooterReader.read(listed, configuration);
        rowGroups = footer.getBlocks();
        tensor = ArrowMetadata.tensor(footer.getFileMetaData().getKeyValueMetaData(), name);
        order = null;
        leaf = ParquetLeaf.find(footer.getFileMetaData().getSchema(), name)
                .orElseThrow(() -> new IOException(
                        "The file " + path + " has no column '" + name + "' of numbers like the others"));
        length = listed.getLen();
        input = found.getFileSystem(configuration)
                .openFile(found)
                .opt(READ_POLICY, "sequential, adaptive")
                .build()
                .join();
    }

    private void openRowGroup(long row) {
        for (rowGroup = 0; rowGroup < rowGroups.size(); rowGroup++) {
            BlockMetaData group = rowGroups.get(rowGroup);
            if (row < group.getRowIndexOffset() + group.getRowCount()) {
                ColumnChunkMetaData chunk = chunk(group);
                requireInside(chunk);
                rows = new ParquetRowGroup(leaf, new ColumnPages(leaf, input, chunk, range, codecs));
                broken = null;
                return;
            }
        }
        throw new IllegalArgumentException("The file " + file + " has no row " + row);
    }

    private void requireInside(ColumnChunkMetaData chunk) {
        long start = chunk.getStartingPos();
        if (start < 0 || chunk.getTotalSize() < 0 || chunk.getTotalSize() > length - start) {
            rows = null;
            throw new BadDataException(
                    Reason.UNREADABLE,
                    "row group " + rowGroup + " of the file would lie at byte " + start + " with "
                            + chunk.getTotalSize() + " of the file's " + length + " bytes");
        }
    }

    private ColumnChunkMetaData chunk(BlockMetaData group) {
        return group.getColumns().stream()
                .filter(column -> leaf.hasPath(column.getPath().toArray()))
                .findFirst()
                .orElseThrow();
    }

    private void closeFile() throws IOException {
        file = null;
        rows = null;
        if (input != null) {
            input.close();
            input = null;
        }
    }

    @Override
    public void close() throws IOException {
        codecs.close();
        closeFile();
    }
}

package org.visionheatmaps.arrow;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.visionheatmaps.io.arrow.ArrowColumn;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowReader;

/** Reads a partition, a few megabytes of rows at a time. */
final class ArrowPartitionReader implements PartitionReader<ColumnarBatch> {
    private static final long WINDOW_BYTES = 4 << 20;
    /** As many as Spark's own readers give at once. */
    private static final int MAX_ROWS = 4096;

    private final Iterator<ArrowSlice> slices;
    private final FolderColumns folders;
    private final StructType wanted;
    private final Configuration configuration;

    private ArrowReader reader;
    private boolean readsFile;
    private ColumnVector[] columns;
    private ColumnarBatch window;
    private ArrowSlice slice;
    private long nextRow;
    private int windowRows;

    ArrowPartitionReader(
            ArrowPartition partition, FolderColumns folders, StructType wanted, Configuration configuration) {
        this.slices = partition.slices().iterator();
        this.folders = folders;
        this.wanted = wanted;
        this.configuration = configuration;
    }

    @Override
    public boolean next() throws IOException {
        while (slice == null || nextRow == slice.from() + slice.rows()) {
            if (!slices.hasNext()) {
                return false;
            }
            open(slices.next());
        }
        int rows = (int) Math.min(windowRows, slice.from() + slice.rows() - nextRow);
        if (readsFile) {
            reader.load(nextRow, rows);
        }
        for (ColumnVector column : columns) {
            if (column instanceof FileMetadata metadata) {
                metadata.setFirstRow(slice.batch().firstRow() + nextRow);
            } else if (column instanceof ConstantVector constant) {
                constant.setRows(rows);
            }
        }
        window.setNumRows(rows);
        nextRow += rows;
        return true;
    }

    @Override
    public ColumnarBatch get() {
        return window;
    }

    private void open(ArrowSlice next) throws IOException {
        if (slice == null || !slice.file().path().equals(next.file().path())) {
            openFile(next);
        }
        slice = next;
        nextRow = next.from();
        windowRows = MAX_ROWS;
        if (readsFile) {
            reader.open(next.batch());
            windowRows = Math.min(MAX_ROWS, reader.windowRows(WINDOW_BYTES));
        }
    }

    private void openFile(ArrowSlice next) throws IOException {
        close();
        List<String> known =
                next.file().schema().getFields().stream().map(Field::getName).toList();
        readsFile = Arrays.stream(wanted.fieldNames()).anyMatch(known::contains);
        if (readsFile) {
            reader = ArrowReader.open(next.file(), configuration);
        }
        columns = new ColumnVector[wanted.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = vector(wanted.fields()[c], next.file());
        }
        window = new ColumnarBatch(columns);
    }

    private ColumnVector vector(StructField field, ArrowFile file) {
        if (folders.has(field.name())) {
            return new ConstantVector(field.dataType(), field.name(), folders.value(file.path(), field.name()));
        }
        Optional<ArrowColumn> column = readsFile ? reader.column(field.name()) : Optional.empty();
        if (column.isPresent()) {
            return Vectors.of(field.dataType(), column.get());
        }
        return field.name().equals(FileMetadata.NAME)
                ? new FileMetadata((StructType) field.dataType(), file)
                : new ConstantVector(field.dataType(), field.name(), null);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}

package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.visionheatmaps.io.ChangedFileException;
import org.visionheatmaps.io.DType;
import org.visionheatmaps.io.FileVersion;
import org.visionheatmaps.io.NumberMemory;
import org.visionheatmaps.io.StoredRows;
import org.visionheatmaps.io.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;

/** Reads the numbers of rows, one row at a time, into memory that is used again: from the rows themselves or from their files. */
final class ValueReader implements AutoCloseable {
    private final RowDecoder decoder;
    private final StoredRows stored;
    private final NumberMemory memory = new NumberMemory();

    /**
     * @param stored reads the values where they lie, or null if the rows carry them
     */
    ValueReader(RowDecoder decoder, StoredRows stored) {
        this.decoder = decoder;
        this.stored = stored;
    }

    /** A reader that is closed with the task that it reads for. */
    static ValueReader ofTask(RowDecoder decoder) {
        ValueReader reader = decoder.open();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> reader.close());
        return reader;
    }

    /**
     * The row's numbers; they hold until the next row is read.
     *
     * @throws BadDataException if they cannot be read
     */
    Values read(Row row) {
        decoder.requireId(row);
        return HeapLimit.guard(() -> decode(row));
    }

    private Values decode(Row row) {
        if (stored == null) {
            return readRow(row);
        }
        try {
            return stored.read(place(row), declared(row), decoder.layout());
        } catch (ChangedFileException e) {
            throw JobFailedException.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read row " + row.getLong(ElementRow.POSITION) + " of " + row.getString(ElementRow.FILE)
                            + ": " + e.getMessage(),
                    e);
        }
    }

    private static StoredRows.Place place(Row row) {
        FileVersion version = new FileVersion(row.getLong(ElementRow.BYTES), row.getLong(ElementRow.MODIFIED), null);
        return new StoredRows.Place(row.getString(ElementRow.FILE), version, row.getLong(ElementRow.POSITION));
    }

    private StoredRows.Declared declared(Row row) {
        return new StoredRows.Declared() {
            @Override
            public int[] shape(long bytes) {
                return decoder.shape(row, null, bytes);
            }

            @Override
            public DType dtype() {
                return RowDecoder.dtype(row);
            }
        };
    }

    private Values readRow(Row row) {
        Row value = row.isNullAt(ElementRow.VALUE) ? null : row.getStruct(ElementRow.VALUE);
        if (value != null && !value.isNullAt(ElementRow.VALUE_PROBLEM)) {
            throw new BadDataException(
                    Reason.valueOf(value.getString(ElementRow.VALUE_REASON)),
                    value.getString(ElementRow.VALUE_PROBLEM));
        }
        if (value == null || value.isNullAt(ElementRow.VALUE_DATA)) {
            throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
        }
        byte[] data = value.getAs(ElementRow.VALUE_DATA);
        int[] shape = decoder.shape(row, ElementRow.sizes(value, ElementRow.VALUE_SHAPE), data.length);
        return Values.decode(data, RowDecoder.dtype(row), shape, decoder.layout(), memory);
    }

    @Override
    public void close() {
        try {
            if (stored != null) {
                stored.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the input", e);
        }
    }
}

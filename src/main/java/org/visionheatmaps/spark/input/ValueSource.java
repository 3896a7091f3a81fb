package org.visionheatmaps.spark.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.file.ChangedFileException;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.numpy.NumpyValue;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;

/** Reads the numbers of rows, one row at a time, into memory that is used again: from the rows themselves or from their files. */
final class ValueSource implements AutoCloseable {
    private final RowDecoder decoder;
    private final TensorReader stored;
    private final NumberMemory memory = new NumberMemory();

    /**
     * @param stored reads the values where they lie, or null if the rows carry them
     */
    ValueSource(RowDecoder decoder, TensorReader stored) {
        this.decoder = decoder;
        this.stored = stored;
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
                    "Cannot read row " + row.getLong(NormalizedRow.POSITION) + " of "
                            + row.getString(NormalizedRow.FILE) + ": " + e.getMessage(),
                    e);
        }
    }

    private static TensorReader.Place place(Row row) {
        FileVersion version =
                new FileVersion(row.getLong(NormalizedRow.BYTES), row.getLong(NormalizedRow.MODIFIED), null);
        return new TensorReader.Place(row.getString(NormalizedRow.FILE), version, row.getLong(NormalizedRow.POSITION));
    }

    private TensorReader.Declared declared(Row row) {
        return new TensorReader.Declared() {
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
        Row value = row.isNullAt(NormalizedRow.VALUE) ? null : row.getStruct(NormalizedRow.VALUE);
        if (value != null && !value.isNullAt(NormalizedRow.VALUE_PROBLEM)) {
            throw new BadDataException(
                    Reason.valueOf(value.getString(NormalizedRow.VALUE_REASON)),
                    value.getString(NormalizedRow.VALUE_PROBLEM));
        }
        if (value == null || value.isNullAt(NormalizedRow.VALUE_DATA)) {
            throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
        }
        byte[] data = value.getAs(NormalizedRow.VALUE_DATA);
        if (NumpyValue.isNumpy(data)) {
            return NumpyValue.read(data, decoder.layout(), memory);
        }
        int[] shape = decoder.shape(row, NormalizedRow.sizes(value, NormalizedRow.VALUE_SHAPE), data.length);
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

package org.visionheatmaps.spark;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.DType;
import org.visionheatmaps.io.ImageDecoder;
import org.visionheatmaps.io.NumberMemory;
import org.visionheatmaps.io.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;

/** Reads values and images out of normalised rows. */
final class RowDecoder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean hasId;
    private final Layout layout;
    private final int[] defaultShape;

    /**
     * @param hasId whether the data has a column of ids; if not, file and position name a row
     * @param layout the declared order of dimensions
     * @param defaultShape for rows that carry none, or null
     */
    RowDecoder(boolean hasId, Layout layout, int[] defaultShape) {
        this.hasId = hasId;
        this.layout = layout;
        this.defaultShape = defaultShape;
    }

    /** The same, for rows whose elements were split and laid out C×H×W. */
    RowDecoder ofElements() {
        return new RowDecoder(hasId, Layout.NCHW, null);
    }

    /** The row's id; if it has none, its file and position. */
    String id(Row row) {
        return hasId && !row.isNullAt(ElementRow.ID)
                ? row.getString(ElementRow.ID)
                : row.getString(ElementRow.FILE) + ":" + row.getLong(ElementRow.POSITION);
    }

    /**
     * The row's numbers.
     *
     * @throws BadDataException if they cannot be read
     */
    Values values(Row row) {
        return values(row, new NumberMemory());
    }

    /**
     * The row's numbers, in memory that is used again: they hold until the next row is read into it.
     *
     * @throws BadDataException if they cannot be read
     */
    Values values(Row row, NumberMemory memory) {
        if (hasId && row.isNullAt(ElementRow.ID)) {
            throw new BadDataException(Reason.BAD_ID, "the id is null");
        }
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
        return Values.decode(data, dtype(row), shape(row, value, data), layout, memory);
    }

    private static DType dtype(Row row) {
        if (row.isNullAt(ElementRow.DTYPE)) {
            throw new BadDataException(Reason.UNKNOWN_DTYPE, "the dtype is null");
        }
        try {
            return DType.parse(row.getString(ElementRow.DTYPE));
        } catch (IllegalArgumentException e) {
            throw new BadDataException(Reason.UNKNOWN_DTYPE, e.getMessage());
        }
    }

    /** A nested value's own shape; otherwise the row's; otherwise the one given for all rows. */
    private int[] shape(Row row, Row value, byte[] data) {
        int[] own = ElementRow.sizes(value, ElementRow.VALUE_SHAPE);
        if (own != null) {
            return own;
        }
        int[] given = ElementRow.sizes(row, ElementRow.SHAPE);
        if (given == null) {
            given = defaultShape;
        }
        if (given == null) {
            throw new BadDataException(
                    Reason.BAD_SHAPE,
                    "the row has no shape, and none is given for all rows with --shape (" + data.length + " bytes)");
        }
        return given;
    }

    /**
     * The row's photograph, or null.
     *
     * @throws BadDataException if it cannot be decoded
     */
    RgbImage image(Row row) {
        if (!row.isNullAt(ElementRow.IMAGE)) {
            return ImageDecoder.decode(row.getAs(ElementRow.IMAGE));
        }
        if (!row.isNullAt(ElementRow.IMAGE_PATH)) {
            throw new BadDataException(
                    Reason.BAD_IMAGE,
                    "the image has a path, " + row.getString(ElementRow.IMAGE_PATH)
                            + ", but no bytes: this version reads bytes only");
        }
        return null;
    }
}

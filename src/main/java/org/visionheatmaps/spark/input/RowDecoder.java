package org.visionheatmaps.spark.input;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.input.image.ImageReading;
import org.visionheatmaps.spark.input.image.RowImages;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.input.source.StoredValues;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;

/** Tells how normalised rows are read. */
public final class RowDecoder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean hasId;
    private final Layout layout;
    private final int[] defaultShape;
    private final StoredValues stored;
    private final ImageReading images;

    /**
     * @param hasId whether the data has a column of ids; if not, file and position name a row
     * @param layout the declared order of dimensions
     * @param defaultShape for rows that carry none, or null
     * @param stored where the values lie, or null if the rows carry them
     * @param images how photographs are read
     */
    public RowDecoder(boolean hasId, Layout layout, int[] defaultShape, StoredValues stored, ImageReading images) {
        this.hasId = hasId;
        this.layout = layout;
        this.defaultShape = defaultShape;
        this.stored = stored;
        this.images = images;
    }

    /** The same, for rows whose elements were split and laid out C×H×W. */
    RowDecoder ofElements() {
        return new RowDecoder(hasId, Layout.NCHW, null, null, images);
    }

    /** The row's id; if it has none, its file and position. */
    public String id(Row row) {
        return hasId && !row.isNullAt(NormalizedRow.ID)
                ? row.getString(NormalizedRow.ID)
                : row.getString(NormalizedRow.FILE) + ":" + row.getLong(NormalizedRow.POSITION);
    }

    /** Opens what the rows' numbers are read from. */
    ValueSource open() {
        try {
            return new ValueSource(this, stored == null ? null : stored.open());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the settings of the input's file system", e);
        }
    }

    /** Opens what the rows' photographs are read from. */
    RowImages openImages() {
        return images.open();
    }

    /**
     * @throws BadDataException if the row has no id where others have one
     */
    void requireId(Row row) {
        if (hasId && row.isNullAt(NormalizedRow.ID)) {
            throw new BadDataException(Reason.BAD_ID, "the id is null");
        }
    }

    Layout layout() {
        return layout;
    }

    static DType dtype(Row row) {
        if (row.isNullAt(NormalizedRow.DTYPE)) {
            throw new BadDataException(Reason.UNKNOWN_DTYPE, "the dtype is null");
        }
        try {
            return DType.parse(row.getString(NormalizedRow.DTYPE));
        } catch (IllegalArgumentException e) {
            throw new BadDataException(Reason.UNKNOWN_DTYPE, e.getMessage());
        }
    }

    /**
     * A nested value's own shape; otherwise the row's; otherwise the one given for all rows.
     *
     * @param own the value's, or null
     * @param bytes how large the value is
     */
    int[] shape(Row row, int[] own, long bytes) {
        if (own != null) {
            return own;
        }
        int[] given = NormalizedRow.sizes(row, NormalizedRow.SHAPE);
        if (given == null) {
            given = defaultShape;
        }
        if (given == null) {
            throw new BadDataException(
                    Reason.BAD_SHAPE,
                    "the row has no shape, and none is given for all rows with --shape (" + bytes + " bytes)");
        }
        return given;
    }
}

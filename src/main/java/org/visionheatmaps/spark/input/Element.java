package org.visionheatmaps.spark.input;

import org.apache.spark.sql.Row;
import org.visionheatmaps.io.image.ImageSize;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * One element as tasks see it: its tensor, or the fault because of which there is none. A row that cannot be read is one element with a
 * fault. The tensor and the image hold until the next element is asked for.
 */
public final class Element {
    private final ElementReader reader;
    private final Row row;
    private final String rowId;
    private final int index;
    private final int batchIndex;
    private final String name;
    private final int elementsOfRow;
    private final Tensor tensor;
    private final BadDataException fault;

    /** An element of the row that the reader has open. */
    Element(ElementReader reader, int index, Tensor tensor, BadDataException fault) {
        this.reader = reader;
        this.row = reader.row();
        this.rowId = reader.rowId();
        this.index = index;
        this.elementsOfRow = reader.elementsOfRow();
        this.tensor = tensor;
        this.fault = fault;
        if (!row.isNullAt(NormalizedRow.ELEMENT)) {
            String[] split = row.getString(NormalizedRow.ELEMENT).split(" ", 2);
            this.batchIndex = Integer.parseInt(split[0]);
            this.name = split[1];
        } else {
            this.batchIndex = reader.batchIndex(index);
            this.name = reader.nameOf(index);
        }
    }

    /** The row's id, with the element's name if it has one: {@code cat}, {@code batch/0}. */
    public String id() {
        return name == null ? rowId : rowId + "/" + name;
    }

    /** The row's id; of a row without one, its file and position. */
    public String rowId() {
        return rowId;
    }

    /**
     * The element's indices in its value, {@code 3} or {@code 3/0}; null if the value is one element, or cannot be read.
     *
     * @see org.visionheatmaps.tensor.Layout.Elements#name
     */
    public String name() {
        return name;
    }

    /** The element's place in the batch, from 0; 0 if there is none. */
    public int batchIndex() {
        return batchIndex;
    }

    /** What {@link NormalizedRow#ELEMENT} says of the element. */
    String split() {
        return name == null ? null : batchIndex + " " + name;
    }

    /** The number of elements of the normalised row; 1 if it cannot be read. */
    public int elementsOfRow() {
        return elementsOfRow;
    }

    /** Whether this one of the row's elements stands for all where one is enough; by the row's id, so that it is always the same. */
    public boolean isChosenOfRow() {
        return index == Math.floorMod(rowId.hashCode(), elementsOfRow);
    }

    /** Whether no element of the normalised row came before. */
    public boolean isFirstOfRow() {
        return index == 0;
    }

    /** The normalised row, for its carried columns. */
    public Row row() {
        return row;
    }

    /** The file where its row stands. */
    public String file() {
        return row.getString(NormalizedRow.FILE);
    }

    /** The row's position in the file, from 0; of a row of a table, a negative number made of its id. */
    public long position() {
        return row.getLong(NormalizedRow.POSITION);
    }

    /** The group by the columns of the reader's configuration. */
    public Group group() {
        return reader.groups().of(row);
    }

    /** The channels, W×H×C; null if there is a fault. */
    public Tensor tensor() {
        return tensor;
    }

    /** Why there is no tensor; null if there is one. */
    public BadDataException fault() {
        return fault;
    }

    /**
     * The photograph, decoded when it is first asked for; null if there is none.
     *
     * @throws BadDataException if there should be one but it cannot be read
     */
    public RgbImage image() {
        return reader.image(this);
    }

    /**
     * The size of the photograph, of the row's first if there are several; null if there is none. Reads only the header where that
     * tells the size.
     *
     * @throws BadDataException as of the photograph, as far as the header tells
     */
    public ImageSize imageSize() {
        return reader.imageSize(row);
    }

    /** The quarantine's line of this element. */
    public Quarantined quarantined(BadDataException reason) {
        return Quarantined.of(id(), reason, file(), Math.max(-1, position()));
    }
}

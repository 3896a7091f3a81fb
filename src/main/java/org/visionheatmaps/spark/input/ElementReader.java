package org.visionheatmaps.spark.input;

import java.util.Iterator;
import java.util.function.IntFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.visionheatmaps.io.image.ImageSize;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.spark.input.image.RowImages;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Makes elements of normalised rows, in order; the one place where that is done. One row, and of it one element, is in memory at a time.
 * Each row gives at least one element: its first, or one with a fault. A reader that is made in a task closes with it.
 */
public final class ElementReader implements Iterator<Element>, AutoCloseable {
    private final Iterator<Row> rows;
    private final ReaderConfig config;
    private final boolean requiresImages;
    private final ValueSource source;
    private final Tally tally = new Tally();
    private RowImages photographs;

    private Row row;
    private String rowId;
    /** Of the open row; null if it cannot be read. */
    private Values values;
    /** The photographs of the open row, once they are asked for. */
    private IntFunction<RgbImage> images;

    private int next;

    /**
     * @param rows normalised
     * @param config how they are read
     * @param requiresImages whether a row is at fault as a whole if its photographs cannot be read; if not, elements still have them
     */
    public ElementReader(Iterator<Row> rows, ReaderConfig config, boolean requiresImages) {
        this.rows = rows;
        this.config = config;
        this.requiresImages = requiresImages;
        this.source = config.decoder().open();
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) done -> close());
        }
    }

    /** Counts the rows that were read; consumers add what became of their elements. */
    public Tally tally() {
        return tally;
    }

    @Override
    public boolean hasNext() {
        return hasMoreOfRow() || rows.hasNext();
    }

    private boolean hasMoreOfRow() {
        return values != null && next < values.count();
    }

    @Override
    public Element next() {
        BadDataException fault = hasMoreOfRow() ? null : open(rows.next());
        int index = next++;
        Tensor tensor = fault == null ? values.element(index) : null;
        if (tensor != null) {
            tally.channels().see(tensor);
        }
        return new Element(this, index, tensor, fault);
    }

    /** Opens a row; gives why it cannot be read, or null. */
    private BadDataException open(Row opened) {
        row = opened;
        rowId = config.decoder().id(row);
        values = null;
        images = null;
        next = 0;
        count();
        try {
            config.check().check(row, rowId, tally);
            Values read = source.read(row);
            if (requiresImages) {
                images = photographs().of(row, read.elements().batchSize());
            }
            values = read;
            return null;
        } catch (BadDataException e) {
            return e;
        }
    }

    /** Of a batch that was split, the first element stands for the row. */
    private void count() {
        if (NormalizedRow.isFirstElement(row)) {
            tally.row(
                    row.getString(NormalizedRow.FILE),
                    row.getLong(NormalizedRow.BYTES),
                    row.getLong(NormalizedRow.MODIFIED));
        }
    }

    private RowImages photographs() {
        if (photographs == null) {
            photographs = config.decoder().openImages();
        }
        return photographs;
    }

    Row row() {
        return row;
    }

    String rowId() {
        return rowId;
    }

    /** The name of an element of the open row; null if there is none. */
    String nameOf(int index) {
        return values != null && values.isBatch() ? values.elements().name(index) : null;
    }

    int batchIndex(int index) {
        return values == null ? 0 : values.elements().batchIndex(index);
    }

    int elementsOfRow() {
        return values == null ? 1 : values.count();
    }

    GroupColumns groups() {
        return config.groups();
    }

    RgbImage image(Element element) {
        if (element.row() != row) {
            throw new IllegalStateException("The image of an element is asked for after a later row was opened");
        }
        if (images == null) {
            images =
                    photographs().of(row, values == null ? 1 : values.elements().batchSize());
        }
        return images.apply(element.batchIndex());
    }

    ImageSize imageSize(Row of) {
        return photographs().size(of);
    }

    @Override
    public void close() {
        source.close();
    }
}

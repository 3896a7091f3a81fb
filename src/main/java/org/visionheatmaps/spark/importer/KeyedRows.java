package org.visionheatmaps.spark.importer;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.io.numpy.KeyColumn;
import org.visionheatmaps.io.numpy.KeyedFile;
import org.visionheatmaps.io.numpy.NpyReader;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** The elements of one file whose arrays have names: attributions, their ids, images and columns in step. */
final class KeyedRows implements Closeable {
    private final KeyedFile file;
    private final ImportTask task;
    private final KeyedPlan plan;
    private final NpyReader.Rows rows;
    private final KeyColumn ids;
    private final KeyColumn imageNames;
    private final PixelRows pixels;
    private final Map<String, KeyColumn> columns = new HashMap<>();
    private int next;

    /**
     * Opens a file.
     *
     * @return nothing if all of its arrays are attributions
     * @throws BadDataException if its arrays are not what the keys say
     */
    static Optional<KeyedRows> open(ImportUnit unit, ImportTask task, Configuration configuration) throws IOException {
        KeyedFile file = KeyedFile.open(new Path(unit.path()), configuration);
        KeyedRows opened = null;
        try {
            Optional<KeyedPlan> plan = KeyedPlan.of(file, task.keys(), KeyedFile.isHdf5(unit.path()), task.layout());
            opened = plan.isPresent() ? new KeyedRows(file, task, plan.get()) : null;
            return Optional.ofNullable(opened);
        } finally {
            if (opened == null) {
                file.close();
            }
        }
    }

    private KeyedRows(KeyedFile file, ImportTask task, KeyedPlan plan) throws IOException {
        this.file = file;
        this.task = task;
        this.plan = plan;
        NpyReader attributions = plan.attributions().contents().attributions();
        Optional<DType> as = Optional.ofNullable(task.as());
        this.rows = plan.isBatch() ? attributions.elements(task.layout(), as) : attributions.rows(task.layout(), as);
        ImportKeys keys = task.keys();
        this.ids = keys.ids() == null ? null : column(keys.ids());
        KeyedFile.NamedArray images = keys.images() == null ? null : file.array(keys.images());
        this.imageNames = images != null && images.isText() ? column(keys.images()) : null;
        this.pixels = images == null || images.isText()
                ? null
                : PixelRows.open(
                        images,
                        plan.isBatch() ? plan.attributions().shape().get(0) : 1,
                        task.layout(),
                        task.maxImageBytes());
        for (StructField field : task.carried().fields()) {
            KeyedPlan.Carried carried = plan.columns().get(field.name());
            if (carried != null) {
                columns.put(field.name(), column(carried.key()));
            }
        }
    }

    private KeyColumn column(String key) throws IOException {
        KeyedFile.NamedArray array = file.array(key);
        if (array.columnType().isEmpty()
                || array.columnType().get().width() > 0
                        && key.equals(task.keys().ids())) {
            throw new BadDataException(Reason.BAD_ID, "the array '" + key + "' holds neither strings nor numbers");
        }
        return array.contents().column();
    }

    /** The key of the attributions. */
    String key() {
        return plan.key();
    }

    NpyReader.Rows attributions() {
        return rows;
    }

    /** Whether there is another element. */
    boolean hasNext() {
        return rows.hasNext();
    }

    /** The place of the element that comes next. */
    int index() {
        return next;
    }

    /**
     * The element that comes next as its attribution; {@link #id} and the others are of the same.
     *
     * @throws BadDataException if it cannot be read; none that follow can be either
     */
    byte[] attribution() throws IOException {
        return rows.next();
    }

    /** The name of the element. */
    String id(String fileId) {
        if (ids == null) {
            return plan.isBatch() ? fileId + "/" + next : fileId;
        }
        String id = ids.id(next);
        if (id.isEmpty()) {
            throw new BadDataException(Reason.BAD_ID, "the id of element " + next + " is empty");
        }
        return id;
    }

    /** The name of the element's photograph, if the file has names of photographs. */
    Optional<String> imageName() {
        return imageNames == null ? Optional.empty() : Optional.of(imageNames.id(next));
    }

    /** The element's picture as a PNG file, if the file has pictures. */
    Optional<byte[]> image() throws IOException {
        return pixels == null ? Optional.empty() : Optional.of(pixels.next());
    }

    /** What is carried, in the order of the columns. */
    List<Object> values() {
        List<Object> values = new ArrayList<>();
        for (StructField field : task.carried().fields()) {
            KeyColumn column = columns.get(field.name());
            values.add(column == null ? null : CarriedColumns.widen(column.value(next), field.dataType()));
        }
        return values;
    }

    /** Goes to the next element. */
    void advance() {
        next++;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

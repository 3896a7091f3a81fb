package org.visionheatmaps.spark.importer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.visionheatmaps.io.numpy.ArrayFile;
import org.visionheatmaps.io.numpy.FileListing;
import org.visionheatmaps.io.numpy.NpyReader;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.QuarantineFile;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.HeapLimit;

/** Reads files as rows are asked for: one row, and its photograph, is in memory at a time. */
final class ImportedRows implements Iterator<Row> {
    private final Iterator<String> groups;
    private final ImportTask task;
    private final Configuration configuration;
    private final TaskContext context = TaskContext.get();
    private final QuarantineFile quarantine;
    private final Tally tally = new Tally();
    private final Deque<ImportUnit> units = new ArrayDeque<>();

    private ImportUnit unit;
    private ArrayFile file;
    private KeyedRows keyed;
    private String arrayId;
    private String source;
    private NpyReader.Rows rows;
    private int index;
    private String imagePath;
    private byte[] imageBytes;
    private Row next;
    private boolean ended;

    ImportedRows(Iterator<String> groups, ImportTask task) throws IOException {
        this.groups = groups;
        this.task = task;
        this.configuration = task.quarantine().settings().configuration();
        this.quarantine = new QuarantineFile(task.quarantine(), context);
        context.addTaskCompletionListener((TaskCompletionListener) done -> close());
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            try {
                advance();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + unit.path() + ": " + e.getMessage(), e);
            }
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row result = next;
        next = null;
        return result;
    }

    private void advance() throws IOException {
        if (keyed != null) {
            next = keyed.hasNext() ? readKeyed() : closed();
        } else if (rows != null && rows.hasNext()) {
            next = readRow();
        } else if (file != null) {
            openArray();
        } else if (!units.isEmpty()) {
            openFile(units.remove());
        } else if (groups.hasNext()) {
            units.addAll(ImportUnit.ofText(groups.next()));
        } else {
            ended = true;
            quarantine.commit();
            task.tallies().add(Map.entry(context.partitionId(), tally));
        }
    }

    private void openFile(ImportUnit opened) throws IOException {
        unit = opened;
        index = 0;
        tally.row();
        try {
            if (unit.hasNamesake()) {
                throw new BadDataException(
                        Reason.DUPLICATE_ID,
                        "more than one file is called '" + unit.id() + "': import a folder that they are all in");
            }
            if (task.isOfImages()) {
                next = RowFactory.create(unit.id(), image(unit.path()), unit.path());
                tally.rendered();
            } else {
                keyed = KeyScan.isKeyed(unit, task.keys())
                        ? KeyedRows.open(unit, task, configuration).orElse(null)
                        : null;
                file = keyed == null ? ArrayFile.open(new Path(unit.path()), configuration) : null;
            }
        } catch (FileNotFoundException e) {
            reject(unit.id(), new BadDataException(Reason.BAD_FILE, "the file is no longer there", e));
        } catch (BadDataException e) {
            reject(unit.id(), e);
        }
    }

    private void openArray() throws IOException {
        rows = null;
        arrayId = unit.id();
        source = unit.path();
        try {
            if (!file.next()) {
                close();
                return;
            }
        } catch (BadDataException e) {
            reject(arrayId, e);
            close();
            return;
        }
        try {
            if (file.key().isPresent()) {
                arrayId = unit.id() + "/" + file.key().get();
                source = unit.path() + "#" + file.key().get();
            }
            index = 0;
            rows = file.array().rows(task.layout(), Optional.ofNullable(task.as()));
        } catch (BadDataException e) {
            boolean isNamed = file.key().isPresent() && e.reason() != Reason.BAD_FILE;
            reject(
                    arrayId,
                    isNamed
                            ? new BadDataException(
                                    e.reason(), e.getMessage() + " (--key says which array holds attributions)", e)
                            : e);
        }
    }

    private Row readRow() throws IOException {
        String id = rows.isBatch() ? arrayId + "/" + index : arrayId;
        try {
            byte[] attribution = HeapLimit.guard(rows::next);
            String photograph = unit.image(id);
            Row row = row(id, attribution, rows, photograph == null ? null : image(photograph), List.of());
            index++;
            return row;
        } catch (BadDataException e) {
            reject(id, e);
            index++;
            if (e.reason() != Reason.BAD_IMAGE) {
                rows = null;
            }
            return null;
        }
    }

    private Row row(String id, byte[] attribution, NpyReader.Rows of, Row image, List<Object> carried) {
        List<Object> values = new ArrayList<>();
        values.add(id);
        values.add(attribution);
        values.add(of.shape().toArray());
        values.add(of.dtype().toString());
        values.add(task.layout().toString());
        values.add(image);
        values.add(source);
        values.add(unit.folder());
        values.addAll(carried);
        while (values.size() < ImportTask.COLUMNS.length + task.carried().size()) {
            values.add(null);
        }
        if (image == null) {
            tally.withoutImage();
        }
        tally.rendered();
        return RowFactory.create(values.toArray());
    }

    private Row readKeyed() throws IOException {
        index = keyed.index();
        source = unit.path() + "#" + keyed.key();
        String id = unit.id() + "/" + index;
        byte[] attribution;
        try {
            attribution = HeapLimit.guard(keyed::attribution);
        } catch (BadDataException e) {
            reject(id, e);
            return closed();
        }
        try {
            byte[] picture = HeapLimit.guard(keyed::image).orElse(null);
            id = keyed.id(unit.id());
            String photograph = photograph(id);
            Row image = picture != null
                    ? RowFactory.create(picture, id + ".png")
                    : photograph == null ? null : image(photograph);
            return row(id, attribution, keyed.attributions(), image, keyed.values());
        } catch (BadDataException e) {
            reject(id, e);
            return null;
        } finally {
            keyed.advance();
        }
    }

    /** The photograph that the file names for an element, or that is called as the element is, or as the file. */
    private String photograph(String id) {
        String name = keyed.imageName().orElse(id);
        String found = task.photographs().get(name);
        if (found == null) {
            found = task.photographs().get(FileListing.imageName(name));
        }
        return found == null && task.keys().images() == null ? unit.image(unit.id() + "/" + keyed.index()) : found;
    }

    private Row closed() {
        close();
        return null;
    }

    /** The photograph as it is stored; the last one is kept for the next row. */
    private Row image(String path) throws IOException {
        if (!path.equals(imagePath)) {
            Path photograph = new Path(path);
            FileSystem fileSystem = photograph.getFileSystem(configuration);
            try {
                long length = fileSystem.getFileStatus(photograph).getLen();
                if (length > task.maxImageBytes()) {
                    throw new BadDataException(
                            Reason.BAD_IMAGE,
                            "the image file " + path + " has " + length + " bytes, more than " + task.maxImageBytes()
                                    + ": --max-image-bytes allows more");
                }
                byte[] bytes = new byte[(int) length];
                try (FSDataInputStream in = fileSystem.open(photograph)) {
                    in.readFully(0, bytes);
                }
                imageBytes = bytes;
                imagePath = path;
            } catch (FileNotFoundException e) {
                throw new BadDataException(Reason.BAD_IMAGE, "the image file " + path + " is no longer there", e);
            }
        }
        return RowFactory.create(imageBytes, new Path(path).getName());
    }

    private void reject(String id, BadDataException fault) {
        Quarantined quarantined = Quarantined.of(id, fault, unit.path(), index);
        if (task.failFast()) {
            throw JobFailedException.atFirstFault(quarantined);
        }
        tally.quarantined(quarantined);
        quarantine.add(quarantined);
    }

    private void close() {
        rows = null;
        try {
            if (keyed != null) {
                KeyedRows closing = keyed;
                keyed = null;
                closing.close();
            }
            if (file != null) {
                file.close();
                file = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + unit.path(), e);
        }
    }
}

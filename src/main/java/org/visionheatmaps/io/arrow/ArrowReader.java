package org.visionheatmaps.io.arrow;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.tensor.BadDataException;

/**
 * Reads the wanted columns of a file: a record batch is opened, and windows of its rows are loaded into the columns. The memory
 * of a window is used again for the next; dictionaries are kept whole. Not for two threads at once.
 */
public final class ArrowReader implements Closeable {
    private final ArrowFile file;
    private final ArrowInput in;
    private final MessageReader messages;
    private final Map<Long, Field> dictionaryFields = new HashMap<>();
    private final List<ArrowColumn> columns;
    private final Map<Long, Loaded> loaded = new HashMap<>();
    private final Set<Long> opening = new HashSet<>();
    private BatchBody body;
    private ArrowFile.Batch batch;

    private ArrowReader(ArrowFile file, ArrowInput in, Schema schema) {
        this.file = file;
        this.in = in;
        this.messages = new MessageReader(in);
        this.columns = schema.getFields().stream()
                .map(field -> new ArrowColumn(in, field))
                .toList();
        schema.getFields().forEach(this::findDictionaries);
    }

    private record Loaded(List<ArrowFile.Dictionary> from, ArrowDictionary values) {}

    /** Opens a file whose index is known. */
    public static ArrowReader open(ArrowFile file, Configuration configuration) throws IOException {
        return new ArrowReader(file, ArrowInput.open(file.path(), file.version(), configuration), file.schema());
    }

    /** A column by its exact name. */
    public Optional<ArrowColumn> column(String name) {
        return columns.stream()
                .filter(column -> column.field().getName().equals(name))
                .findFirst();
    }

    /** Opens a record batch: reads where its buffers lie, and those that are wanted and small. */
    public void open(ArrowFile.Batch wanted) throws IOException {
        closeBatch();
        guarded(() -> {
            Message message = message(wanted.block(), MessageHeader.RecordBatch);
            body = bind((RecordBatch) message.header(new RecordBatch()), wanted.block(), columns);
            batch = wanted;
            for (ArrowColumn column : columns) {
                findDictionaries(column, file.dictionaries(wanted));
            }
        });
    }

    /**
     * How many rows of the open record batch are about so many bytes, at least 1, by the average of its rows.
     *
     * @param bytes of the wanted columns, decompressed
     */
    public int windowRows(long bytes) throws IOException {
        long all = 0;
        for (ArrowColumn column : columns) {
            all += column.wantedBytes();
        }
        long perRow = Math.max(1, all / Math.max(1, batch.rows()));
        return (int) Math.max(1, Math.min(Math.max(1, batch.rows()), bytes / perRow));
    }

    /**
     * Loads some rows of the open record batch into the wanted columns, counted from its first.
     *
     * @throws IOException if they cannot be read
     */
    public void load(long from, int rows) throws IOException {
        guarded(() -> {
            for (ArrowColumn column : columns) {
                column.load(from, rows);
            }
        });
    }

    private BatchBody bind(RecordBatch metadata, ArrowFile.Block block, List<ArrowColumn> bound) throws IOException {
        BatchBody found = new BatchBody(in, block, metadata);
        ArrowColumn.Cursor at = new ArrowColumn.Cursor();
        for (ArrowColumn column : bound) {
            column.bind(metadata, found, at);
        }
        found.readSmall();
        return found;
    }

    private Message message(ArrowFile.Block block, byte type) throws IOException {
        Message message = messages.at(block.offset())
                .map(MessageReader.Found::message)
                .filter(found -> found.headerType() == type)
                .orElseThrow(() -> in.fault(
                        "was changed while it was read: at byte " + block.offset() + " there is no "
                                + MessageHeader.name(type),
                        null));
        return message;
    }

    private void findDictionaries(Field field) {
        if (field.getDictionary() != null) {
            dictionaryFields.put(field.getDictionary().getId(), field);
        }
        field.getChildren().forEach(this::findDictionaries);
    }

    private void findDictionaries(ArrowColumn column, Map<Long, List<ArrowFile.Dictionary>> parts) throws IOException {
        if (column.isWanted() && column.field().getDictionary() != null) {
            column.setDictionary(dictionary(column.field().getDictionary().getId(), parts));
        }
        for (ArrowColumn child : column.children()) {
            findDictionaries(child, parts);
        }
    }

    private ArrowDictionary dictionary(long id, Map<Long, List<ArrowFile.Dictionary>> parts) throws IOException {
        List<ArrowFile.Dictionary> from = parts.getOrDefault(id, List.of());
        Loaded known = loaded.get(id);
        if (known == null || !known.from().equals(from)) {
            if (!opening.add(id)) {
                throw in.damaged("the values of dictionary " + id + " are in themselves");
            }
            List<ArrowColumn> values = new ArrayList<>();
            for (ArrowFile.Dictionary part : from) {
                values.add(values(part, parts));
            }
            known = new Loaded(from, new ArrowDictionary(values));
            loaded.put(id, known);
            opening.remove(id);
        }
        return known.values();
    }

    private ArrowColumn values(ArrowFile.Dictionary part, Map<Long, List<ArrowFile.Dictionary>> parts)
            throws IOException {
        Field field = dictionaryFields.get(part.id());
        ArrowColumn values = new ArrowColumn(
                in, new Field(field.getName(), new FieldType(true, field.getType(), null), field.getChildren()));
        wantAll(values);
        Message message = message(part.block(), MessageHeader.DictionaryBatch);
        RecordBatch metadata = ((DictionaryBatch) message.header(new DictionaryBatch())).data();
        BatchBody found = bind(metadata, part.block(), List.of(values));
        try {
            values.load(0, metadata.length());
        } finally {
            found.close();
        }
        findDictionaries(values, parts);
        return values;
    }

    private static void wantAll(ArrowColumn column) {
        column.want();
        column.children().forEach(ArrowReader::wantAll);
    }

    private interface Reading {
        void run() throws IOException;
    }

    /** The readers of flat buffers, and offsets, believe what they read. */
    private void guarded(Reading reading) throws IOException {
        try {
            reading.run();
        } catch (BadDataException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw in.damaged("a batch cannot be read (" + e + ")", e);
        }
    }

    private void closeBatch() throws IOException {
        if (body != null) {
            body.close();
            body = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeBatch();
        in.close();
    }
}

package org.visionheatmaps.io.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Looks through a schema before anything is made of it. In a flat buffer several parts may be one and the same bytes, so that a
 * kilobyte can hold billions of columns; and a part may lie in itself.
 */
public final class SchemaCheck {
    private static final int MAX_DEPTH = 64;
    /** How often the bytes of the metadata may be read; writers share at most a few names. */
    private static final long MAX_READS = 16;
    /** The bytes of the smallest field, at least. */
    private static final int FIELD = 16;

    private long left;

    private SchemaCheck(long bytes) {
        this.left = MAX_READS * bytes;
    }

    /**
     * Makes sure that a schema is no more than its bytes, and that each column has the parts that its type needs.
     *
     * @param bytes of the metadata that it lies in
     * @throws IllegalArgumentException if it is not so
     */
    static org.apache.arrow.vector.types.pojo.Schema checked(Schema schema, long bytes) {
        SchemaCheck check = new SchemaCheck(bytes);
        check.take(0);
        for (int k = 0; k < schema.customMetadataLength(); k++) {
            check.read(schema.customMetadata(k));
        }
        for (int f = 0; f < schema.fieldsLength(); f++) {
            check.read(schema.fields(f), 1);
        }
        org.apache.arrow.vector.types.pojo.Schema read =
                org.apache.arrow.vector.types.pojo.Schema.convertSchema(schema);
        requireNames(read.getFields());
        read.getFields().forEach(SchemaCheck::requireParts);
        return read;
    }

    /**
     * The schema of a message, with the mark and the length before it or without.
     *
     * @throws IllegalArgumentException if it is none, or damaged
     */
    public static org.apache.arrow.vector.types.pojo.Schema ofMessage(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int length = in.getInt();
            if (length == MessageReader.CONTINUES) {
                length = in.getInt();
            }
            ByteBuffer metadata = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            Message message = Message.getRootAsMessage(metadata);
            return checked((Schema) message.header(new Schema()), length);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            // The readers of flat buffers believe what they read.
            throw new IllegalArgumentException("its " + bytes.length + " bytes are no schema (" + e + ")", e);
        }
    }

    private void read(Field field, int depth) {
        require(depth <= MAX_DEPTH, "its columns lie in one another more than " + MAX_DEPTH + " deep");
        take(FIELD
                + (field.nameAsByteBuffer() == null
                        ? 0
                        : field.nameAsByteBuffer().remaining()));
        takeType(field);
        for (int k = 0; k < field.customMetadataLength(); k++) {
            read(field.customMetadata(k));
        }
        for (int c = 0; c < field.childrenLength(); c++) {
            read(field.children(c), depth + 1);
        }
    }

    /** The types that have a text or numbers of their own: Arrow makes arrays of the stated length. */
    private void takeType(Field field) {
        if (field.typeType() == Type.Union && field.type(new Union()) instanceof Union union) {
            take((long) Integer.BYTES * union.typeIdsLength());
        }
        if (field.typeType() == Type.Timestamp && field.type(new Timestamp()) instanceof Timestamp timestamp) {
            take(
                    timestamp.timezoneAsByteBuffer() == null
                            ? 0
                            : timestamp.timezoneAsByteBuffer().remaining());
        }
    }

    private void read(KeyValue entry) {
        take(Integer.BYTES
                + (entry.keyAsByteBuffer() == null ? 0 : entry.keyAsByteBuffer().remaining())
                + (entry.valueAsByteBuffer() == null
                        ? 0
                        : entry.valueAsByteBuffer().remaining()));
    }

    private void take(long bytes) {
        left -= bytes;
        require(bytes >= 0 && left >= 0, "its schema has more columns than its bytes can hold");
    }

    /** Columns and the fields of structs are found by their names; what lists consist of needs none. */
    private static void requireNames(List<org.apache.arrow.vector.types.pojo.Field> fields) {
        require(fields.stream().allMatch(field -> field.getName() != null), "a column has no name");
    }

    /** Of whole numbers and times, whose schema says their bits as a number. */
    private static void requireBits(org.apache.arrow.vector.types.pojo.Field field, ArrowType type) {
        if (type instanceof ArrowType.Int whole) {
            requireBits(field, whole.getBitWidth(), Byte.SIZE, Long.SIZE);
        }
        if (type instanceof ArrowType.Time time) {
            requireBits(field, time.getBitWidth(), Integer.SIZE, Long.SIZE);
        }
    }

    private static void requireBits(org.apache.arrow.vector.types.pojo.Field field, int bits, int least, int most) {
        require(
                Integer.bitCount(bits) == 1 && least <= bits && bits <= most,
                "column '" + field.getName() + "' has numbers of " + bits + " bits");
    }

    private static void requireParts(org.apache.arrow.vector.types.pojo.Field field) {
        ArrowType type = field.getType();
        int parts = field.getChildren().size();
        switch (type.getTypeID()) {
            case List, LargeList, FixedSizeList, ListView, LargeListView, Map ->
                require(parts == 1, "column '" + field.getName() + "' is a " + type + " of " + parts + " types");
            case RunEndEncoded ->
                require(parts == 2, "column '" + field.getName() + "' is a " + type + " of " + parts + " types");
            default -> {}
        }
        if (type instanceof ArrowType.Struct) {
            requireNames(field.getChildren());
        }
        if (type instanceof ArrowType.Map) {
            int entry = field.getChildren().get(0).getChildren().size();
            require(entry == 2, "column '" + field.getName() + "' is a map whose entries have " + entry + " parts");
        }
        requireBits(field, type);
        if (field.getDictionary() != null) {
            requireBits(field, field.getDictionary().getIndexType());
        }
        int width = PhysicalType.of(field).width();
        require(width >= 0, "column '" + field.getName() + "' has values of " + width + " parts");
        field.getChildren().forEach(SchemaCheck::requireParts);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}

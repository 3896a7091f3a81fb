package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.visionheatmaps.io.arrow.PhysicalType.Form;

/**
 * A column, or a part of a nested one: a window of its rows, in the bytes that were read. Rows of a window are counted from 0, and
 * so are the values of its lists, which are those of the window of {@link #child}.
 */
public final class ArrowColumn {
    private final ArrowInput in;
    private final Field field;
    private final PhysicalType type;
    private final List<ArrowColumn> children;
    private final Optional<TensorType> tensor;
    private final WindowMemory[] memories = {new WindowMemory(), new WindowMemory(), new WindowMemory()};
    private final WindowMemory reordered = new WindowMemory();
    private boolean wanted;
    private ArrowDictionary dictionary;

    private Buffers batch;
    private int rows;
    private Bits validity = Bits.NONE;
    private ByteBuffer offsets;
    private long firstOffset;
    private ByteBuffer data;
    private Bits bits = Bits.NONE;
    private ViewBytes views;

    ArrowColumn(ArrowInput in, Field field) {
        this.in = in;
        this.field = field;
        this.type = PhysicalType.of(field);
        this.tensor = TensorType.of(field);
        this.children = field.getDictionary() != null
                ? List.of()
                : field.getChildren().stream()
                        .map(child -> new ArrowColumn(in, child))
                        .toList();
    }

    /** The buffers of the column in a record batch; those that it does not have are null. */
    private static final class Buffers {
        private BodyBuffer validity;
        private BodyBuffer offsets;
        private BodyBuffer data;
        private List<BodyBuffer> variadic = List.of();
    }

    /** Where in the lists of a record batch the next column's parts are. */
    static final class Cursor {
        private int node;
        private int buffer;
        private int variadic;
    }

    public Field field() {
        return field;
    }

    /** What the metadata of a tensor's field says. */
    public Optional<TensorType> tensor() {
        return tensor;
    }

    /** Has the column read from the next record batch on; its children, if they are needed, must be asked for themselves. */
    public ArrowColumn want() {
        wanted = true;
        return this;
    }

    /** A part of a nested column: the values of a list, the entries of a map, a field of a struct. */
    public ArrowColumn child(int index) {
        return children.get(index);
    }

    /** Has the column's codes, which {@link #data} then has, stand for these values. */
    void setDictionary(ArrowDictionary values) {
        this.dictionary = values;
    }

    /** What the codes of a dictionary-encoded column stand for. */
    public ArrowDictionary dictionary() {
        return dictionary;
    }

    List<ArrowColumn> children() {
        return children;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Finds the column's buffers in a record batch. */
    void bind(RecordBatch metadata, BatchBody body, Cursor at) throws IOException {
        if (at.node >= metadata.nodesLength()) {
            throw in.damaged("a batch has " + metadata.nodesLength() + " columns and parts, but the schema needs more");
        }
        long nulls = metadata.nodes(at.node++).nullCount();
        int first = at.buffer;
        at.buffer += type.form().buffers();
        int variadic = type.form() == Form.VIEWS ? variadic(metadata, at.variadic++) : 0;
        at.buffer += variadic;
        batch = new Buffers();
        if (wanted) {
            find(body, first, nulls, variadic);
        }
        for (ArrowColumn child : children) {
            child.bind(metadata, body, at);
        }
    }

    private int variadic(RecordBatch metadata, int column) throws IOException {
        long count = column < metadata.variadicBufferCountsLength() ? metadata.variadicBufferCounts(column) : -1;
        if (count < 0 || count > metadata.buffersLength()) {
            throw in.damaged("the views of column '" + field.getName() + "' would refer to " + count + " buffers");
        }
        return (int) count;
    }

    private void find(BatchBody body, int first, long nulls, int variadic) throws IOException {
        if (nulls != 0 && type.form().hasValidity()) {
            batch.validity = body.buffer(first, memories[0]);
        }
        switch (type.form()) {
            case BITS, FIXED, VIEWS -> batch.data = body.buffer(first + 1, memories[2]);
            case LIST, LARGE_LIST -> batch.offsets = body.buffer(first + 1, memories[1]);
            case BYTES, LARGE_BYTES -> {
                batch.offsets = body.buffer(first + 1, memories[1]);
                batch.data = body.buffer(first + 2, memories[2]);
            }
            default -> {}
        }
        if (variadic > 0) {
            batch.variadic = new ArrayList<>();
            for (int v = 0; v < variadic; v++) {
                batch.variadic.add(body.buffer(first + 2 + v, new WindowMemory()));
            }
        }
    }

    /** The bytes of the buffers that are wanted, those of children too. */
    long wantedBytes() throws IOException {
        long bytes = 0;
        if (wanted) {
            bytes += length(batch.validity) + length(batch.offsets) + length(batch.data);
            for (BodyBuffer buffer : batch.variadic) {
                bytes += buffer.length();
            }
        }
        for (ArrowColumn child : children) {
            bytes += child.wantedBytes();
        }
        return bytes;
    }

    private static long length(BodyBuffer buffer) throws IOException {
        return buffer == null ? 0 : buffer.length();
    }

    /** Reads a window of rows of the record batch. */
    void load(long from, long count) throws IOException {
        if (!wanted) {
            return;
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw in.fault(
                    "has " + count + " values in a window of column '" + field.getName()
                            + "'; at most 2^31 - 9 can be read at once",
                    null);
        }
        rows = (int) count;
        // An absent bitmap, even where nulls are announced, means that there are none.
        validity = length(batch.validity) == 0 ? Bits.NONE : Bits.read(batch.validity, from, rows);
        switch (type.form()) {
            case BITS -> bits = Bits.read(batch.data, from, rows);
            case FIXED -> data = batch.data.bytes(Math.multiplyExact(from, type.width()), count * type.width());
            case BYTES, LARGE_BYTES -> data = batch.data.bytes(firstOffset(from), lastOffset() - firstOffset);
            case VIEWS ->
                views = new ViewBytes(
                        batch.data.bytes(Math.multiplyExact(from, ViewBytes.WIDTH), count * ViewBytes.WIDTH),
                        rows,
                        batch.variadic,
                        this::isNull,
                        in);
            case LIST, LARGE_LIST -> children.get(0).load(firstOffset(from), lastOffset() - firstOffset);
            case FIXED_LIST -> children.get(0).load(Math.multiplyExact(from, type.width()), count * type.width());
            case STRUCT -> {
                for (ArrowColumn child : children) {
                    child.load(from, count);
                }
            }
            default -> {}
        }
        if (tensor.isPresent()) {
            tensor.get().toLogicalOrder(this);
        }
    }

    /** Reads the window's offsets, and gives the first. */
    private long firstOffset(long from) throws IOException {
        int width = type.form().isLarge() ? Long.BYTES : Integer.BYTES;
        if (rows == 0) {
            offsets = ByteBuffer.allocate(width);
        } else {
            offsets = batch.offsets.bytes(Math.multiplyExact(from, width), (rows + 1L) * width);
        }
        firstOffset = offset(0);
        if (firstOffset < 0) {
            throw in.damaged("the offsets of column '" + field.getName() + "' begin with " + firstOffset);
        }
        long last = firstOffset;
        for (int row = 1; row <= rows; row++) {
            long next = offset(row);
            if (next < last) {
                throw in.damaged("the offsets of column '" + field.getName() + "' fall from " + last + " to " + next);
            }
            last = next;
        }
        return firstOffset;
    }

    private long lastOffset() {
        return offset(rows);
    }

    private long offset(int row) {
        return type.form().isLarge() ? offsets.getLong(row * Long.BYTES) : offsets.getInt(row * Integer.BYTES);
    }

    /** How many rows the window has. */
    public int rows() {
        return rows;
    }

    public boolean isNull(int row) {
        return type.form() == Form.NONE || validity.isUnset(row);
    }

    /** How many nulls the window has. */
    public int nulls() {
        return type.form() == Form.NONE ? rows : validity.unset();
    }

    /** A value of a column of bits. */
    public boolean bit(int row) {
        return !bits.isUnset(row);
    }

    /** Where the row's bytes begin in {@link #data}, or its values in {@link #child}. */
    public int start(int row) {
        return switch (type.form()) {
            case FIXED, FIXED_LIST -> row * type.width();
            case VIEWS -> views.start(row);
            default -> (int) (offset(row) - firstOffset);
        };
    }

    /** How many bytes or values the row has. */
    public int length(int row) {
        return switch (type.form()) {
            case FIXED, FIXED_LIST -> type.width();
            case VIEWS -> views.length(row);
            default -> (int) (offset(row + 1) - offset(row));
        };
    }

    /** The bytes that {@link #start} points into, little-endian, in an array of the heap. */
    public ByteBuffer data(int row) {
        return type.form() == Form.VIEWS ? views.data(row) : data;
    }

    /** The numbers of all rows, one after the other, little-endian, in an array of the heap. */
    public ByteBuffer numbers() {
        return data;
    }

    /**
     * Puts the values of lists in another order: at place {@code i} of a row, the value that was at {@code order[i]}. Rows whose
     * order is not of their length stay as they are.
     */
    void reorder(ArrowColumn lists, IntFunction<int[]> orders) throws IOException {
        if (type.form() != Form.FIXED) {
            throw in.fault(
                    "has a tensor '" + lists.field().getName() + "' of " + field.getType()
                            + " in permuted order; only numbers can be put in order",
                    null);
        }
        ByteBuffer target = reordered.room(data.remaining()).put(0, data, data.position(), data.remaining());
        int[] places = validity.unset() == 0 ? null : IntStream.range(0, rows).toArray();
        for (int row = 0; row < lists.rows(); row++) {
            int[] order = lists.isNull(row) ? new int[0] : orders.apply(row);
            if (order.length != lists.length(row)) {
                continue;
            }
            int start = lists.start(row);
            gather(target, start, order);
            for (int i = 0; places != null && i < order.length; i++) {
                places[start + i] = start + order[i];
            }
        }
        data = target;
        validity = places == null ? Bits.NONE : validity.gather(places);
    }

    private void gather(ByteBuffer target, int start, int[] order) {
        switch (type.width()) {
            case Float.BYTES -> {
                for (int i = 0; i < order.length; i++) {
                    target.putInt((start + i) * Float.BYTES, data.getInt((start + order[i]) * Float.BYTES));
                }
            }
            case Double.BYTES -> {
                for (int i = 0; i < order.length; i++) {
                    target.putLong((start + i) * Double.BYTES, data.getLong((start + order[i]) * Double.BYTES));
                }
            }
            default -> {
                int width = type.width();
                for (int i = 0; i < order.length; i++) {
                    target.put((start + i) * width, data, (start + order[i]) * width, width);
                }
            }
        }
    }
}

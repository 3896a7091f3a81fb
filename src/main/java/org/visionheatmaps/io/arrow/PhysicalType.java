package org.visionheatmaps.io.arrow;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * How a column of some type lies in the buffers of a record batch.
 *
 * @param form which buffers there are
 * @param width the bytes of a value, or the values of a fixed-size list; otherwise 0
 */
record PhysicalType(Form form, int width) {
    /** Kinds of columns; each but the first, and unions, begins with a buffer of validity bits. */
    enum Form {
        NONE(0),
        BITS(2),
        FIXED(2),
        BYTES(3),
        LARGE_BYTES(3),
        VIEWS(2),
        FIXED_LIST(1),
        LIST(2),
        LARGE_LIST(2),
        STRUCT(1),
        SPARSE_UNION(1),
        DENSE_UNION(2),
        LIST_VIEWS(3);

        private final int buffers;

        Form(int buffers) {
            this.buffers = buffers;
        }

        /** How many buffers, without those that views refer to. */
        int buffers() {
            return buffers;
        }

        boolean hasValidity() {
            return this != NONE && this != SPARSE_UNION && this != DENSE_UNION;
        }

        boolean isLarge() {
            return this == LARGE_BYTES || this == LARGE_LIST;
        }
    }

    /** The type of a field as it is in a batch: of a dictionary's codes, if it has one. */
    static PhysicalType of(Field field) {
        return field.getDictionary() == null
                ? of(field.getType())
                : of(field.getDictionary().getIndexType());
    }

    private static PhysicalType of(ArrowType type) {
        if (type instanceof ArrowType.ExtensionType extension) {
            return of(extension.storageType());
        }
        return switch (type.getTypeID()) {
            // The parts of a run-end encoded column are columns of their own.
            case Null, RunEndEncoded -> new PhysicalType(Form.NONE, 0);
            case Bool -> new PhysicalType(Form.BITS, 0);
            case Int -> fixed(((ArrowType.Int) type).getBitWidth());
            case FloatingPoint ->
                fixed(
                        switch (((ArrowType.FloatingPoint) type).getPrecision()) {
                            case HALF -> 16;
                            case SINGLE -> 32;
                            case DOUBLE -> 64;
                        });
            case Decimal -> fixed(((ArrowType.Decimal) type).getBitWidth());
            case Date -> fixed(((ArrowType.Date) type).getUnit() == DateUnit.DAY ? 32 : 64);
            case Time -> fixed(((ArrowType.Time) type).getBitWidth());
            case Timestamp, Duration -> fixed(64);
            case Interval ->
                fixed(
                        switch (((ArrowType.Interval) type).getUnit()) {
                            case YEAR_MONTH -> 32;
                            case DAY_TIME -> 64;
                            case MONTH_DAY_NANO -> 128;
                        });
            case FixedSizeBinary -> new PhysicalType(Form.FIXED, ((ArrowType.FixedSizeBinary) type).getByteWidth());
            case Binary, Utf8 -> new PhysicalType(Form.BYTES, 0);
            case LargeBinary, LargeUtf8 -> new PhysicalType(Form.LARGE_BYTES, 0);
            case BinaryView, Utf8View -> new PhysicalType(Form.VIEWS, 0);
            case FixedSizeList -> new PhysicalType(Form.FIXED_LIST, ((ArrowType.FixedSizeList) type).getListSize());
            case List, Map -> new PhysicalType(Form.LIST, 0);
            case LargeList -> new PhysicalType(Form.LARGE_LIST, 0);
            case ListView, LargeListView -> new PhysicalType(Form.LIST_VIEWS, 0);
            case Struct -> new PhysicalType(Form.STRUCT, 0);
            case Union ->
                new PhysicalType(
                        switch (((ArrowType.Union) type).getMode()) {
                            case Sparse -> Form.SPARSE_UNION;
                            case Dense -> Form.DENSE_UNION;
                        },
                        0);
            default -> throw new IllegalArgumentException("there is no type " + type);
        };
    }

    private static PhysicalType fixed(int bits) {
        return new PhysicalType(Form.FIXED, bits / Byte.SIZE);
    }
}

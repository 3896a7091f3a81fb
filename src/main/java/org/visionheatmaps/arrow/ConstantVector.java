package org.visionheatmaps.arrow;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** One value for all rows of a file: the file's name, a value of its folder's name, or null. */
final class ConstantVector extends TypedVector {
    private final Object value;
    private int rows;

    /** @param value a string, a whole number or null */
    ConstantVector(DataType type, String name, Object value) {
        super(type, name);
        this.value = value instanceof String text ? UTF8String.fromString(text) : value;
    }

    void setRows(int count) {
        this.rows = count;
    }

    @Override
    public boolean hasNull() {
        return value == null;
    }

    @Override
    public int numNulls() {
        return value == null ? rows : 0;
    }

    @Override
    public boolean isNullAt(int row) {
        return value == null;
    }

    @Override
    public UTF8String getUTF8String(int row) {
        return (UTF8String) value;
    }

    @Override
    public int getInt(int row) {
        return ((Number) value).intValue();
    }

    @Override
    public long getLong(int row) {
        return ((Number) value).longValue();
    }
}

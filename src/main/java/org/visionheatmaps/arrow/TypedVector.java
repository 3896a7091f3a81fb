package org.visionheatmaps.arrow;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A vector whose subclasses give only what their type has. */
abstract class TypedVector extends ColumnVector {
    private final String name;

    /** @param name of the column, for messages */
    TypedVector(DataType type, String name) {
        super(type);
        this.name = name;
    }

    @Override
    public void close() {
        // The reader's memory is used again for the next window.
    }

    private UnsupportedOperationException another(String wanted) {
        return new UnsupportedOperationException(
                "The column '" + name + "' is " + type.simpleString() + ", not " + wanted);
    }

    @Override
    public boolean getBoolean(int row) {
        throw another("boolean");
    }

    @Override
    public byte getByte(int row) {
        throw another("tinyint");
    }

    @Override
    public short getShort(int row) {
        throw another("smallint");
    }

    @Override
    public int getInt(int row) {
        throw another("int");
    }

    @Override
    public long getLong(int row) {
        throw another("bigint");
    }

    @Override
    public float getFloat(int row) {
        throw another("float");
    }

    @Override
    public double getDouble(int row) {
        throw another("double");
    }

    @Override
    public ColumnarArray getArray(int row) {
        throw another("array");
    }

    @Override
    public ColumnarMap getMap(int row) {
        throw another("map");
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw another("decimal");
    }

    @Override
    public UTF8String getUTF8String(int row) {
        throw another("string");
    }

    @Override
    public byte[] getBinary(int row) {
        throw another("binary");
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw another("struct");
    }
}

package org.visionheatmaps.arrow;

import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.io.arrow.ArrowColumn;
import org.visionheatmaps.io.arrow.ArrowDictionary;

/** Codes that stand for the values of a dictionary, which may change from one record batch to the next. Not of structs. */
final class DictionaryVector extends ArrowVector {
    private final NumberVectors.OfIntegers codes;
    private ArrowDictionary dictionary;
    private ColumnVector[] parts;

    DictionaryVector(DataType type, ArrowColumn column) {
        super(type, column);
        Field field = column.field();
        this.codes =
                new NumberVectors.OfIntegers(type, column, field.getDictionary().getIndexType());
    }

    private ColumnVector part(int code) {
        if (dictionary != column().dictionary()) {
            dictionary = column().dictionary();
            parts = new ColumnVector[dictionary.parts()];
            for (int p = 0; p < parts.length; p++) {
                parts[p] = Vectors.of(type, dictionary.part(p));
            }
        }
        return parts[dictionary.partOf(code)];
    }

    private int row(int code) {
        return column().dictionary().rowOf(code);
    }

    @Override
    public boolean hasNull() {
        // A dictionary's value may be null, too.
        return true;
    }

    @Override
    public boolean isNullAt(int row) {
        if (super.isNullAt(row)) {
            return true;
        }
        int code = codes.getInt(row);
        return part(code).isNullAt(row(code));
    }

    @Override
    public int numNulls() {
        int nulls = 0;
        for (int row = 0; row < column().rows(); row++) {
            nulls += isNullAt(row) ? 1 : 0;
        }
        return nulls;
    }

    @Override
    public boolean getBoolean(int row) {
        int code = codes.getInt(row);
        return part(code).getBoolean(row(code));
    }

    @Override
    public byte getByte(int row) {
        int code = codes.getInt(row);
        return part(code).getByte(row(code));
    }

    @Override
    public short getShort(int row) {
        int code = codes.getInt(row);
        return part(code).getShort(row(code));
    }

    @Override
    public int getInt(int row) {
        int code = codes.getInt(row);
        return part(code).getInt(row(code));
    }

    @Override
    public long getLong(int row) {
        int code = codes.getInt(row);
        return part(code).getLong(row(code));
    }

    @Override
    public float getFloat(int row) {
        int code = codes.getInt(row);
        return part(code).getFloat(row(code));
    }

    @Override
    public double getDouble(int row) {
        int code = codes.getInt(row);
        return part(code).getDouble(row(code));
    }

    @Override
    public ColumnarArray getArray(int row) {
        int code = codes.getInt(row);
        return part(code).getArray(row(code));
    }

    @Override
    public ColumnarMap getMap(int row) {
        int code = codes.getInt(row);
        return part(code).getMap(row(code));
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        int code = codes.getInt(row);
        return part(code).getDecimal(row(code), precision, scale);
    }

    @Override
    public UTF8String getUTF8String(int row) {
        int code = codes.getInt(row);
        return part(code).getUTF8String(row(code));
    }

    @Override
    public byte[] getBinary(int row) {
        int code = codes.getInt(row);
        return part(code).getBinary(row(code));
    }
}

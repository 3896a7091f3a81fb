package org.visionheatmaps.spark.input.row;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** The numbers of one of Spark's arrays, nested or not, as sizes and little-endian bytes: without an object per number. */
public final class PackedArray {
    private final int[] shape;
    private final byte[] data;
    private final DType dtype;

    private PackedArray(int[] shape, byte[] data, DType dtype) {
        this.shape = shape;
        this.data = data;
        this.dtype = dtype;
    }

    /** Whether numbers or booleans are in an array of a type. */
    public static boolean canBe(ArrayType type) {
        DataType inner = innermost(type);
        return inner instanceof NumericType || inner instanceof BooleanType;
    }

    private static DataType innermost(ArrayType type) {
        return type.elementType() instanceof ArrayType nested ? innermost(nested) : type.elementType();
    }

    private static int depth(ArrayType type) {
        return type.elementType() instanceof ArrayType nested ? 1 + depth(nested) : 1;
    }

    /**
     * Packs an array.
     *
     * @param type of numbers or booleans; doubles stay doubles, all others become floats
     * @throws BadDataException if arrays differ in length, or there is a null
     */
    public static PackedArray of(ArrayData value, ArrayType type) {
        int[] shape = new int[depth(type)];
        measure(value, 0, shape, "");
        long count = 1;
        for (int size : shape) {
            count *= size;
        }
        DType dtype = innermost(type).equals(DataTypes.DoubleType) ? DType.FLOAT64 : DType.FLOAT32;
        if (count * dtype.bytes() > Integer.MAX_VALUE - 8) {
            throw new BadDataException(Reason.BAD_SHAPE, "a value of " + count + " numbers is larger than 2 GB");
        }
        ByteBuffer data = ByteBuffer.allocate((int) count * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        pack(value, shape.length, innermost(type), data);
        return new PackedArray(shape, data.array(), dtype);
    }

    /** The sizes, from the outermost array. */
    public int[] shape() {
        return shape;
    }

    /** The numbers, little-endian. */
    public byte[] data() {
        return data;
    }

    /** Float32 or float64. */
    public DType dtype() {
        return dtype;
    }

    /** Fills in the sizes. */
    private static void measure(ArrayData value, int level, int[] shape, String where) {
        shape[level] = value.numElements();
        if (level == shape.length - 1) {
            return;
        }
        int[] first = null;
        for (int i = 0; i < value.numElements(); i++) {
            String place = where + "[" + i + "]";
            if (value.isNullAt(i)) {
                throw new BadDataException(
                        Reason.NULL_VALUE, "every nested array must be there, but " + place + " is null");
            }
            measure(value.getArray(i), level + 1, shape, place);
            if (first == null) {
                first = shape.clone();
            }
            for (int d = level + 1; d < shape.length; d++) {
                if (shape[d] != first[d]) {
                    throw new BadDataException(
                            Reason.BAD_SHAPE,
                            "nested arrays must be of equal length, but " + place + " has " + shape[d] + " where "
                                    + where + "[0] has " + first[d]);
                }
            }
        }
    }

    /** Appends the numbers. */
    private static void pack(ArrayData value, int depth, DataType type, ByteBuffer data) {
        int count = value.numElements();
        if (depth > 1) {
            for (int i = 0; i < count; i++) {
                pack(value.getArray(i), depth - 1, type, data);
            }
            return;
        }
        int size = type instanceof DoubleType ? Double.BYTES : Float.BYTES;
        int start = data.position();
        for (int i = 0; i < count; i++) {
            if (value.isNullAt(i)) {
                throw new BadDataException(
                        Reason.NULL_VALUE,
                        "every value must be a number, but there is a null at position " + (start / size + i));
            }
        }
        if (type instanceof DoubleType) {
            data.asDoubleBuffer().put(value.toDoubleArray());
        } else if (type instanceof FloatType) {
            data.asFloatBuffer().put(value.toFloatArray());
        } else {
            packWhole(value, type, data.asFloatBuffer());
        }
        data.position(start + count * size);
    }

    private static void packWhole(ArrayData value, DataType type, FloatBuffer data) {
        for (int i = 0; i < value.numElements(); i++) {
            data.put(
                    type instanceof BooleanType
                            ? value.getBoolean(i) ? 1 : 0
                            : type instanceof ByteType
                                    ? value.getByte(i)
                                    : type instanceof ShortType
                                            ? value.getShort(i)
                                            : type instanceof IntegerType
                                                    ? value.getInt(i)
                                                    : type instanceof DecimalType decimal
                                                            ? (float) value.getDecimal(
                                                                            i, decimal.precision(), decimal.scale())
                                                                    .toDouble()
                                                            : value.getLong(i));
        }
    }
}

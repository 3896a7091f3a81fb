package org.visionheatmaps.spark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.tensor.BadDataException.Reason;

/**
 * A SQL function that packs an array, nested or not, into one struct of shape and little-endian bytes. It is the way from a
 * column of arrays to a primitive array without an object per number: Spark hands its functions of connectors the column's own
 * memory, everything else gets lists of boxed numbers. Public for Spark's generated code alone.
 */
public final class PackedValue implements ScalarFunction<InternalRow> {
    private static final long serialVersionUID = 1L;

    /** What the function gives: the sizes as nested, the numbers, or what is wrong with them. */
    static final StructType RESULT = new StructType()
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false))
            .add("data", DataTypes.BinaryType)
            .add("reason", DataTypes.StringType)
            .add("problem", DataTypes.StringType);

    private final ArrayType type;
    private final int depth;
    private final boolean doubles;

    /**
     * @throws UnsupportedOperationException if the innermost values are not float or double
     */
    PackedValue(ArrayType type) {
        this.type = type;
        int levels = 1;
        DataType inner = type.elementType();
        while (inner instanceof ArrayType nested) {
            levels++;
            inner = nested.elementType();
        }
        if (!inner.equals(DataTypes.FloatType) && !inner.equals(DataTypes.DoubleType)) {
            throw new UnsupportedOperationException(
                    "only arrays of float or double can be packed, not " + type.simpleString());
        }
        this.depth = levels;
        this.doubles = inner.equals(DataTypes.DoubleType);
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {type};
    }

    @Override
    public DataType resultType() {
        return RESULT;
    }

    @Override
    public String name() {
        return "pack";
    }

    @Override
    public String canonicalName() {
        return "visionheatmaps.pack(" + type.catalogString() + ")";
    }

    /** Called by Spark's generated code. */
    public InternalRow invoke(ArrayData value) {
        if (value == null) {
            return null;
        }
        int[] shape = new int[depth];
        String problem = measure(value, 0, shape, "");
        if (problem != null) {
            return failure(problem.contains(" is null") ? Reason.NULL_VALUE : Reason.BAD_SHAPE, problem);
        }
        long count = 1;
        for (int size : shape) {
            count *= size;
        }
        int width = doubles ? Double.BYTES : Float.BYTES;
        if (count * width > Integer.MAX_VALUE - 8) {
            return failure(Reason.BAD_SHAPE, "a value of " + count + " numbers is larger than 2 GB");
        }
        ByteBuffer data = ByteBuffer.allocate((int) count * width).order(ByteOrder.LITTLE_ENDIAN);
        int nullAt = pack(value, 0, data);
        if (nullAt >= 0) {
            return failure(
                    Reason.NULL_VALUE, "every value must be a number, but there is a null at position " + nullAt);
        }
        return new GenericInternalRow(new Object[] {new GenericArrayData(shape), data.array(), null, null});
    }

    @Override
    public InternalRow produceResult(InternalRow input) {
        return input.isNullAt(0) ? null : invoke(input.getArray(0));
    }

    /** Fills in the sizes; tells what is wrong, or null. */
    private String measure(ArrayData value, int level, int[] shape, String where) {
        shape[level] = value.numElements();
        if (level == depth - 1) {
            return null;
        }
        int[] first = null;
        for (int i = 0; i < value.numElements(); i++) {
            String place = where + "[" + i + "]";
            if (value.isNullAt(i)) {
                return "every nested array must be there, but " + place + " is null";
            }
            String problem = measure(value.getArray(i), level + 1, shape, place);
            if (problem != null) {
                return problem;
            }
            if (first == null) {
                first = shape.clone();
            }
            for (int d = level + 1; d < depth; d++) {
                if (shape[d] != first[d]) {
                    return "nested arrays must be of equal length, but " + place + " has " + shape[d] + " where "
                            + where + "[0] has " + first[d];
                }
            }
        }
        return null;
    }

    /** Appends the numbers; tells the position of the first null, or -1. */
    private int pack(ArrayData value, int level, ByteBuffer data) {
        int count = value.numElements();
        if (level < depth - 1) {
            int nullAt = -1;
            for (int i = 0; i < count && nullAt < 0; i++) {
                nullAt = pack(value.getArray(i), level + 1, data);
            }
            return nullAt;
        }
        int width = doubles ? Double.BYTES : Float.BYTES;
        int start = data.position();
        for (int i = 0; i < count; i++) {
            if (value.isNullAt(i)) {
                return start / width + i;
            }
        }
        if (doubles) {
            data.asDoubleBuffer().put(value.toDoubleArray());
        } else {
            data.asFloatBuffer().put(value.toFloatArray());
        }
        data.position(start + count * width);
        return -1;
    }

    private static InternalRow failure(Reason reason, String problem) {
        return new GenericInternalRow(
                new Object[] {null, null, UTF8String.fromString(reason.name()), UTF8String.fromString(problem)});
    }
}

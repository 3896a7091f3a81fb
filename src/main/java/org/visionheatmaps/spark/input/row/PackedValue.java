package org.visionheatmaps.spark.input.row;

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
import org.visionheatmaps.tensor.BadDataException;

/**
 * A SQL function that packs an array, nested or not, into one struct of shape and little-endian bytes. It is the way from a
 * column of arrays to a primitive array without an object per number: Spark hands its functions of connectors the column's own
 * memory, everything else gets lists of boxed numbers. Public for Spark's generated code alone.
 */
public final class PackedValue implements ScalarFunction<InternalRow> {
    private static final long serialVersionUID = 1L;

    /** What the function gives: the sizes as nested, the numbers, or what is wrong with them. */
    public static final StructType RESULT = new StructType()
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false))
            .add("data", DataTypes.BinaryType)
            .add("reason", DataTypes.StringType)
            .add("problem", DataTypes.StringType);

    private final ArrayType type;

    /**
     * @throws UnsupportedOperationException if the innermost values are neither numbers nor booleans
     */
    PackedValue(ArrayType type) {
        if (!PackedArray.canBe(type)) {
            throw new UnsupportedOperationException(
                    "only arrays of numbers or booleans can be packed, not " + type.simpleString());
        }
        this.type = type;
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
        try {
            PackedArray packed = PackedArray.of(value, type);
            return new GenericInternalRow(
                    new Object[] {new GenericArrayData(packed.shape()), packed.data(), null, null});
        } catch (BadDataException e) {
            return new GenericInternalRow(new Object[] {
                null, null, UTF8String.fromString(e.reason().name()), UTF8String.fromString(e.getMessage())
            });
        }
    }

    @Override
    public InternalRow produceResult(InternalRow input) {
        return input.isNullAt(0) ? null : invoke(input.getArray(0));
    }
}

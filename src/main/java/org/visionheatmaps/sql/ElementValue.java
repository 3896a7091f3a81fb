package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.numpy.NumpyValue;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.spark.input.row.PackedArray;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

/** Reads the attribution that is the first argument of a function. */
final class ElementValue implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DataType type;
    private final int shapeArgument;

    /**
     * @param type of the attribution
     * @param shapeArgument the place of the shape among the arguments, or -1
     */
    ElementValue(DataType type, int shapeArgument) {
        this.type = type;
        this.shapeArgument = shapeArgument;
    }

    static boolean canBe(DataType type) {
        if (type instanceof StructType struct) {
            return hasField(struct, "data") && canBeFlat(struct.apply("data").dataType());
        }
        return canBeFlat(type);
    }

    private static boolean canBeFlat(DataType type) {
        return type instanceof BinaryType || type instanceof ArrayType array && PackedArray.canBe(array);
    }

    /** Whether a value of the type has a shape without being given one. */
    static boolean carriesShape(DataType type) {
        return type instanceof StructType struct
                ? hasField(struct, "shape")
                : type instanceof ArrayType array && array.elementType() instanceof ArrayType;
    }

    private static boolean hasField(StructType struct, String name) {
        return Arrays.asList(struct.fieldNames()).contains(name);
    }

    /**
     * The element; it holds until another is read into the same memory.
     *
     * @throws BadDataException if there is none that can be used
     */
    Tensor read(InternalRow arguments, FunctionOptions options, NumberMemory memory) {
        if (arguments.isNullAt(0)) {
            throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
        }
        int[] shape = shapeArgument < 0 || arguments.isNullAt(shapeArgument)
                ? null
                : sizes(arguments.getArray(shapeArgument));
        Values values;
        if (type instanceof StructType struct) {
            InternalRow value = arguments.getStruct(0, struct.length());
            if (shape == null && hasField(struct, "shape")) {
                shape = shapeOf(struct, value);
            }
            int data = struct.fieldIndex("data");
            values = flat(value, data, struct.apply("data").dataType(), shape, options, memory);
        } else {
            values = flat(arguments, 0, type, shape, options, memory);
        }
        if (values.count() != 1) {
            throw new BadDataException(
                    Reason.DIMENSIONS,
                    "a function of SQL takes one element, but the attribution is a batch of " + values.count()
                            + ": give its elements one by one, or use the command render");
        }
        return values.element(0);
    }

    private static Values flat(
            InternalRow row, int place, DataType valueType, int[] given, FunctionOptions options, NumberMemory memory) {
        Layout layout = options.layout();
        if (row.isNullAt(place)) {
            throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
        }
        if (valueType instanceof BinaryType) {
            byte[] bytes = row.getBinary(place);
            return NumpyValue.isNumpy(bytes)
                    ? NumpyValue.read(bytes, layout, memory)
                    : Values.decode(bytes, options.dtype(), required(given), layout, memory);
        }
        PackedArray packed = PackedArray.of(row.getArray(place), (ArrayType) valueType);
        int[] shape = packed.shape().length > 1 ? packed.shape() : required(given);
        return Values.decode(packed.data(), packed.dtype(), shape, layout, memory);
    }

    private static int[] required(int[] shape) {
        if (shape == null) {
            throw new BadDataException(Reason.BAD_SHAPE, "the shape is null");
        }
        return shape;
    }

    private static int[] shapeOf(StructType struct, InternalRow value) {
        int place = struct.fieldIndex("shape");
        if (value.isNullAt(place)) {
            return null;
        }
        ArrayData shape = value.getArray(place);
        ArrayType shapeType = (ArrayType) struct.apply("shape").dataType();
        int[] sizes = new int[shape.numElements()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = shape.isNullAt(d)
                    ? -1
                    : shapeType.elementType().equals(DataTypes.LongType)
                            ? Math.toIntExact(shape.getLong(d))
                            : shape.getInt(d);
        }
        return sizes;
    }

    private static int[] sizes(ArrayData shape) {
        int[] sizes = new int[shape.numElements()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = shape.isNullAt(d) ? -1 : shape.getInt(d);
        }
        return sizes;
    }
}

package org.visionheatmaps.spark.input;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.input.row.TensorFunctions;

/**
 * The types that attributions have in Spark, and how they are packed: arrays of numbers, nested or not, bytes, structs of shape and data,
 * and vectors of Spark's own ML library.
 */
final class AttributionColumn {
    private static final String DATA = "data";
    /** The fields of Spark's vectors, dense (type 1) and sparse (type 0). */
    private static final List<String> VECTOR = List.of("type", "size", "indices", "values");

    private AttributionColumn() {}

    /**
     * What values of a type are, in words.
     *
     * @throws IllegalArgumentException if they are no attributions; the message says what is needed
     */
    static String describe(String name, DataType type) {
        DataType inner = innermost(type);
        String number = null;
        if (type instanceof StructType struct && !has(struct, DATA) && !isVector(type)) {
            inner = type;
        }
        if (inner instanceof BinaryType) {
            number = "bytes";
        } else if (inner instanceof NumericType || inner instanceof BooleanType) {
            boolean isFloat = inner.equals(DataTypes.FloatType) || inner.equals(DataTypes.DoubleType);
            number = inner.simpleString() + (isFloat ? "" : ", read as float32");
        }
        if (number == null || number.equals(type.simpleString())) {
            throw new IllegalArgumentException("The column '" + name
                    + "' needs an array of numbers (nested or not), binary or struct<shape, data>, but is "
                    + type.simpleString() + "; cast it, or name another with --attribution-column");
        }
        return isVector(type)
                ? "vector of Spark ML"
                : depth(type) > 1 ? "nested " + number + ", shape read off" : number;
    }

    /** The values as {@link org.visionheatmaps.spark.input.row.PackedValue#RESULT}. */
    static Column packed(SparkSession spark, Column value, DataType type) {
        if (type instanceof UserDefinedType<?> user) {
            return packed(spark, functions.unwrap_udt(value), user.sqlType());
        }
        if (isVector(type)) {
            return packed(spark, dense(value), DataTypes.createArrayType(DataTypes.DoubleType));
        }
        if (type instanceof ArrayType) {
            Column packed = TensorFunctions.pack(spark, value);
            if (depth(type) > 1) {
                return packed;
            }
            // The length of a flat array is no shape.
            return functions.when(value.isNotNull(), packed.withField("shape", missingShape()));
        }
        if (type instanceof StructType struct) {
            return packed(spark, value.getField(DATA), struct.apply(DATA).dataType());
        }
        return functions.struct(
                missingShape().as("shape"),
                value.as(DATA),
                functions.lit(null).cast("string").as("reason"),
                functions.lit(null).cast("string").as("problem"));
    }

    private static Column missingShape() {
        return functions.lit(null).cast(NormalizedRow.SCHEMA.fields()[NormalizedRow.SHAPE].dataType());
    }

    /** The values of a vector; of a sparse one, zeros where it says nothing. */
    private static Column dense(Column vector) {
        Column values = vector.getField("values");
        Column stored = functions.map_from_arrays(vector.getField("indices"), values);
        Column sparse = functions.transform(
                functions.sequence(functions.lit(0), vector.getField("size").minus(functions.lit(1))),
                index -> functions.coalesce(functions.try_element_at(stored, index), functions.lit(0.0)));
        return functions
                .when(vector.getField("type").equalTo(functions.lit((byte) 1)), values)
                .otherwise(sparse);
    }

    private static boolean isVector(DataType type) {
        DataType plain = type instanceof UserDefinedType<?> user ? user.sqlType() : type;
        return plain instanceof StructType struct
                && Arrays.asList(struct.fieldNames()).equals(VECTOR);
    }

    /** Whether values of a type have their shape in them. */
    static boolean hasShape(DataType type) {
        if (type instanceof StructType struct && has(struct, DATA)) {
            return has(struct, "shape") || depth(struct.apply(DATA).dataType()) > 1;
        }
        return depth(type) > 1;
    }

    static boolean has(StructType struct, String name) {
        return Arrays.asList(struct.fieldNames()).contains(name);
    }

    /** The type of the numbers or bytes in a value. */
    static DataType innermost(DataType type) {
        if (isVector(type)) {
            return DataTypes.DoubleType;
        }
        if (type instanceof ArrayType array) {
            return innermost(array.elementType());
        }
        if (type instanceof StructType struct && has(struct, DATA)) {
            return innermost(struct.apply(DATA).dataType());
        }
        return type;
    }

    private static int depth(DataType type) {
        return type instanceof ArrayType array ? 1 + depth(array.elementType()) : 0;
    }
}

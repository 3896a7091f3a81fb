package org.visionheatmaps.spark.input;

import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's types of a Parquet file with float16 numbers, a type that Spark refuses to infer: it would refuse the file for one column
 * that it need not read. Float16 numbers are called floats here, which is what tasks read them as. Columns of rarer types are left
 * out.
 */
final class HalfFloatSchema {
    private HalfFloatSchema() {}

    /** The types, if there are float16 numbers in the file. */
    static Optional<StructType> of(MessageType schema) {
        return schema.getColumns().stream().anyMatch(column -> isHalf(column.getPrimitiveType()))
                ? Optional.of(struct(schema))
                : Optional.empty();
    }

    private static boolean isHalf(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
    }

    private static StructType struct(GroupType group) {
        StructType struct = new StructType();
        for (Type field : group.getFields()) {
            DataType type = type(field);
            if (type != null) {
                struct = struct.add(field.getName(), type);
            }
        }
        return struct;
    }

    private static DataType type(Type field) {
        if (field.isPrimitive()) {
            return primitive(field.asPrimitiveType());
        }
        GroupType group = field.asGroupType();
        boolean isList = group.getFieldCount() == 1 && group.getType(0).isRepetition(Repetition.REPEATED);
        if (!isList) {
            return struct(group);
        }
        Type repeated = group.getType(0);
        DataType element = repeated.isPrimitive()
                ? primitive(repeated.asPrimitiveType())
                : type(repeated.asGroupType().getType(0));
        return element == null ? null : DataTypes.createArrayType(element);
    }

    private static DataType primitive(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case FLOAT -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case INT32 ->
                meaning instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? DataTypes.DateType
                        : DataTypes.IntegerType;
            case INT64 ->
                meaning instanceof TimestampLogicalTypeAnnotation ? DataTypes.TimestampType : DataTypes.LongType;
            case BINARY ->
                meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                        ? DataTypes.StringType
                        : DataTypes.BinaryType;
            case FIXED_LEN_BYTE_ARRAY -> isHalf(type) ? DataTypes.FloatType : DataTypes.BinaryType;
            case INT96 -> DataTypes.TimestampType;
        };
    }
}

package org.visionheatmaps.spark.input.source;

import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.parquet.Meanings;

/**
 * Spark's types of a Parquet file's columns. Spark infers them too, but refuses a file for one column that it cannot read, needed or
 * not; here such columns are marked ({@link ParquetKind}). The rules are those of Spark and of Parquet's specification of logical
 * types.
 */
final class ParquetTypes {
    private static final String KIND = "parquet.kind";
    private static final String TYPE = "parquet.type";
    private static final int UNSIGNED_LONG_DIGITS = 20;

    private ParquetTypes() {}

    /**
     * The columns of a file, as {@link StructType#json}: all of them, each with its kind.
     *
     * @param locked columns that are encrypted, with no keys at hand
     */
    static String describe(MessageType schema, Set<String> locked) {
        StructType columns = new StructType();
        for (Type field : schema.getFields()) {
            ParquetKind kind = kind(field);
            DataType type = kind == ParquetKind.PLAIN ? type(field) : kind.stored();
            boolean isLocked = locked.contains(field.getName());
            if (type == null || isLocked) {
                kind = ParquetKind.UNREADABLE;
                type = DataTypes.BinaryType;
            }
            Metadata metadata = new MetadataBuilder()
                    .putString(KIND, kind.name())
                    .putString(
                            TYPE,
                            isLocked
                                    ? "encrypted, and there is no key"
                                    : field.toString().strip())
                    .build();
            columns = columns.add(new StructField(field.getName(), type, true, metadata));
        }
        return columns.json();
    }

    /** The kind of a column of {@link #describe}. */
    static ParquetKind kind(StructField column) {
        return ParquetKind.valueOf(column.metadata().getString(KIND));
    }

    /** What Parquet calls the type of a column of {@link #describe}. */
    static String text(StructField column) {
        return column.metadata().getString(TYPE);
    }

    private static ParquetKind kind(Type field) {
        if (!field.isPrimitive() || field.isRepetition(Repetition.REPEATED)) {
            return ParquetKind.PLAIN;
        }
        LogicalTypeAnnotation meaning = field.getLogicalTypeAnnotation();
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp && timestamp.getUnit() == TimeUnit.NANOS) {
            return timestamp.isAdjustedToUTC() ? ParquetKind.INSTANT_NANOS : ParquetKind.TIMESTAMP_NANOS;
        }
        if (meaning instanceof TimeLogicalTypeAnnotation time) {
            return switch (time.getUnit()) {
                case MILLIS -> ParquetKind.TIME_MILLIS;
                case MICROS -> ParquetKind.TIME_MICROS;
                case NANOS -> ParquetKind.TIME_NANOS;
            };
        }
        if (Meanings.isUnknown(meaning)) {
            return ParquetKind.NULL;
        }
        if (meaning instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation) {
            return ParquetKind.UUID;
        }
        return ParquetKind.PLAIN;
    }

    /** Spark's type; null if it has none. */
    private static DataType type(Type field) {
        DataType type = field.isPrimitive() ? primitive(field.asPrimitiveType()) : group(field.asGroupType());
        return type != null && field.isRepetition(Repetition.REPEATED) ? DataTypes.createArrayType(type) : type;
    }

    private static DataType group(GroupType group) {
        LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
        if (meaning instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation && group.getFieldCount() == 1) {
            return list(group);
        }
        boolean isMap = meaning instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
        if (isMap && group.getFieldCount() == 1 && !group.getType(0).isPrimitive()) {
            GroupType entry = group.getType(0).asGroupType();
            DataType key = entry.getFieldCount() == 2 ? type(entry.getType(0)) : null;
            DataType value = entry.getFieldCount() == 2 ? type(entry.getType(1)) : null;
            return key == null || value == null ? null : DataTypes.createMapType(key, value);
        }
        StructType struct = new StructType();
        for (Type field : group.getFields()) {
            DataType type = kind(field) == ParquetKind.PLAIN ? type(field) : null;
            if (type != null) {
                struct = struct.add(field.getName(), type);
            }
        }
        return struct.isEmpty() ? null : struct;
    }

    /** Lists of three levels, and of two as older writers have them. */
    private static DataType list(GroupType group) {
        Type repeated = group.getType(0);
        DataType element;
        if (repeated.isPrimitive()) {
            element = primitive(repeated.asPrimitiveType());
        } else {
            GroupType inner = repeated.asGroupType();
            boolean isElement = inner.getFieldCount() > 1
                    || inner.getName().equals("array")
                    || inner.getName().equals(group.getName() + "_tuple");
            element = isElement ? group(inner) : type(inner.getType(0));
        }
        return element == null ? null : DataTypes.createArrayType(element);
    }

    private static DataType primitive(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal.getPrecision() <= DecimalType.MAX_PRECISION()
                    ? DataTypes.createDecimalType(decimal.getPrecision(), decimal.getScale())
                    : null;
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case FLOAT -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case INT32 ->
                meaning instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? DataTypes.DateType
                        : whole(meaning, DataTypes.IntegerType);
            case INT64 ->
                meaning instanceof TimestampLogicalTypeAnnotation timestamp
                        ? timestamp.isAdjustedToUTC() ? DataTypes.TimestampType : DataTypes.TimestampNTZType
                        : whole(meaning, DataTypes.LongType);
            case BINARY -> bytes(meaning);
            case FIXED_LEN_BYTE_ARRAY ->
                Meanings.isHalf(meaning)
                        // Spark cannot read it, but tasks read attributions of it as floats.
                        ? DataTypes.FloatType
                        : meaning == null ? DataTypes.BinaryType : null;
            case INT96 -> DataTypes.TimestampType;
        };
    }

    private static DataType whole(LogicalTypeAnnotation meaning, DataType plain) {
        if (meaning == null) {
            return plain;
        }
        if (!(meaning instanceof IntLogicalTypeAnnotation whole)) {
            return null;
        }
        return switch (whole.getBitWidth()) {
            case 8 -> whole.isSigned() ? DataTypes.ByteType : DataTypes.ShortType;
            case 16 -> whole.isSigned() ? DataTypes.ShortType : DataTypes.IntegerType;
            case 32 -> whole.isSigned() ? DataTypes.IntegerType : DataTypes.LongType;
            default -> whole.isSigned() ? DataTypes.LongType : DataTypes.createDecimalType(UNSIGNED_LONG_DIGITS, 0);
        };
    }

    private static DataType bytes(LogicalTypeAnnotation meaning) {
        if (meaning == null || meaning instanceof LogicalTypeAnnotation.BsonLogicalTypeAnnotation) {
            return DataTypes.BinaryType;
        }
        boolean isText = meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
        return isText ? DataTypes.StringType : null;
    }

    /** Whether float16 numbers are anywhere in a column: Spark refuses them. */
    static boolean hasHalves(StructField column) {
        return text(column).contains("(FLOAT16)");
    }

    /** The column as users see it, without what this class has noted of it. */
    static StructField seen(StructField column) {
        DataType seen = kind(column).seen();
        return new StructField(column.name(), seen == null ? column.dataType() : seen, true, Metadata.empty());
    }
}

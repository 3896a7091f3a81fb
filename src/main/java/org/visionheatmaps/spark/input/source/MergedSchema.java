package org.visionheatmaps.spark.input.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;

/**
 * The columns of several files as one table: by name without regard to case, as Spark finds them, each of the smallest type that holds
 * the values of all files. A column that only some files have is null in the others.
 */
final class MergedSchema {
    /** Whole numbers, each with all values of those before. */
    private static final List<DataType> WHOLE =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private static final List<Integer> DIGITS = List.of(3, 5, 10, 20);

    private final Map<String, Merged> columns = new LinkedHashMap<>();

    /** A column so far: its name and type, the first file that has it, and why it has no type. */
    private record Merged(StructField field, String file, String conflict) {}

    /** Adds the columns of a file. */
    void add(List<StructField> schema, String file) {
        for (StructField field : schema) {
            columns.merge(
                    field.name().toLowerCase(Locale.ROOT),
                    new Merged(field, file, null),
                    (known, other) -> merge(known, field, file));
        }
    }

    private static Merged merge(Merged known, StructField field, String file) {
        if (known.conflict() != null) {
            return known;
        }
        Optional<DataType> type = widest(known.field().dataType(), field.dataType());
        if (type.isEmpty()) {
            return new Merged(
                    known.field(),
                    known.file(),
                    "it is " + known.field().dataType().simpleString() + " in " + known.file() + ", but "
                            + field.dataType().simpleString() + " in " + file
                            + ", and no type holds both: --carry names the columns to keep, or convert one of the files");
        }
        return new Merged(
                known.field()
                        .copy(
                                known.field().name(),
                                type.get(),
                                true,
                                known.field().metadata()),
                known.file(),
                null);
    }

    /** The columns that have a type. */
    StructType schema() {
        return new StructType(columns.values().stream()
                .filter(column -> column.conflict() == null)
                .map(Merged::field)
                // A column that is null throughout. Spark's void cannot be written to Parquet.
                .map(field -> field.dataType() instanceof NullType
                        ? field.copy(field.name(), DataTypes.StringType, true, field.metadata())
                        : field)
                .toArray(StructField[]::new));
    }

    /** Why columns have no type, by name. */
    Map<String, String> conflicts() {
        Map<String, String> conflicts = new LinkedHashMap<>();
        columns.values().stream()
                .filter(column -> column.conflict() != null)
                .forEach(column -> conflicts.put(column.field().name(), column.conflict()));
        return conflicts;
    }

    /** The smallest type that holds the values of two, if there is one. */
    static Optional<DataType> widest(DataType one, DataType other) {
        if (one.equals(other) || other instanceof NullType) {
            return Optional.of(one);
        }
        if (one instanceof NullType) {
            return Optional.of(other);
        }
        if (WHOLE.contains(one) && WHOLE.contains(other)) {
            return Optional.of(WHOLE.get(Math.max(WHOLE.indexOf(one), WHOLE.indexOf(other))));
        }
        if (isFloat(one) || isFloat(other)) {
            return floats(one, other);
        }
        if (one instanceof DecimalType || other instanceof DecimalType) {
            return decimals(one, other);
        }
        if (one instanceof DateType && other instanceof TimestampNTZType
                || one instanceof TimestampNTZType && other instanceof DateType) {
            return Optional.of(DataTypes.TimestampNTZType);
        }
        if (one instanceof ArrayType array && other instanceof ArrayType otherArray) {
            return widest(array.elementType(), otherArray.elementType()).map(DataTypes::createArrayType);
        }
        if (one instanceof MapType map
                && other instanceof MapType otherMap
                && map.keyType().equals(otherMap.keyType())) {
            return widest(map.valueType(), otherMap.valueType())
                    .map(value -> DataTypes.createMapType(map.keyType(), value));
        }
        return one instanceof StructType struct && other instanceof StructType otherStruct
                ? structs(struct, otherStruct)
                : Optional.empty();
    }

    private static boolean isFloat(DataType type) {
        return type.equals(DataTypes.FloatType) || type.equals(DataTypes.DoubleType);
    }

    /** Doubles hold all floats and all whole numbers of 32 bits. */
    private static Optional<DataType> floats(DataType one, DataType other) {
        for (DataType type : List.of(one, other)) {
            if (!isFloat(type) && !(WHOLE.contains(type) && !type.equals(DataTypes.LongType))) {
                return Optional.empty();
            }
        }
        return Optional.of(DataTypes.DoubleType);
    }

    private static Optional<DataType> decimals(DataType one, DataType other) {
        int whole = 0;
        int scale = 0;
        for (DataType type : List.of(one, other)) {
            if (type instanceof DecimalType decimal) {
                whole = Math.max(whole, decimal.precision() - decimal.scale());
                scale = Math.max(scale, decimal.scale());
            } else if (WHOLE.contains(type)) {
                whole = Math.max(whole, DIGITS.get(WHOLE.indexOf(type)));
            } else {
                return Optional.empty();
            }
        }
        return whole + scale <= DecimalType.MAX_PRECISION()
                ? Optional.of(DataTypes.createDecimalType(whole + scale, scale))
                : Optional.empty();
    }

    private static Optional<DataType> structs(StructType one, StructType other) {
        List<StructField> fields = new ArrayList<>(List.of(one.fields()));
        for (StructField field : other.fields()) {
            int at = 0;
            while (at < fields.size() && !fields.get(at).name().equalsIgnoreCase(field.name())) {
                at++;
            }
            if (at == fields.size()) {
                fields.add(field.copy(field.name(), field.dataType(), true, field.metadata()));
                continue;
            }
            StructField known = fields.get(at);
            Optional<DataType> type = widest(known.dataType(), field.dataType());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.set(at, known.copy(known.name(), type.get(), true, known.metadata()));
        }
        return Optional.of(new StructType(fields.toArray(StructField[]::new)));
    }
}

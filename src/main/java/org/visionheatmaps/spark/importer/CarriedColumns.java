package org.visionheatmaps.spark.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.numpy.KeyColumn.Kind;

/** The columns that arrays beside attributions become, over all files: each type is one that holds every file's values. */
final class CarriedColumns {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** As many digits as an unsigned number of 64 bits has. */
    private static final DataType HUGE = DataTypes.createDecimalType(20, 0);

    private final NavigableMap<String, Found> columns = new TreeMap<>();
    private final NavigableMap<String, String> notCarried = new TreeMap<>();

    /**
     * A column as it was found.
     *
     * @param isList whether each element has several values
     * @param file where it was found first
     */
    record Found(String name, Kind kind, boolean isList, String file) {}

    /** What goes from task to driver. */
    private record Text(SortedMap<String, Found> columns, SortedMap<String, String> notCarried) {}

    /** Adds what a file has. */
    void add(KeyedPlan plan, String file) {
        plan.columns()
                .forEach((name, carried) -> add(
                        new Found(name, carried.type().kind(), carried.type().width() > 0, file)));
        plan.notCarried().forEach(notCarried::putIfAbsent);
    }

    private void add(Found found) {
        columns.merge(found.name().toLowerCase(Locale.ROOT), found, CarriedColumns::merge);
    }

    private static Found merge(Found a, Found b) {
        if (!a.name().equals(b.name())) {
            throw new IllegalArgumentException("The arrays '" + a.name() + "' of " + a.file() + " and '" + b.name()
                    + "' of " + b.file() + " would be one column: Spark does not tell their names apart, rename one");
        }
        Kind kind = widened(a.kind(), b.kind());
        if (kind == null || a.isList() != b.isList()) {
            throw new IllegalArgumentException("The array '" + a.name() + "' would be a column of " + words(a) + " in "
                    + a.file() + ", and of " + words(b) + " in " + b.file()
                    + ": import these files apart, or give the arrays one type");
        }
        return new Found(a.name(), kind, a.isList(), a.file().compareTo(b.file()) <= 0 ? a.file() : b.file());
    }

    private static String words(Found found) {
        return (found.isList() ? "lists of " : "")
                + switch (found.kind()) {
                    case WHOLE, HUGE -> "whole numbers";
                    case FLOAT, DOUBLE -> "floating-point numbers";
                    case TRUTH -> "booleans";
                    case TEXT -> "strings";
                };
    }

    private static Kind widened(Kind a, Kind b) {
        if (a == b) {
            return a;
        }
        boolean isWhole = (a == Kind.WHOLE || a == Kind.HUGE) && (b == Kind.WHOLE || b == Kind.HUGE);
        boolean isReal = (a == Kind.FLOAT || a == Kind.DOUBLE) && (b == Kind.FLOAT || b == Kind.DOUBLE);
        return isWhole ? Kind.HUGE : isReal ? Kind.DOUBLE : null;
    }

    /** Adds what others have found. */
    void addAll(String text) {
        try {
            Text other = JSON.readValue(text, Text.class);
            other.columns().values().forEach(this::add);
            other.notCarried().forEach(notCarried::putIfAbsent);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Columns that were written as JSON cannot be read", e);
        }
    }

    String toText() {
        try {
            return JSON.writeValueAsString(new Text(columns, notCarried));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Columns that cannot be written as JSON", e);
        }
    }

    /** The columns, by name. */
    StructType schema() {
        StructType schema = new StructType();
        for (Found found : columns.values()) {
            DataType type =
                    switch (found.kind()) {
                        case WHOLE -> DataTypes.LongType;
                        case HUGE -> HUGE;
                        case FLOAT -> DataTypes.FloatType;
                        case DOUBLE -> DataTypes.DoubleType;
                        case TRUTH -> DataTypes.BooleanType;
                        case TEXT -> DataTypes.StringType;
                    };
            schema = schema.add(found.name(), found.isList() ? DataTypes.createArrayType(type, false) : type);
        }
        return schema;
    }

    /** Why arrays are no columns, by their names; of several files, the first one's reason. */
    SortedMap<String, String> notCarried() {
        SortedMap<String, String> left = new TreeMap<>(notCarried);
        columns.values().forEach(found -> left.remove(found.name()));
        return left;
    }

    /** A value as its column has it, where the type of the column is wider than the file's. */
    static Object widen(Object value, DataType type) {
        if (value instanceof List<?> list) {
            DataType element = ((ArrayType) type).elementType();
            return list.stream().map(one -> widen(one, element)).toArray();
        }
        if (type.equals(HUGE) && value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        return type.equals(DataTypes.DoubleType) && value instanceof Float real ? (Object) real.doubleValue() : value;
    }
}

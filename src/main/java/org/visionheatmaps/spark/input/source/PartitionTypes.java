package org.visionheatmaps.spark.input.source;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The types of columns that are in the names of folders: texts as their folders say them, unless another type is declared or all are
 * inferred, as Spark does.
 *
 * @param areInferred whether columns of numbers and dates are recognised by their values
 * @param declared the types of some columns, as Spark's DDL has them; empty if there are none
 */
public record PartitionTypes(boolean areInferred, String declared) implements Serializable {
    public static final PartitionTypes TEXT = new PartitionTypes(false, "");

    private static final String INFER = "infer";
    private static final String NUMBER = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";

    /**
     * Reads {@code text}, {@code infer}, or types: {@code fold=int,day=date}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static PartitionTypes parse(String text) {
        if (text.equalsIgnoreCase("text")) {
            return TEXT;
        }
        if (text.equalsIgnoreCase(INFER)) {
            return new PartitionTypes(true, "");
        }
        PartitionTypes types = new PartitionTypes(false, text.replace('=', ' '));
        try {
            types.schema();
        } catch (Exception e) {
            // Spark's ParseException is checked in Java's eyes but not declared.
            throw new IllegalArgumentException(
                    "Types of partitions are 'text', 'infer', or each with Spark's name of its type, such as"
                            + " fold=int,day=date, but got '" + text + "'",
                    e);
        }
        return types;
    }

    private StructType schema() {
        return declared.isEmpty() ? new StructType() : StructType.fromDDL(declared);
    }

    /** The type of a column that has some values, nulls among them. */
    DataType of(String column, Collection<String> values) {
        StructType types = schema();
        if (List.of(types.fieldNames()).contains(column)) {
            return types.apply(column).dataType();
        }
        if (!areInferred || values.stream().allMatch(Objects::isNull)) {
            return DataTypes.StringType;
        }
        if (all(values, PartitionTypes::isInt)) {
            return DataTypes.IntegerType;
        }
        if (all(values, PartitionTypes::isLong)) {
            return DataTypes.LongType;
        }
        if (all(values, value -> value.matches(NUMBER))) {
            return DataTypes.DoubleType;
        }
        return all(values, PartitionTypes::isDate) ? DataTypes.DateType : DataTypes.StringType;
    }

    private static boolean all(Collection<String> values, Predicate<String> holds) {
        return values.stream().filter(Objects::nonNull).allMatch(holds);
    }

    private static boolean isInt(String value) {
        return isLong(value) && (int) Long.parseLong(value) == Long.parseLong(value);
    }

    private static boolean isLong(String value) {
        return value.matches("-?[0-9]{1,18}");
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

package org.visionheatmaps.spark.input.image;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.input.row.PackedValue;
import org.visionheatmaps.spark.input.row.TensorFunctions;
import org.visionheatmaps.spark.input.row.TryCast;

/**
 * Photographs of every accepted type in the one form that tasks read ({@link RowImages}): a struct of which no more than one way to
 * a picture is not null.
 */
public final class ImageColumn {
    static final int BYTES = 0;
    static final int PATH = 1;
    /** The file in which the path stands, as a URI. */
    static final int FILE = 2;

    static final int NUMBERS = 3;
    static final int NUMBERS_SHAPE = 4;
    static final int NUMBERS_DTYPE = 5;
    static final int PIXELS = 6;
    /** Why there is no picture where there should be one. */
    static final int PROBLEM = 7;

    static final int PIXELS_HEIGHT = 0;
    static final int PIXELS_WIDTH = 1;
    static final int PIXELS_CHANNELS = 2;
    static final int PIXELS_TYPE = 3;
    static final int PIXELS_DATA = 4;

    private static final DataType SIZES = DataTypes.createArrayType(DataTypes.IntegerType);
    private final SparkSession spark;
    private final ImageOptions options;

    public ImageColumn(SparkSession spark, ImageOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** A struct that only says what is wrong. */
    static Column problem(Column text) {
        Column[] parts = nothing();
        parts[PROBLEM] = text;
        return struct(parts);
    }

    /**
     * A column in the common form.
     *
     * @param field what it is
     * @param column the same, resolved
     * @param file the file in which each row stands, as a URI, or null
     * @throws IllegalArgumentException if it is of a type that is no photograph; the message lists those that are
     */
    public Column of(StructField field, Column column, Column file) {
        Column[] parts = nothing();
        parts[FILE] = file.cast(DataTypes.StringType);
        DataType type = field.dataType();
        if (type instanceof BinaryType && !options.numbers().areBytes()) {
            parts[BYTES] = column;
        } else if (type instanceof BinaryType) {
            parts[NUMBERS] = ofBytes(column);
        } else if (type instanceof StringType) {
            parts[PATH] = column.cast(DataTypes.StringType);
        } else if (type instanceof ArrayType && isNumbers(type)) {
            setNumbers(parts, column, type);
        } else if (type instanceof StructType struct && has(struct, NormalizedRow.PIXELS_SCHEMA.fieldNames())) {
            parts[PIXELS] = pixels(column, struct);
        } else if (type instanceof StructType struct && isNumbers(struct)) {
            setNumbers(parts, column.getField("data"), struct.apply("data").dataType());
            if (has(struct, "shape")) {
                parts[NUMBERS_SHAPE] = TryCast.of(
                        column.getField("shape"), struct.apply("shape").dataType(), SIZES);
            }
            if (has(struct, "dtype") && struct.apply("data").dataType() instanceof BinaryType) {
                parts[NUMBERS_DTYPE] = column.getField("dtype").cast(DataTypes.StringType);
            }
        } else if (type instanceof StructType struct && (has(struct, "bytes") || has(struct, "path"))) {
            parts[BYTES] = has(struct, "bytes") ? column.getField("bytes") : parts[BYTES];
            parts[PATH] = has(struct, "path") ? column.getField("path").cast(DataTypes.StringType) : parts[PATH];
        } else {
            throw refused(field);
        }
        return struct(parts);
    }

    /** Whether values of a type may name files. */
    public static boolean hasPaths(DataType type) {
        return type instanceof StringType || type instanceof StructType struct && has(struct, "path");
    }

    private static IllegalArgumentException refused(StructField field) {
        return new IllegalArgumentException("The column '" + field.name()
                + "' of images needs encoded bytes (binary), paths (string), struct<bytes, path>, Spark's struct of an"
                + " image, or numbers (array<float>, array<double>, nested or not, struct<shape, data>), but is "
                + field.dataType().simpleString() + "; --image-column names another");
    }

    private void setNumbers(Column[] parts, Column column, DataType type) {
        if (type instanceof BinaryType) {
            parts[NUMBERS] = ofBytes(column);
            return;
        }
        boolean flat = !(((ArrayType) type).elementType() instanceof ArrayType);
        Column packed = TensorFunctions.pack(spark, column);
        parts[NUMBERS] = flat
                ? functions.when(
                        column.isNotNull(),
                        packed.withField("shape", missing(PackedValue.RESULT, NormalizedRow.VALUE_SHAPE)))
                : packed;
        parts[NUMBERS_DTYPE] = functions.lit(innermost(type).equals(DataTypes.DoubleType) ? "float64" : "float32");
    }

    private static Column ofBytes(Column column) {
        Column packed = functions.struct(
                missing(PackedValue.RESULT, NormalizedRow.VALUE_SHAPE).as("shape"),
                column.as("data"),
                missing(PackedValue.RESULT, NormalizedRow.VALUE_REASON).as("reason"),
                missing(PackedValue.RESULT, NormalizedRow.VALUE_PROBLEM).as("problem"));
        return functions.when(column.isNotNull(), packed);
    }

    private static Column pixels(Column column, StructType type) {
        Column[] fields = Arrays.stream(NormalizedRow.PIXELS_SCHEMA.fields())
                .map(field -> TryCast.of(
                                column.getField(field.name()),
                                type.apply(field.name()).dataType(),
                                field.dataType())
                        .as(field.name()))
                .toArray(Column[]::new);
        return functions.when(column.isNotNull(), functions.struct(fields));
    }

    private static boolean isNumbers(DataType type) {
        if (type instanceof StructType struct) {
            return has(struct, "data")
                    && (struct.apply("data").dataType() instanceof BinaryType
                            || isNumbers(struct.apply("data").dataType()));
        }
        DataType inner = innermost(type);
        return type instanceof ArrayType && (inner.equals(DataTypes.FloatType) || inner.equals(DataTypes.DoubleType));
    }

    private static DataType innermost(DataType type) {
        return type instanceof ArrayType array ? innermost(array.elementType()) : type;
    }

    private static boolean has(StructType struct, String... names) {
        return Arrays.asList(struct.fieldNames()).containsAll(Arrays.asList(names));
    }

    private static Column[] nothing() {
        Column[] parts = new Column[NormalizedRow.IMAGE_SCHEMA.length()];
        Arrays.setAll(parts, part -> missing(NormalizedRow.IMAGE_SCHEMA, part));
        return parts;
    }

    private static Column missing(StructType schema, int index) {
        return functions.lit(null).cast(schema.fields()[index].dataType());
    }

    private static Column struct(Column[] parts) {
        Column[] named = new Column[parts.length];
        Arrays.setAll(named, part -> parts[part].as(NormalizedRow.IMAGE_SCHEMA.fields()[part].name()));
        return functions.struct(named);
    }
}

package org.visionheatmaps.spark.measure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.spark.input.ElementSource;

/**
 * The column of masks or boxes of an input.
 *
 * @param place in normalised rows
 * @param form of its values
 * @param isDouble whether numbers are packed as doubles
 * @param options what they mean
 */
public record MaskColumn(int place, Form form, boolean isDouble, MaskOptions options) implements Serializable {
    private static final long serialVersionUID = 1L;
    static final String NAME = "heatmap_mask";

    private static final List<String> SIDES = List.of("x", "y", "width", "height");

    /** What a value is. */
    public enum Form {
        /** An encoded picture. */
        PICTURE,
        /** Numbers or booleans, packed. */
        NUMBERS,
        /** Structs of x, y, width and height. */
        BOXES,
        /** Lists of four numbers. */
        LISTS
    }

    /**
     * The column that an input has.
     *
     * @param place that it gets in normalised rows
     * @throws IllegalArgumentException if it is named, but is not there or of no type that fits
     */
    public static Optional<MaskColumn> of(ElementSource source, MaskOptions options, int place) {
        Optional<StructField> field = source.field(options.column());
        if (field.isEmpty()) {
            if (options.isNamed()) {
                throw new IllegalArgumentException("The input has no column '" + options.column()
                        + "' of masks, which --mask-column names (it has: " + String.join(", ", source.names()) + ")");
            }
            return Optional.empty();
        }
        return of(field.get(), options, options.isNamed(), place);
    }

    /** That of a field, which must fit if it is required. */
    static Optional<MaskColumn> of(StructField field, MaskOptions options, boolean isRequired, int place) {
        DataType type = field.dataType();
        Optional<Form> form = form(type, options.boxes());
        if (form.isEmpty() && isRequired) {
            throw new IllegalArgumentException("The column '" + options.column()
                    + "' of masks needs PNG bytes, numbers or booleans of H×W, or boxes as list<struct<x, y, width,"
                    + " height>>, but is " + type.simpleString() + "; lists of four numbers are boxes with --boxes");
        }
        return form.map(found -> new MaskColumn(place, found, innermost(type).equals(DataTypes.DoubleType), options));
    }

    private static Optional<Form> form(DataType type, MaskOptions.Boxes boxes) {
        if (type instanceof BinaryType) {
            return Optional.of(Form.PICTURE);
        }
        if (type instanceof ArrayType array && array.elementType() instanceof StructType struct) {
            return Arrays.asList(struct.fieldNames()).containsAll(SIDES) ? Optional.of(Form.BOXES) : Optional.empty();
        }
        DataType inner = innermost(type);
        if (!(type instanceof ArrayType) || !(inner instanceof NumericType || inner instanceof BooleanType)) {
            return Optional.empty();
        }
        return Optional.of(boxes == MaskOptions.Boxes.NONE ? Form.NUMBERS : Form.LISTS);
    }

    private static DataType innermost(DataType type) {
        return type instanceof ArrayType array ? innermost(array.elementType()) : type;
    }

    /** What is read for it. */
    public Column column(ElementSource source) {
        StructField field = source.field(options.column()).orElseThrow();
        return value(source, field, source.column(field.name())).as(NAME);
    }

    Column value(ElementSource source, StructField field, Column column) {
        return form == Form.NUMBERS ? source.packed(column, field.dataType()) : column;
    }
}

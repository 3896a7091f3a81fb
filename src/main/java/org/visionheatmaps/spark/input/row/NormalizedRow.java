package org.visionheatmaps.spark.input.row;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a normalised row: what the job makes of every kind of input before it is drawn. Carried columns follow.
 */
public final class NormalizedRow {
    public static final int ID = 0;
    public static final int FILE = 1;
    public static final int POSITION = 2;
    public static final int VALUE = 3;
    public static final int SHAPE = 4;
    public static final int DTYPE = 5;
    public static final int IMAGE = 6;
    /** If elements were split before drawing, the element's place in the batch and its name ({@code 3 3/0}); otherwise null. */
    public static final int ELEMENT = 7;

    /** The size of the file as Spark has listed it. */
    public static final int BYTES = 8;
    /** Its modification time, in milliseconds since 1970. */
    public static final int MODIFIED = 9;

    public static final int CARRIED = 10;

    public static final int VALUE_SHAPE = 0;
    public static final int VALUE_DATA = 1;
    public static final int VALUE_REASON = 2;
    public static final int VALUE_PROBLEM = 3;

    /** An image as Spark's own data source has it. */
    public static final StructType PIXELS_SCHEMA = new StructType()
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("nChannels", DataTypes.IntegerType)
            .add("mode", DataTypes.IntegerType)
            .add("data", DataTypes.BinaryType);

    /** An image in one of the accepted forms, or what is wrong with it. */
    public static final StructType IMAGE_SCHEMA = new StructType()
            .add("bytes", DataTypes.BinaryType)
            .add("path", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("numbers", PackedValue.RESULT)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("dtype", DataTypes.StringType)
            .add("pixels", PIXELS_SCHEMA)
            .add("problem", DataTypes.StringType);

    public static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("position", DataTypes.LongType)
            .add("value", PackedValue.RESULT)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("dtype", DataTypes.StringType)
            .add("image", IMAGE_SCHEMA)
            .add("element", DataTypes.StringType)
            .add("bytes", DataTypes.LongType)
            .add("modified", DataTypes.LongType);

    private NormalizedRow() {}

    /** Whether a row is whole, or the first element of one that was split. */
    public static boolean isFirstElement(Row row) {
        return row.isNullAt(ELEMENT) || row.getString(ELEMENT).matches("0 0(/0)*");
    }

    /** A column of the schema under its name, so that carried columns may be called what they like. */
    public static Column named(int index, Column column) {
        return column.as("heatmap_" + SCHEMA.fields()[index].name());
    }

    public static int[] sizes(Row row, int index) {
        if (row.isNullAt(index)) {
            return null;
        }
        List<Integer> sizes = row.getList(index);
        int[] shape = new int[sizes.size()];
        for (int d = 0; d < shape.length; d++) {
            Integer size = sizes.get(d);
            shape[d] = size == null ? -1 : size;
        }
        return shape;
    }
}

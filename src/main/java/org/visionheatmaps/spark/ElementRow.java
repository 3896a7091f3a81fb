package org.visionheatmaps.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a normalised row: what the job makes of every kind of input before it is drawn. Carried columns follow.
 */
final class ElementRow {
    static final int ID = 0;
    static final int FILE = 1;
    static final int POSITION = 2;
    static final int VALUE = 3;
    static final int SHAPE = 4;
    static final int DTYPE = 5;
    static final int IMAGE = 6;
    /** The element's number in its batch if the batch was split before drawing, otherwise null. */
    static final int ELEMENT = 7;

    /** The size of the file as Spark has listed it. */
    static final int BYTES = 8;
    /** Its modification time, in milliseconds since 1970. */
    static final int MODIFIED = 9;

    static final int CARRIED = 10;

    static final int VALUE_SHAPE = 0;
    static final int VALUE_DATA = 1;
    static final int VALUE_REASON = 2;
    static final int VALUE_PROBLEM = 3;

    static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("position", DataTypes.LongType)
            .add("value", PackedValue.RESULT)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("dtype", DataTypes.StringType)
            .add("image", ImageColumn.SCHEMA)
            .add("element", DataTypes.IntegerType)
            .add("bytes", DataTypes.LongType)
            .add("modified", DataTypes.LongType);

    private ElementRow() {}

    /** A column of the schema under its name, so that carried columns may be called what they like. */
    static Column named(int index, Column column) {
        return column.as("heatmap_" + SCHEMA.fields()[index].name());
    }

    static int[] sizes(Row row, int index) {
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

package org.visionheatmaps.spark.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.Box;
import org.visionheatmaps.render.Heatmap;

/** The columns of rendered rows: id, the carried ones, then what was drawn, or the values of the map. */
public final class HeatmapRows {
    private static final String FLOAT32 = "float32";
    private static final StructType HEATMAP =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);

    static final String BOX = "box";
    private static final StructType BOX_TYPE = new StructType()
            .add("x", DataTypes.IntegerType)
            .add("y", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("height", DataTypes.IntegerType);

    private HeatmapRows() {}

    /** The columns of the rows of an output. */
    public static StructType schema(List<StructField> carried, OutputOptions output) {
        StructType own = own(output);
        StructType schema = new StructType().add("id", DataTypes.StringType, false);
        for (StructField field : carried) {
            schema = schema.add(outputName(field.name(), output), field.dataType(), true, field.metadata());
        }
        for (StructField field : own.fields()) {
            schema = schema.add(field);
        }
        return schema;
    }

    /** What follows the carried columns. Values have the names and types that inputs have. */
    private static StructType own(OutputOptions output) {
        StructType drawn = output.format().equals(OutputFormat.VALUES)
                ? new StructType()
                        .add("attribution", DataTypes.BinaryType)
                        .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false))
                        .add("dtype", DataTypes.StringType)
                : new StructType().add("heatmap", HEATMAP);
        StructType described = drawn.add("width", DataTypes.IntegerType)
                .add("height", DataTypes.IntegerType)
                .add("range_min", DataTypes.DoubleType)
                .add("range_max", DataTypes.DoubleType)
                .add("pipeline", DataTypes.StringType);
        return output.boxShare() == 0 ? described : described.add(BOX, BOX_TYPE);
    }

    /**
     * The row of an element.
     *
     * @param carried values of the carried columns
     * @param path of its file; of values, nothing
     * @param hasBox whether there is a column of boxes
     */
    public static Row row(String id, List<Object> carried, Heatmap heatmap, String path, boolean hasBox) {
        List<Object> columns = new ArrayList<>(carried.size() + 10);
        columns.add(id);
        columns.addAll(carried);
        if (heatmap.floats() == null) {
            columns.add(RowFactory.create(heatmap.png(), path));
        } else {
            columns.add(heatmap.floats());
            columns.add(new Integer[] {heatmap.height(), heatmap.width()});
            columns.add(FLOAT32);
        }
        ValueRange range = heatmap.range();
        columns.add(heatmap.width());
        columns.add(heatmap.height());
        columns.add(range == null ? null : range.lower());
        columns.add(range == null ? null : range.upper());
        columns.add(heatmap.pipeline());
        if (hasBox) {
            Box box = heatmap.box();
            columns.add(box == null ? null : RowFactory.create(box.x(), box.y(), box.width(), box.height()));
        }
        return RowFactory.create(columns.toArray());
    }

    /** A carried column whose name the output needs itself gets a prefix. */
    static String outputName(String carried, OutputOptions output) {
        boolean taken = carried.equalsIgnoreCase("id")
                || Arrays.stream(own(output).fieldNames()).anyMatch(own -> own.equalsIgnoreCase(carried));
        return taken ? "input_" + carried : carried;
    }
}

package org.visionheatmaps.spark.output;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of rendered rows: id, the carried ones, then what was drawn. */
public final class HeatmapRows {
    /** The columns besides the carried ones. */
    public static final int OWN_COLUMNS = 7;

    private static final StructType HEATMAP =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);
    private static final Set<String> OWN =
            Set.of("id", "heatmap", "width", "height", "range_min", "range_max", "pipeline");

    private HeatmapRows() {}

    public static StructType schema(List<StructField> carried) {
        StructType schema = new StructType().add("id", DataTypes.StringType, false);
        for (StructField field : carried) {
            schema = schema.add(outputName(field.name()), field.dataType(), true, field.metadata());
        }
        return schema.add("heatmap", HEATMAP)
                .add("width", DataTypes.IntegerType)
                .add("height", DataTypes.IntegerType)
                .add("range_min", DataTypes.DoubleType)
                .add("range_max", DataTypes.DoubleType)
                .add("pipeline", DataTypes.StringType);
    }

    /** A carried column whose name the output needs itself gets a prefix. */
    static String outputName(String carried) {
        boolean taken = OWN.stream().anyMatch(own -> own.equalsIgnoreCase(carried));
        return taken ? "input_" + carried : carried;
    }
}

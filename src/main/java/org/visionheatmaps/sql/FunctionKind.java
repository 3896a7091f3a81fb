package org.visionheatmaps.sql;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a function makes of an element. */
enum FunctionKind {
    /** A PNG file. */
    PNG(true, "png(attribution[, shape], pipeline[, image]): a heatmap as a PNG file"),

    /** The values at the end of a pipeline. */
    REDUCE(true, "reduce(attribution[, shape], pipeline): the values that a pipeline without a colormap gives"),

    /** A summary of those values. */
    STATS(
            false,
            "stats(attribution[, shape][, pipeline]): count, least, greatest, mean, and quantiles at 0.001, 0.5 and 0.999");

    private final boolean needsPipeline;
    private final String usage;

    FunctionKind(boolean needsPipeline, String usage) {
        this.needsPipeline = needsPipeline;
        this.usage = usage;
    }

    DataType result() {
        return switch (this) {
            case PNG -> DataTypes.BinaryType;
            case REDUCE ->
                new StructType()
                        .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false))
                        .add("data", DataTypes.createArrayType(DataTypes.DoubleType, false));
            case STATS ->
                new StructType()
                        .add("count", DataTypes.LongType)
                        .add("min", DataTypes.DoubleType)
                        .add("max", DataTypes.DoubleType)
                        .add("mean", DataTypes.DoubleType)
                        .add("q001", DataTypes.DoubleType)
                        .add("median", DataTypes.DoubleType)
                        .add("q999", DataTypes.DoubleType);
        };
    }

    boolean needsPipeline() {
        return needsPipeline;
    }

    String usage() {
        return usage;
    }
}

package org.visionheatmaps.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.pipeline.Preset;

/** What a function makes of an element. */
enum FunctionKind {
    /** A PNG file. */
    PNG(true, "png(attribution[, shape], pipeline[, image][, options]): a heatmap as a PNG file"),

    /** The values at the end of a pipeline. */
    REDUCE(
            true,
            "reduce(attribution[, shape], pipeline[, options]): the values that a pipeline without a colormap gives"),

    /** Why there is no PNG file. */
    EXPLAIN(
            true,
            "explain(attribution[, shape], pipeline[, image][, options]): why png cannot draw the row, as non_finite: ...; NULL if"
                    + " it can"),

    /** A PNG file, or why there is none. */
    DRAW(
            true,
            "draw(attribution[, shape], pipeline[, image][, options]): a heatmap as struct<png, kind, reason>; of a row that cannot"
                    + " be drawn the kind of fault and the reason"),

    /** What an audit measures of an element. */
    METRICS(
            false,
            "metrics(attribution[, shape][, pipeline][, options]): what the command audit measures of an element"),

    /** A summary of those values. */
    STATS(
            false,
            "stats(attribution[, shape][, pipeline][, options]): count, least, greatest, mean, and quantiles at 0.001, 0.5 and 0.999");

    /** What the arguments are, line by line. */
    static final List<String> ARGUMENTS = List.of(
            "attribution: one element; array of numbers, nested or not, binary, or struct<shape, data>",
            "shape: array of sizes in C order, such as array(3, 224, 224); of an attribution that does not carry its own",
            "pipeline: a text such as 'NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()', or the name of a preset:"
                    + " " + Arrays.stream(Preset.values()).map(Preset::toString).collect(Collectors.joining(", ")),
            "image: the photograph; binary (PNG, JPEG, WebP), struct<bytes, path> with bytes, or Spark's struct of an image",
            "options: map<string, string>; layout (NCHW), dtype of binary attributions (float32); of what draws also"
                    + " bad_color (transparent or #rrggbb: NaN and infinities are drawn so, and not refused),"
                    + " png (fast, small), png_color (auto, rgb, palette)",
            "try_png, try_reduce, try_stats, try_metrics: NULL where a row cannot be used");

    private static final List<Metric> MEASURED =
            Metric.all(false).stream().filter(Metric::isOfMaps).toList();

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
            case EXPLAIN -> DataTypes.StringType;
            case DRAW ->
                new StructType()
                        .add("png", DataTypes.BinaryType)
                        .add("kind", DataTypes.StringType)
                        .add("reason", DataTypes.StringType);
            case METRICS -> {
                StructType metrics = new StructType();
                for (Metric metric : measured()) {
                    metrics = metrics.add(metric.toString(), DataTypes.DoubleType);
                }
                yield metrics;
            }
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

    /** Of an element by itself: all metrics but those that compare it with something else. */
    static List<Metric> measured() {
        return MEASURED;
    }

    boolean drawsPictures() {
        return this == PNG || this == EXPLAIN || this == DRAW;
    }

    /** The keys that a call's options may have. */
    List<String> options() {
        return drawsPictures() ? FunctionOptions.OF_PICTURES : FunctionOptions.OF_VALUES;
    }

    boolean needsPipeline() {
        return needsPipeline;
    }

    String usage() {
        return usage;
    }
}

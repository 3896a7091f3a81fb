package org.visionheatmaps.sql;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.visionheatmaps.pipeline.Pipeline;

/**
 * Heatmaps of datasets, in Java. For whole runs, with quarantine and a report, see {@link org.visionheatmaps.spark.render.RenderJob}.
 *
 * <pre>{@code
 * Dataset<Row> heatmaps = Heatmaps.render(
 *         attributions, Pipeline.parse("NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()"), 3, 224, 224);
 * heatmaps.write().format("heatmap-png").mode("append").save("s3a://lake/heatmaps");
 * }</pre>
 */
public final class Heatmaps {
    private static final String CATALOG = "heatmaps";
    private static final String ATTRIBUTION = "attribution";

    private Heatmaps() {}

    /** Makes {@link HeatmapCatalog} known to a session, as {@code heatmaps}, unless another of this name is. */
    public static void register(SparkSession spark) {
        String key = "spark.sql.catalog." + CATALOG;
        if (spark.conf().getOption(key).isEmpty()) {
            spark.conf().set(key, HeatmapCatalog.class.getName());
        }
    }

    /**
     * Draws a column {@code attribution}, which gives way to {@code heatmap struct<bytes, path>}; the path is that of {@code id}. Rows
     * that cannot be drawn have null for bytes.
     *
     * @param data with columns {@code id} and {@code attribution}
     * @param pipeline ends with colours, and has no steps over the dataset
     * @param shape the sizes of each attribution in C order, such as 3, 224, 224; none if the attributions carry their own
     */
    public static Dataset<Row> render(Dataset<Row> data, Pipeline pipeline, int... shape) {
        register(data.sparkSession());
        Column png = png("try_png", data.col(ATTRIBUTION), pipeline, shape);
        Column path = functions.concat(functions.col("id").cast("string"), functions.lit(".png"));
        return data.withColumn("heatmap", functions.struct(png.as("bytes"), path.as("path")))
                .drop(ATTRIBUTION);
    }

    /**
     * The function {@code png} of the catalog, of a session that {@link #register knows} it; fails for a row that cannot be drawn.
     *
     * @param shape as of {@link #render}
     */
    public static Column png(Column attribution, Pipeline pipeline, int... shape) {
        return png("png", attribution, pipeline, shape);
    }

    private static Column png(String function, Column attribution, Pipeline pipeline, int... shape) {
        Column text = functions.lit(pipeline.toString());
        String name = CATALOG + "." + function;
        if (shape.length == 0) {
            return functions.call_function(name, attribution, text);
        }
        Column sizes =
                functions.array(Arrays.stream(shape).mapToObj(functions::lit).toArray(Column[]::new));
        return functions.call_function(name, attribution, sizes, text);
    }
}

package org.visionheatmaps.spark.output;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;

/**
 * The manifest of a folder of pictures. Tasks write a line for each picture that they write; the driver puts the lines in order, so that
 * the manifest is the same whatever the partitions.
 *
 * @param viewer who reads it
 */
record ViewerManifest(Viewer viewer) {
    /** Where tasks' lines are until they are put together. */
    static final String LINES = "_lines";

    /** Without it, names with "test" or "train" in them would be taken for parts of a dataset, and the others left out. */
    private static final String README =
            """
            ---
            configs:
            - config_name: default
              data_files:
              - split: train
                path:
                - %s
                - "**/[!_]*.png"
            ---
            """
                    .formatted(OutputName.METADATA);

    private static final String RENAMED = "_of_input";

    /**
     * A line about each picture: its path first, then what the rows of the other formats have. Columns of bytes are left out; numbers that
     * are not finite, which JSON does not have, are null.
     *
     * @param heatmaps rows as {@link HeatmapRows} makes them
     * @param options how times are written
     */
    Column line(Dataset<Row> heatmaps, Map<String, String> options) {
        List<Column> columns = new ArrayList<>();
        columns.add(col("heatmap.path").as(viewer.path()));
        for (StructField field : heatmaps.schema().fields()) {
            boolean isOwn = field.name().equals("heatmap");
            if (!isOwn && !hasBytes(field.dataType())) {
                columns.add(value(field).as(name(field.name())));
            }
        }
        Map<String, String> withNulls = new TreeMap<>(options);
        withNulls.put("ignoreNullFields", "false");
        return to_json(struct(columns.toArray(Column[]::new)), withNulls).as("json");
    }

    private Column value(StructField field) {
        Column value = col("`" + field.name().replace("`", "``") + "`");
        if (field.name().equals(HeatmapRows.BOX) && viewer == Viewer.FIFTYONE) {
            return detection(value);
        }
        if (field.dataType() instanceof DoubleType || field.dataType() instanceof FloatType) {
            return when(value.between(-Double.MAX_VALUE, Double.MAX_VALUE), value);
        }
        return value;
    }

    /** FiftyOne's box: left, top, width and height as shares of the picture's. */
    private static Column detection(Column box) {
        Column width = col("width");
        Column height = col("height");
        Column bounds = array(
                box.getField("x").divide(width),
                box.getField("y").divide(height),
                box.getField("width").divide(width),
                box.getField("height").divide(height));
        Column label = lit("strongest part").as("label");
        return when(box.isNotNull(), struct(lit("Detection").as("_cls"), label, bounds.as("bounding_box")));
    }

    private String name(String column) {
        if (column.equals("id")) {
            return viewer.id();
        }
        return viewer.takes(column) || column.equals(viewer.id()) ? column.replaceFirst("^_+", "") + RENAMED : column;
    }

    private static boolean hasBytes(DataType type) {
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (hasBytes(field.dataType())) {
                    return true;
                }
            }
            return false;
        }
        return type instanceof BinaryType
                || type instanceof ArrayType list && hasBytes(list.elementType())
                || type instanceof MapType map && (hasBytes(map.keyType()) || hasBytes(map.valueType()));
    }

    /** Makes the manifest of the lines that tasks have staged, in the order of paths. */
    void write(SparkSession spark, StagedOutput staged) throws IOException {
        try (Writer out = new OutputStreamWriter(staged.create(viewer.file()), StandardCharsets.UTF_8)) {
            out.write(viewer.start());
            boolean isFirst = true;
            for (Iterator<Row> lines = lines(spark, staged); lines.hasNext(); isFirst = false) {
                out.write(isFirst ? "" : viewer.separator());
                out.write(lines.next().getString(0));
            }
            out.write(isFirst && viewer == Viewer.HUGGINGFACE ? "" : viewer.end());
        }
        staged.delete(LINES);
        if (viewer == Viewer.HUGGINGFACE) {
            staged.write(OutputName.README, README);
        }
    }

    private static Iterator<Row> lines(SparkSession spark, StagedOutput staged) throws IOException {
        if (!staged.exists(LINES)) {
            return List.<Row>of().iterator();
        }
        String folder = InputListing.escaped(new Path(staged.data(), LINES).toString());
        return spark.read()
                .option("lineSep", "\n")
                // Whatever the session says: no line may be lost.
                .option("ignoreCorruptFiles", "false")
                .option("ignoreMissingFiles", "false")
                .text(folder + "/*.jsonl")
                .orderBy("value")
                .toLocalIterator();
    }
}

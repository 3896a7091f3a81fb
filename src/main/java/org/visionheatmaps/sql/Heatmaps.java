package org.visionheatmaps.sql;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.spark.input.source.InputFields;

/**
 * Heatmaps of a dataset, in Java. For whole runs, with files, a report and counts that add up, see
 * {@link org.visionheatmaps.spark.render.RenderJob}.
 *
 * <pre>{@code
 * DrawnHeatmaps drawn = Heatmaps.of(maps, "SumReduction() |> dataset(PercentileClip()) |> CenteredColormap() |> FlipImage()")
 *         .withShapeColumn("size")
 *         .draw();
 * drawn.heatmaps().select("heatmap").write().format("heatmap-png").mode("append").save("s3a://lake/heatmaps");
 * drawn.quarantine().write().parquet("s3a://lake/quarantine");
 * }</pre>
 *
 * <p>A row is one element. What is wrong with a column, a pipeline or an option is an {@link IllegalArgumentException} of the call that
 * gives it, before any task runs.
 *
 * @param data with the columns below
 * @param pipeline ends with colours
 * @param columns by their roles, where they are not called as {@link Role} has it; names, or paths of fields of structs
 * @param shape the sizes of every attribution in C order; empty if a column or the attributions themselves say them
 * @param options of the functions of SQL: {@code layout}, {@code dtype}, {@code bad_color}, {@code png}, {@code png_color}
 */
public record Heatmaps(
        Dataset<Row> data,
        Pipeline pipeline,
        Map<Role, String> columns,
        List<Integer> shape,
        Map<String, String> options) {
    static final String CATALOG = "heatmaps";

    /** What a column is for. */
    public enum Role {
        /** An array of numbers, nested or not, binary, or {@code struct<shape, data>}. */
        ATTRIBUTION,
        /** Names the picture. */
        ID,
        /** The sizes of the attribution, in the order of the layout. Read if it is there and the attribution has none. */
        SHAPE,
        /** The photograph: PNG, JPEG or WebP bytes, a struct that has them as {@code bytes}, or Spark's struct of an image. */
        IMAGE;

        /** The name of the column unless another is given. */
        public String usual() {
            return name().toLowerCase(Locale.ROOT);
        }

        String option() {
            return "with" + name().charAt(0) + usual().substring(1) + "Column";
        }

        private boolean canBe(DataType type) {
            return switch (this) {
                case ATTRIBUTION -> ElementValue.canBe(type);
                case ID -> !ElementValue.canBe(type);
                case SHAPE -> ElementFunctions.isShape(type);
                case IMAGE -> ImageArgument.canBe(type);
            };
        }

        private String wanted() {
            return switch (this) {
                case ATTRIBUTION -> "an array of numbers (nested or not), binary or struct<shape, data>";
                case ID -> "a text, a number or a time";
                case SHAPE -> "an array of whole numbers";
                case IMAGE -> "binary, a struct with binary bytes, or Spark's struct of an image";
            };
        }
    }

    /**
     * @throws IllegalArgumentException naming the column, the pipeline, the shape or the option that cannot be
     */
    public Heatmaps {
        ElementRenderer.requireColors(pipeline);
        if (pipeline.usesObject()) {
            throw new IllegalArgumentException(
                    "MaskOutline and Boxes draw where the object is, which a function of SQL is not"
                            + " given: use the command render, or RenderJob, for " + pipeline);
        }
        columns = columns.isEmpty() ? Map.of() : new EnumMap<>(columns);
        shape = List.copyOf(shape);
        options = new TreeMap<>(options);
        if (shape.stream().anyMatch(size -> size <= 0)) {
            throw new IllegalArgumentException(
                    "A shape needs sizes of at least 1, such as withShape(3, 224, 224), but got " + shape);
        }
        if (!shape.isEmpty() && columns.containsKey(Role.SHAPE)) {
            throw new IllegalArgumentException("A shape is one of all rows or a column, but got " + shape
                    + " and the column '" + columns.get(Role.SHAPE) + "': leave out withShape or withShapeColumn");
        }
        InputFields fields = new InputFields(data.schema(), Map.of());
        columns.forEach((role, name) -> checked(fields, role, name));
        pipeline.groupColumns().forEach(name -> fields.required(name, "by=:" + name + " of the pipeline"));
        FunctionOptions.DEFAULT.with(options, FunctionOptions.OF_PICTURES);
    }

    /** A dataset with columns of the usual names. */
    public static Heatmaps of(Dataset<Row> data, Pipeline pipeline) {
        return new Heatmaps(data, pipeline, Map.of(), List.of(), Map.of());
    }

    /**
     * The same with the text of a pipeline, or a preset's name.
     *
     * @throws IllegalArgumentException with line, column and a caret under the place, or the nearest name
     */
    public static Heatmaps of(Dataset<Row> data, String pipeline) {
        return of(data, Preset.pipelineOf(pipeline));
    }

    /** The same with attributions in another column than {@code attribution}. */
    public Heatmaps withAttributionColumn(String name) {
        return with(Role.ATTRIBUTION, name);
    }

    /** The same with ids in another column than {@code id}. */
    public Heatmaps withIdColumn(String name) {
        return with(Role.ID, name);
    }

    /** The same with shapes in another column than {@code shape}. */
    public Heatmaps withShapeColumn(String name) {
        return with(Role.SHAPE, name);
    }

    /** The same with photographs in another column than {@code image}. */
    public Heatmaps withImageColumn(String name) {
        return with(Role.IMAGE, name);
    }

    private Heatmaps with(Role role, String name) {
        Map<Role, String> more = new EnumMap<>(Role.class);
        more.putAll(columns);
        more.put(role, name);
        return new Heatmaps(data, pipeline, more, shape, options);
    }

    /** The same with one shape for all rows, such as 3, 224, 224. */
    public Heatmaps withShape(int... sizes) {
        return new Heatmaps(
                data, pipeline, columns, Arrays.stream(sizes).boxed().toList(), options);
    }

    /** The same with an option of the functions of SQL, such as {@code layout} and {@code NHWC}. */
    public Heatmaps withOption(String key, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(key, value);
        return new Heatmaps(data, pipeline, columns, shape, more);
    }

    /**
     * Fits what the pipeline has over the dataset, which runs a job of Spark, and draws. Nothing else runs before a result is used, and
     * each use draws again, unless {@link DrawnHeatmaps#rows} are cached.
     *
     * @throws IllegalArgumentException if a column is missing, or a shape
     * @throws org.visionheatmaps.spark.run.JobFailedException if no element can be fitted to
     */
    public DrawnHeatmaps draw() {
        register(data.sparkSession());
        return new HeatmapQuery(this).draw();
    }

    /**
     * The column of a role.
     *
     * @return empty if there is none, and none is needed
     * @throws IllegalArgumentException if there must be one, or it is of another type
     */
    Optional<StructField> field(Role role) {
        InputFields fields = new InputFields(data.schema(), Map.of());
        String name = columns.getOrDefault(role, role.usual());
        boolean isNeeded = columns.containsKey(role) || role == Role.ATTRIBUTION || role == Role.ID;
        return isNeeded || fields.find(name).isPresent() ? Optional.of(checked(fields, role, name)) : Optional.empty();
    }

    private static StructField checked(InputFields fields, Role role, String name) {
        StructField field = fields.required(name, role.option());
        if (!role.canBe(field.dataType())) {
            throw new IllegalArgumentException("The column '" + name + "' is "
                    + field.dataType().simpleString() + ", but " + role.option() + " needs " + role.wanted());
        }
        return field;
    }

    /** Makes {@link HeatmapCatalog} known to a session, as {@code heatmaps}, unless another of this name is. */
    public static void register(SparkSession spark) {
        String key = "spark.sql.catalog." + CATALOG;
        if (spark.conf().getOption(key).isEmpty()) {
            spark.conf().set(key, HeatmapCatalog.class.getName());
        }
    }

    /**
     * The function {@code png} of the catalog, of a session that {@link #register knows} it; fails for a row that cannot be drawn.
     *
     * @param pipeline ends with colours, and has no steps over the dataset
     * @param shape the sizes of each attribution in C order, such as 3, 224, 224; none if the attributions carry their own
     * @throws IllegalArgumentException if the pipeline is another
     */
    public static Column png(Column attribution, Pipeline pipeline, int... shape) {
        ElementRenderer.requireColors(pipeline);
        Column text = functions.lit(pipeline.fitted().toString());
        String name = CATALOG + ".png";
        return shape.length == 0
                ? functions.call_function(name, attribution, text)
                : functions.call_function(
                        name, attribution, sizes(Arrays.stream(shape).boxed().toList()), text);
    }

    static Column sizes(List<Integer> shape) {
        return functions.array(shape.stream().map(functions::lit).toArray(Column[]::new));
    }
}

package org.visionheatmaps.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.row.TryCast;
import org.visionheatmaps.spark.input.source.InputFields;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Turns what {@link Heatmaps} asks for into a query with the function {@code draw}. */
final class HeatmapQuery {
    private static final String DRAWN = "_vision_heatmaps_drawn";
    private static final String TEXT = "_vision_heatmaps_pipeline";
    private static final DataType SHAPE = DataTypes.createArrayType(DataTypes.IntegerType);

    private final Heatmaps asked;
    private final Dataset<Row> data;
    private final Pipeline pipeline;
    private final InputFields fields;
    private final FunctionOptions options;
    private final StructField attribution;
    private final String id;
    private final Optional<StructField> shape;
    private final Optional<StructField> image;

    /**
     * @throws IllegalArgumentException if a column or a shape is missing
     */
    HeatmapQuery(Heatmaps asked) {
        this.asked = asked;
        this.data = asked.data();
        this.pipeline = asked.pipeline();
        this.fields = new InputFields(data.schema(), Map.of());
        this.options = FunctionOptions.DEFAULT.with(asked.options(), FunctionOptions.OF_PICTURES);
        this.attribution = asked.field(Heatmaps.Role.ATTRIBUTION).orElseThrow();
        this.id = asked.field(Heatmaps.Role.ID).orElseThrow().name();
        boolean hasShape = ElementValue.carriesShape(attribution.dataType());
        this.shape = asked.shape().isEmpty() && !(hasShape && !asked.columns().containsKey(Heatmaps.Role.SHAPE))
                ? asked.field(Heatmaps.Role.SHAPE)
                : Optional.empty();
        this.image = pipeline.usesImage() ? asked.field(Heatmaps.Role.IMAGE) : Optional.empty();
        if (!hasShape && shape.isEmpty() && asked.shape().isEmpty()) {
            throw new IllegalArgumentException("The column '" + attribution.name() + "' is "
                    + attribution.dataType().simpleString()
                    + ", which says nothing of its shape: give withShape(3, 224, 224), or withShapeColumn(name)");
        }
        if (pipeline.usesImage() && image.isEmpty()) {
            throw new IllegalArgumentException("The pipeline looks at photographs, but there is no column 'image': "
                    + "withImageColumn(name) names another, for " + pipeline);
        }
        for (String own : List.of(DrawnHeatmaps.HEATMAP, DrawnHeatmaps.KIND, DrawnHeatmaps.REASON)) {
            if (Arrays.stream(data.columns()).anyMatch(own::equalsIgnoreCase)) {
                throw new IllegalArgumentException(
                        "The input has a column '" + own + "', as the result would: rename or drop it");
            }
        }
        if (pipeline.needsFit() && data.isStreaming()) {
            throw new IllegalArgumentException("A stream has no end, so that no step can be fitted to all of it: give a"
                    + " fitted pipeline (the command fit, or DrawnHeatmaps.fit of another dataset) in place of "
                    + pipeline);
        }
    }

    DrawnHeatmaps draw() {
        Fit fit = pipeline.needsFit() ? fit() : Fit.of(pipeline.fitted());
        Dataset<Row> rows = pipeline.groupColumns().isEmpty()
                ? data.withColumn(
                        TEXT, functions.lit(fit.of(Group.ALL).orElseThrow().toString()))
                : withPipelines(fit);
        // Rows of a generator: filters on what it gives would otherwise draw each row once more.
        Dataset<Row> drawn = rows.withColumn(DRAWN, functions.explode(functions.array(call())));
        Column result = drawn.col(DRAWN);
        Column isUnseen = drawn.col(TEXT).isNull().and(result.getField("kind").isNull());
        Column path = functions.concat(fields.column(id).cast("string"), functions.lit(".png"));
        Dataset<Row> settled = drawn.withColumn(
                        DrawnHeatmaps.HEATMAP,
                        functions.when(
                                result.getField("png").isNotNull().and(functions.not(isUnseen)),
                                functions.struct(result.getField("png").as("bytes"), path.as("path"))))
                .withColumn(
                        DrawnHeatmaps.KIND,
                        functions.when(isUnseen, Reason.UNSEEN_GROUP.text()).otherwise(result.getField("kind")))
                .withColumn(
                        DrawnHeatmaps.REASON,
                        functions
                                .when(isUnseen, "the fit has seen no element of the group")
                                .otherwise(result.getField("reason")));
        return new DrawnHeatmaps(
                // Of a struct, other fields may be wanted.
                List.of(settled.columns()).contains(attribution.name())
                        ? settled.drop(DRAWN, TEXT, attribution.name())
                        : settled.drop(DRAWN, TEXT),
                fit);
    }

    /** What else is wrong with an element of a group that the fit did not see is reported first, so it is drawn alone. */
    private Column call() {
        List<Column> arguments = new ArrayList<>();
        arguments.add(fields.column(attribution.name()));
        if (!asked.shape().isEmpty()) {
            arguments.add(Heatmaps.sizes(asked.shape()));
        }
        shape.ifPresent(field -> arguments.add(TryCast.of(fields.column(field.name()), field.dataType(), SHAPE)));
        arguments.add(functions.coalesce(
                functions.col(TEXT), functions.lit(pipeline.perImage().toString())));
        image.ifPresent(field -> arguments.add(fields.column(field.name())));
        if (!asked.options().isEmpty()) {
            arguments.add(functions.map(asked.options().entrySet().stream()
                    .flatMap(option -> List.of(option.getKey(), option.getValue()).stream())
                    .map(functions::lit)
                    .toArray(Column[]::new)));
        }
        return functions.call_function(Heatmaps.CATALOG + ".draw", arguments.toArray(Column[]::new));
    }

    /** Each row with the pipeline of its group; null of groups that the fit did not see. */
    private Dataset<Row> withPipelines(Fit fit) {
        StructType schema = new StructType();
        for (int at = 0; at < fit.columns().size(); at++) {
            schema = schema.add(key(at), DataTypes.StringType);
        }
        List<Row> pipelines = new ArrayList<>();
        fit.groups().forEach((group, fitted) -> {
            List<Object> values = new ArrayList<>(group.values());
            values.add(fitted.toString());
            pipelines.add(RowFactory.create(values.toArray()));
        });
        Dataset<Row> texts = data.sparkSession().createDataFrame(pipelines, schema.add(TEXT, DataTypes.StringType));
        Column isOfGroup = functions.lit(true);
        Dataset<Row> keyed = data;
        for (int at = 0; at < fit.columns().size(); at++) {
            keyed = keyed.withColumn(
                    "own" + key(at), fields.column(fit.columns().get(at)).cast("string"));
        }
        for (int at = 0; at < fit.columns().size(); at++) {
            isOfGroup = isOfGroup.and(keyed.col("own" + key(at)).eqNullSafe(texts.col(key(at))));
        }
        Dataset<Row> joined = keyed.join(functions.broadcast(texts), isOfGroup, "left");
        for (int at = 0; at < fit.columns().size(); at++) {
            joined = joined.drop("own" + key(at), key(at));
        }
        return joined;
    }

    private static String key(int at) {
        return "_vision_heatmaps_key" + at;
    }

    /** The command's fit of the columns that it needs. */
    private Fit fit() {
        String view = "vision_heatmaps_" + UUID.randomUUID().toString().replace("-", "");
        data.createOrReplaceTempView(view);
        try {
            InputOptions input = InputOptions.of(InputSource.DEFAULT.withTable(view), List.of())
                    .withColumns(new InputOptions.Columns(
                            attribution.name(),
                            id,
                            shape.map(StructField::name).orElse("no shape"),
                            "no dtype",
                            image.map(StructField::name).orElse("no image")))
                    .withLayout(options.layout())
                    .withDType(options.dtype());
            return new FitJob(
                            asked.shape().isEmpty() ? input : input.withShape(asked.shape()),
                            pipeline,
                            FitOptions.DEFAULT.withNonFinite(options.nonFinite()))
                    .run(data.sparkSession(), Progress.NONE);
        } finally {
            data.sparkSession().catalog().dropTempView(view);
        }
    }
}

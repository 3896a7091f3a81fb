package org.visionheatmaps.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** The door for programs in Java. */
@Tag("spark")
class HeatmapsTest {
    private static final String PIPELINE = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";
    private static final String OVERLAY =
            "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)";
    private static final String BY_METHOD = "SumReduction() |> dataset(PercentileClip(0.05, 0.9), by=:method)"
            + " |> dataset(MassClip(0.9), by=:method) |> dataset(CenteredColormap(:berlin), by=:method) |> FlipImage()";
    /** Rows that cannot be drawn, by their places. */
    private static final int NAN = 5;

    private static final int WRONG_SHAPE = 8;
    private static final int NO_SHAPE = 9;
    private static final int ROWS = 12;

    private static final AtomicBoolean LATE = new AtomicBoolean();

    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    private Path folder;

    private static float[] values(int row) {
        Random random = new Random(row);
        float[] values = new float[3 * 5 * 4];
        for (int v = 0; v < values.length; v++) {
            values[v] = (float) (random.nextGaussian() * (row % 3 + 1));
        }
        return values;
    }

    private static RgbImage photograph(int row) {
        byte[] rgb = new byte[3 * 7 * 6];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * (row + 3));
        }
        return new RgbImage(7, 6, rgb);
    }

    /** Twelve maps of 3×5×4 of the methods ig, lrp and none; the method "bad" has one row, which cannot be drawn. */
    private Dataset<Row> maps() {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            float[] values = values(row);
            Float[] boxed = new Float[values.length];
            for (int v = 0; v < boxed.length; v++) {
                boxed[v] = row == NAN && v == 3 ? Float.NaN : values[v];
            }
            List<Long> size = row == NO_SHAPE ? null : row == WRONG_SHAPE ? List.of(3L, 5L, 5L) : List.of(3L, 5L, 4L);
            String method = row == NAN ? "bad" : row % 3 == 0 ? "ig" : row % 3 == 1 ? "lrp" : null;
            byte[] photograph = new PngWriter().encode(photograph(row), List.of());
            rows.add(RowFactory.create("e" + row, boxed, size, RowFactory.create(photograph, "p.png"), method));
        }
        return spark.createDataFrame(
                        rows,
                        new StructType()
                                .add("name", DataTypes.StringType)
                                .add("attribution", DataTypes.createArrayType(DataTypes.FloatType))
                                .add("size", DataTypes.createArrayType(DataTypes.LongType))
                                .add(
                                        "photo",
                                        new StructType()
                                                .add("bytes", DataTypes.BinaryType)
                                                .add("path", DataTypes.StringType))
                                .add("method", DataTypes.StringType))
                .repartition(3);
    }

    private Heatmaps asked(String pipeline) {
        return Heatmaps.of(maps(), pipeline).withIdColumn("name").withShapeColumn("size");
    }

    private static byte[] wanted(FittedPipeline pipeline, int row) {
        return RgbImage.ofColors(pipeline.apply(Tensor.channels(values(row), 4, 5, 3), photograph(row))
                        .value())
                .rgb();
    }

    /** The pixels of rows that were drawn, by id. */
    private static Map<String, byte[]> pixels(DrawnHeatmaps drawn) throws IOException {
        Map<String, byte[]> pixels = new TreeMap<>();
        for (Row row : drawn.heatmaps().collectAsList()) {
            Row heatmap = row.getAs("heatmap");
            assertEquals(row.getAs("name") + ".png", heatmap.getAs("path"));
            pixels.put(
                    row.getAs("name"),
                    Pixels.decode(heatmap.<byte[]>getAs("bytes")).rgb());
        }
        return pixels;
    }

    private static Map<String, String> reasons(DrawnHeatmaps drawn) {
        return drawn.quarantine().collectAsList().stream()
                .collect(Collectors.toMap(
                        row -> row.getAs("name"), row -> row.getAs("kind") + ": " + row.getAs("reason")));
    }

    @Test
    void everyRowIsDrawnOrInTheQuarantineWithItsReason() throws IOException {
        DrawnHeatmaps drawn = asked(PIPELINE).draw();
        Map<String, byte[]> pixels = pixels(drawn);
        Map<String, String> reasons = reasons(drawn);
        assertEquals(ROWS - 3, pixels.size());
        for (int row = 0; row < ROWS; row++) {
            byte[] rgb = pixels.get("e" + row);
            if (rgb != null) {
                assertArrayEquals(wanted(FittedPipeline.parse(PIPELINE), row), rgb, "row " + row);
            }
        }
        assertEquals(3, reasons.size());
        assertTrue(reasons.get("e" + NAN).startsWith("non_finite: "), reasons.toString());
        assertTrue(reasons.get("e" + WRONG_SHAPE).contains("needs 75 values, but 60 came"), reasons.toString());
        assertTrue(reasons.get("e" + NO_SHAPE).startsWith("bad_shape: "), reasons.toString());
        assertEquals(
                List.of("name", "size", "photo", "method", "heatmap"),
                List.of(drawn.heatmaps().columns()));
        assertEquals(
                List.of("name", "size", "photo", "method", "kind", "reason"),
                List.of(drawn.quarantine().columns()));
    }

    @Test
    void aRowIsDrawnOnceForEachUse() {
        // Of local rows, Spark evaluates filters when it makes the plan.
        Dataset<Row> maps = spark.createDataFrame(maps().javaRDD(), maps().schema());
        DrawnHeatmaps drawn = Heatmaps.of(maps, PIPELINE)
                .withIdColumn("name")
                .withShapeColumn("size")
                .draw();
        for (Dataset<Row> use : List.of(
                drawn.heatmaps(),
                drawn.heatmaps().select("name", "heatmap.bytes").where("length(bytes) > 3"),
                drawn.quarantine(),
                drawn.quarantine().where("kind = 'non_finite'").select("reason"))) {
            String plan = use.queryExecution().optimizedPlan().toString().toLowerCase(Locale.ROOT);
            assertEquals(2, plan.split("applyfunctionexpression\\(", -1).length, plan);
        }
    }

    @Test
    void stepsOverTheDatasetAreFittedFirst() throws IOException {
        long before = spark.catalog().listTables().count();
        DrawnHeatmaps drawn = asked(BY_METHOD).draw();
        Fit wanted = commandsFit(BY_METHOD);
        assertEquals(wanted.groups(), drawn.fit().groups());
        assertEquals(3, wanted.groups().size());
        Map<String, byte[]> pixels = pixels(drawn);
        assertEquals(ROWS - 3, pixels.size());
        for (int row = 0; row < ROWS; row++) {
            byte[] rgb = pixels.get("e" + row);
            if (rgb != null) {
                String method = row % 3 == 0 ? "ig" : row % 3 == 1 ? "lrp" : null;
                Group group = new Group(Collections.singletonList(method));
                assertArrayEquals(wanted(wanted.of(group).orElseThrow(), row), rgb, "row " + row);
            }
        }
        // What is wrong with the only row of a group, not that the fit has none of it.
        assertTrue(
                reasons(drawn).get("e" + NAN).startsWith("non_finite: "),
                reasons(drawn).toString());
        assertEquals(before, spark.catalog().listTables().count(), "no view is left");
    }

    private Fit commandsFit(String pipeline) {
        String path = folder.resolve("maps").toString();
        maps().withColumnRenamed("name", "id")
                .withColumnRenamed("size", "shape")
                .drop("photo")
                .write()
                .parquet(path);
        return new FitJob(InputOptions.of(path), Pipeline.parse(pipeline), FitOptions.DEFAULT)
                .run(spark, Progress.NONE);
    }

    @Test
    void aGroupThatTheFitDidNotSeeIsInTheQuarantine() {
        LATE.set(false);
        // What the fit sees, and what is there when rows are drawn.
        Dataset<Row> changing = maps().withColumn(
                        "method",
                        functions
                                .udf(
                                        (UDF1<String, String>)
                                                name -> name.equals("e0") && LATE.get() ? "late" : "early",
                                        DataTypes.StringType)
                                .asNondeterministic()
                                .apply(functions.col("name")));
        DrawnHeatmaps drawn = Heatmaps.of(changing, BY_METHOD)
                .withIdColumn("name")
                .withShapeColumn("size")
                .draw();
        LATE.set(true);
        assertEquals(
                "unseen_group: the fit has seen no element of the group",
                reasons(drawn).get("e0"));
        assertEquals(4, reasons(drawn).size());
    }

    @Test
    void photographsLieUnderTheHeatmap() throws IOException {
        Map<String, byte[]> pixels =
                pixels(asked(OVERLAY).withImageColumn("photo").draw());
        assertArrayEquals(wanted(FittedPipeline.parse(OVERLAY), 2), pixels.get("e2"));
        assertArrayEquals(wanted(FittedPipeline.parse(OVERLAY), 4), pixels.get("e4"));
    }

    @Test
    void columnsOfTheUsualNamesNeedNoOption() throws IOException {
        Dataset<Row> usual = maps().withColumn("id", functions.col("name"))
                .withColumnRenamed("size", "shape")
                .withColumnRenamed("photo", "image");
        assertArrayEquals(
                wanted(FittedPipeline.parse(OVERLAY), 2),
                pixels(Heatmaps.of(usual, OVERLAY).draw()).get("e2"));
    }

    @Test
    void fieldsOfStructsAndOptionsAreThoseOfTheCommand() throws IOException {
        Dataset<Row> nested = maps().selectExpr(
                        "name",
                        "named_struct('maps', named_struct('ig', transform(sequence(0, 59), i -> "
                                + "attribution[(i % 3) * 20 + i DIV 3]))) AS sample");
        Map<String, byte[]> pixels = pixels(Heatmaps.of(nested, PIPELINE)
                .withIdColumn("name")
                .withAttributionColumn("sample.maps.ig")
                .withShape(5, 4, 3)
                .withOption("layout", "NHWC")
                .draw());
        assertArrayEquals(wanted(FittedPipeline.parse(PIPELINE), 1), pixels.get("e1"));
        assertEquals(ROWS - 1, pixels.size());
    }

    private static Arguments wrong(Function<Dataset<Row>, Object> call, String message) {
        return Arguments.of(call, message);
    }

    static Stream<Arguments> wrongCalls() {
        return Stream.of(
                wrong(maps -> Heatmaps.of(maps, "SumReduction() |> CentredColormap()"), "CenteredColormap"),
                wrong(maps -> Heatmaps.of(maps, "SumReduction()"), "SumReduction()"),
                wrong(maps -> Heatmaps.of(maps, "sensitvity"), "sensitivity"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE + " |> MaskOutline()"),
                        "use the command render, or RenderJob"),
                wrong(
                        maps -> Heatmaps.of(
                                maps, "SumReduction() |> dataset(CenteredColormap(), by=:metod) |> FlipImage()"),
                        "did you mean 'method'?"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE).withShapeColumn("sise"),
                        "no column 'sise' for withShapeColumn: did you mean 'size'?"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE).withShapeColumn("name"),
                        "'name' is string, but withShapeColumn needs an array of whole numbers"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE).withImageColumn("size"),
                        "withImageColumn needs binary, a struct"),
                wrong(maps -> Heatmaps.of(maps, PIPELINE).withIdColumn("size"), "withIdColumn needs a text"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE).withAttributionColumn("method"),
                        "withAttributionColumn needs an array of numbers"),
                wrong(maps -> Heatmaps.of(maps, PIPELINE).withShape(3, 0, 4), "at least 1, such as withShape"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE).withShape(3, 5, 4).withShapeColumn("size"),
                        "leave out withShape or withShapeColumn"),
                wrong(maps -> Heatmaps.of(maps, PIPELINE).withOption("layuot", "NHWC"), "Unknown option 'layuot'"),
                wrong(maps -> Heatmaps.of(maps, PIPELINE).withOption("layout", "NHXC"), "NHXC"),
                wrong(maps -> Heatmaps.of(maps, PIPELINE).draw(), "no column 'id' for withIdColumn"),
                wrong(
                        maps -> Heatmaps.of(maps, PIPELINE).withIdColumn("name").draw(),
                        "give withShape(3, 224, 224), or withShapeColumn(name)"),
                wrong(
                        maps -> Heatmaps.of(maps, OVERLAY)
                                .withIdColumn("name")
                                .withShapeColumn("size")
                                .draw(),
                        "withImageColumn(name) names another"),
                wrong(
                        maps -> Heatmaps.of(maps.withColumnRenamed("method", "reason"), PIPELINE)
                                .withIdColumn("name")
                                .withShapeColumn("size")
                                .draw(),
                        "The input has a column 'reason'"),
                wrong(
                        maps -> Heatmaps.png(
                                maps.col("attribution"),
                                Pipeline.parse("SumReduction() |> dataset(CenteredColormap())")),
                        "fit the pipeline first"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void whatIsWrongIsSaidByTheCall(Function<Dataset<Row>, Object> call, String message) {
        Dataset<Row> maps = maps();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> call.apply(maps));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void aStreamCannotBeFitted() {
        Dataset<Row> stream = spark.readStream()
                .format("rate")
                .load()
                .selectExpr("value AS id", "array(array(float(value))) AS attribution");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Heatmaps.of(
                        stream, "SumReduction() |> dataset(CenteredColormap()) |> FlipImage()")
                .draw());
        assertTrue(e.getMessage().contains("A stream has no end"), e.getMessage());
        assertTrue(Arrays.asList(Heatmaps.of(stream, PIPELINE).draw().heatmaps().columns())
                .contains("heatmap"));
    }
}

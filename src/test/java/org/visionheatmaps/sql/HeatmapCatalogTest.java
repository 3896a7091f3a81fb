package org.visionheatmaps.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** SQL draws what the core draws. */
@Tag("spark")
class HeatmapCatalogTest {
    private static final String PIPELINE = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";
    private static final float[] VALUES = new float[2 * 3 * 4];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = (float) Math.sin(i);
        }
    }

    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    private Path folder;

    @BeforeEach
    void register() {
        spark.conf().set("spark.sql.catalog.heatmaps", HeatmapCatalog.class.getName());
    }

    private static String floats() {
        return "array("
                + String.join(
                        ",",
                        Arrays.stream(boxed()).map(v -> "float('" + v + "')").toList()) + ")";
    }

    private static Float[] boxed() {
        Float[] boxed = new Float[VALUES.length];
        Arrays.setAll(boxed, i -> VALUES[i]);
        return boxed;
    }

    private static String binary() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * VALUES.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(VALUES);
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes.array()) {
            hex.append(String.format("%02X", b));
        }
        return "X'" + hex + "'";
    }

    private static String nested() {
        StringBuilder text = new StringBuilder("array(");
        for (int c = 0; c < 2; c++) {
            text.append(c == 0 ? "array(" : ", array(");
            for (int h = 0; h < 3; h++) {
                text.append(h == 0 ? "array(" : ", array(");
                for (int w = 0; w < 4; w++) {
                    text.append(w == 0 ? "" : ",")
                            .append("float('")
                            .append(VALUES[(c * 3 + h) * 4 + w])
                            .append("')");
                }
                text.append(")");
            }
            text.append(")");
        }
        return text.append(")").toString();
    }

    private Object one(String expression) {
        // From a table of one row, so that it runs in a task.
        return spark.range(1).selectExpr(expression).head().get(0);
    }

    private static RgbImage wanted() {
        return RgbImage.ofColors(Pipeline.parse(PIPELINE)
                .fitted()
                .apply(Tensor.channels(VALUES, 4, 3, 2), null)
                .value());
    }

    private void assertDrawn(String attribution, String shape) throws IOException {
        byte[] png = (byte[]) one("heatmaps.png(" + attribution + shape + ", '" + PIPELINE + "')");
        assertArrayEquals(wanted().rgb(), Pixels.decode(png).rgb());
    }

    @Test
    void everyFormOfAttributionIsDrawn() throws IOException {
        assertDrawn(floats(), ", array(2, 3, 4)");
        assertDrawn("cast(" + floats() + " as array<double>)", ", array(2, 3, 4)");
        assertDrawn(binary(), ", array(2, 3, 4)");
        assertDrawn(nested(), "");
        assertDrawn("named_struct('shape', array(2, 3, 4), 'data', " + binary() + ")", "");
        assertDrawn("named_struct('shape', array(2L, 3L, 4L), 'data', " + floats() + ")", "");
    }

    @Test
    void valuesAndSummariesAreThoseOfThePipeline() {
        Row reduced = (Row) one("heatmaps.reduce(" + nested() + ", 'SumReduction()')");
        assertEquals(List.of(3, 4), reduced.getList(0));
        double sum = (double) VALUES[5] + VALUES[17];
        assertEquals(
                (double) (VALUES[5] + VALUES[17]), (Double) reduced.getList(1).get(5), 0);
        Row stats = (Row) one("heatmaps.stats(" + nested() + ")");
        assertEquals(24L, stats.getLong(0));
        assertTrue(stats.getDouble(1) >= -1 && stats.getDouble(2) <= 1 && Math.abs(sum) <= 2);
        Row ofSums = (Row) one("heatmaps.stats(" + nested() + ", 'SumReduction()')");
        assertEquals(12L, ofSums.getLong(0));
    }

    @Test
    void aNullPipelineGivesNull() {
        assertNull(one("heatmaps.png(" + nested() + ", cast(null as string))"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cast(null as array<float>), array(2, 3) | the attribution is null",
                "array(float(1), float('NaN')), array(1, 2) | NaN",
                "array(float(1), float(2)), array(3, 2) | shape [3, 2] needs 6 values, but 2 came",
                "array(array(float(1)), array(float(1), float(2))) | nested arrays must be of equal length",
            })
    void aRowThatCannotBeDrawnFailsOrIsNull(String attribution, String message) {
        String arguments = "(" + attribution + ", '" + PIPELINE + "')";
        assertNull(one("heatmaps.try_png" + arguments));
        Exception e = assertThrows(Exception.class, () -> one("heatmaps.png" + arguments));
        assertTrue(everyMessage(e).contains(message), everyMessage(e));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "png(array(float(1)), 'FlipImage()') | give one, such as array(3, 224, 224)",
                "png(array('a'), 'NormReduction()') | is no attribution",
                "png(array(array(float(1)))) | there is no pipeline",
                "reduce(array(array(float(1))), 'NormReduction()', 5) | argument 3 does not fit",
            })
    void argumentsThatDoNotFitAreExplained(String call, String message) {
        Exception e = assertThrows(Exception.class, () -> one("heatmaps." + call));
        assertTrue(everyMessage(e).contains(message), everyMessage(e));
    }

    @Test
    void stepsOverTheDatasetNeedAFit() {
        Exception e = assertThrows(
                Exception.class,
                () -> one("heatmaps.png(" + nested()
                        + ", 'SumReduction() |> dataset(PercentileClip()) |> CenteredColormap() |> FlipImage()')"));
        assertTrue(everyMessage(e).contains("has steps over the dataset"), everyMessage(e));
    }

    private static String everyMessage(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    /** 24 maps of two methods, of which one has a NaN. */
    private void writeMaps(int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int e = 0; e < 24; e++) {
            Random random = new Random(e);
            List<Float> values = new ArrayList<>();
            for (int v = 0; v < 3 * 5 * 4; v++) {
                values.add(e == 7 && v == 3 ? Float.NaN : (float) (random.nextGaussian() * (e % 2 + 1)));
            }
            rows.add(RowFactory.create("e" + e, values, e % 2 == 0 ? "ig" : "lrp"));
        }
        spark.createDataFrame(
                        rows,
                        new StructType()
                                .add("id", DataTypes.StringType)
                                .add("attribution", DataTypes.createArrayType(DataTypes.FloatType))
                                .add("method", DataTypes.StringType))
                .repartition(partitions)
                .createOrReplaceTempView("maps");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 24})
    void fitGivesWhatTheCommandFitsByGroup(int partitions) {
        writeMaps(partitions);
        String pipeline =
                "SumReduction() |> dataset(PercentileClip(0.05, 0.9)) |> dataset(CenteredColormap()) |> FlipImage()";
        Dataset<Row> fitted = spark.sql("SELECT method, heatmaps.fit(attribution, array(3, 5, 4), '" + pipeline
                + "') AS text FROM maps GROUP BY method ORDER BY method");
        Pipeline byMethod = Pipeline.parse(pipeline.replace("))", "), by=:method)"));
        Fit wanted = new FitJob(InputOptions.of(written()).withShape(List.of(3, 5, 4)), byMethod, FitOptions.DEFAULT)
                .run(spark, Progress.NONE);
        for (Row row : fitted.collectAsList()) {
            assertEquals(
                    wanted.of(new Group(List.of(row.getString(0))))
                            .orElseThrow()
                            .toString(),
                    row.getString(1));
        }
    }

    private String written() {
        String path = folder.resolve("maps").toString();
        spark.table("maps").write().mode("overwrite").parquet(path);
        return path;
    }

    @Test
    void explainSaysWhyARowCannotBeDrawn() {
        writeMaps(2);
        List<Row> rows = spark.sql("SELECT id, heatmaps.explain(attribution, array(3, 5, 4), 'sensitivity') AS why,"
                        + " heatmaps.try_png(attribution, array(3, 5, 4), 'sensitivity') IS NULL AS missing FROM maps")
                .collectAsList();
        for (Row row : rows) {
            boolean isBad = row.getString(0).equals("e7");
            assertEquals(isBad, row.getBoolean(2));
            assertEquals(isBad, row.getString(1) != null);
            assertTrue(!isBad || row.getString(1).startsWith("non_finite: "), row.getString(1));
        }
    }

    @Test
    void metricsAreTheAudits() {
        writeMaps(2);
        Map<String, Row> metrics = new TreeMap<>();
        spark.sql("SELECT id, heatmaps.metrics(attribution, array(3, 5, 4), 'SumReduction()') AS m FROM maps")
                .collectAsList()
                .forEach(row -> metrics.put(row.getString(0), row.getStruct(1)));
        new AuditJob(
                        InputOptions.of(written()).withShape(List.of(3, 5, 4)),
                        Pipeline.parse("SumReduction()"),
                        Partitioning.AUTO,
                        DatasetScope.DEFAULT,
                        AuditOptions.of(new RunFolder(folder.resolve("audits").toString(), "run", "")))
                .run(spark, Progress.NONE);
        List<Row> audited = spark.read()
                .parquet(folder.resolve("audits/run/elements").toString())
                .collectAsList();
        assertEquals(24, audited.size());
        for (Row row : audited) {
            Row own = metrics.get(row.<String>getAs("id"));
            for (String name : own.schema().fieldNames()) {
                assertEquals(row.<Double>getAs(name), own.<Double>getAs(name), name);
            }
        }
    }

    @Test
    void whatAnAggregateCannotFitIsSaid() {
        writeMaps(1);
        for (Map.Entry<String, String> text : Map.of(
                        "SumReduction() |> dataset(ExtremaColormap(), by=:method)", "GROUP BY",
                        "SumReduction() |> dataset(PercentileClip()) |> dataset(MassClip())", "another pass",
                        "nothing", "Unknown preset 'nothing'")
                .entrySet()) {
            Exception e = assertThrows(Exception.class, () -> spark.sql(
                            "SELECT heatmaps.fit(attribution, array(3, 5, 4), '" + text.getKey() + "') FROM maps")
                    .collectAsList());
            StringBuilder messages = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                messages.append(cause.getMessage()).append('\n');
            }
            assertTrue(messages.toString().contains(text.getValue()), messages.toString());
        }
    }
}

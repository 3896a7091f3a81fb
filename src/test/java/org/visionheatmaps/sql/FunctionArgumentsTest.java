package org.visionheatmaps.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Photographs, options and constants of the functions of SQL. */
@Tag("spark")
class FunctionArgumentsTest {
    private static final String PIPELINE = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";
    private static final String OVERLAY =
            "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)";
    private static final StructType IMAGE =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);
    private static final StructType SPARK_IMAGE = new StructType()
            .add("origin", DataTypes.StringType)
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("nChannels", DataTypes.IntegerType)
            .add("mode", DataTypes.IntegerType)
            .add("data", DataTypes.BinaryType);

    private final SparkSession spark = SparkTestSession.get();

    @BeforeEach
    void register() {
        spark.conf().set("spark.sql.catalog.heatmaps", HeatmapCatalog.class.getName());
    }

    /** 2×3×4 values, row by row, of which one may be missing. */
    private static Float[] values(boolean hasNan) {
        Float[] values = new Float[24];
        Arrays.setAll(values, i -> hasNan && i == 7 ? Float.NaN : (float) Math.sin(i));
        return values;
    }

    private static RgbImage photograph() {
        byte[] rgb = new byte[3 * 5 * 4];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (7 * i);
        }
        return new RgbImage(5, 4, rgb);
    }

    private static byte[] bgr(RgbImage image) {
        byte[] bgr = image.rgb().clone();
        for (int at = 0; at < bgr.length; at += 3) {
            bgr[at] = image.rgb()[at + 2];
            bgr[at + 2] = image.rgb()[at];
        }
        return bgr;
    }

    private static byte[] png(RgbImage image) {
        return new PngWriter().encode(image, List.of());
    }

    private Dataset<Row> rows() {
        byte[] encoded = png(photograph());
        return spark.createDataFrame(
                List.of(
                        row("whole", false, encoded, RowFactory.create(encoded, "cat.png")),
                        row("none", false, null, RowFactory.create(null, "")),
                        row("named", false, null, RowFactory.create(null, "/etc/passwd")),
                        row("broken", false, new byte[] {1, 2}, RowFactory.create(new byte[] {1, 2}, null)),
                        row("nan", true, encoded, null)),
                new StructType()
                        .add("id", DataTypes.StringType)
                        .add("attribution", DataTypes.createArrayType(DataTypes.FloatType))
                        .add("png", DataTypes.BinaryType)
                        .add("image", IMAGE)
                        .add("pixels", SPARK_IMAGE));
    }

    private static Row row(String id, boolean hasNan, byte[] encoded, Row image) {
        Row pixels = RowFactory.create("cat", 4, 5, 3, 16, bgr(photograph()));
        return RowFactory.create(id, values(hasNan), encoded, image, pixels);
    }

    private Row one(String id, String... expressions) {
        return rows().where("id = '" + id + "'").selectExpr(expressions).head();
    }

    private static String call(String function, String more) {
        return "heatmaps." + function + "(attribution, array(2, 3, 4), '" + PIPELINE + "'" + more + ")";
    }

    private static String overlay(String function, String image) {
        return "heatmaps." + function + "(attribution, array(2, 3, 4), '" + OVERLAY + "', " + image + ")";
    }

    private static String everyMessage(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    @Test
    void photographsInEveryFormLieUnderTheHeatmap() throws IOException {
        Float[] values = values(false);
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i];
        }
        byte[] wanted = RgbImage.ofColors(Pipeline.parse(OVERLAY)
                        .fitted()
                        .apply(Tensor.channels(numbers, 4, 3, 2), photograph())
                        .value())
                .rgb();
        for (String image : List.of("png", "image", "pixels", "struct(image.bytes AS bytes)")) {
            byte[] drawn = (byte[]) one("whole", overlay("png", image)).get(0);
            assertArrayEquals(wanted, Pixels.decode(drawn).rgb(), image);
        }
    }

    @Test
    void aPhotographThatIsNotThereOrCannotBeReadIsReported() {
        assertEquals(
                List.of("without", "without"),
                List.of(
                        one(
                                        "none",
                                        "IF(" + overlay("png", "image") + " = " + overlay("png", "NULL")
                                                + ", 'without', 'no')")
                                .getString(0),
                        one("nan", "IF(image IS NULL, 'without', 'no')").getString(0)));
        String named = one("named", overlay("explain", "image")).getString(0);
        assertTrue(named.startsWith("bad_image: the image has a path but no bytes"), named);
        assertTrue(!named.contains("passwd"), named);
        assertNull(one("broken", overlay("try_png", "image")).get(0));
        Exception e = assertThrows(Exception.class, () -> one("broken", overlay("png", "image")));
        assertTrue(everyMessage(e).contains("neither PNG, JPEG, WebP"), everyMessage(e));
    }

    @Test
    void optionsReadAndDrawAsThoseOfTheCommand() throws IOException {
        // The same numbers as rows of channels: N, H, W, C.
        Row row = one(
                "whole",
                call("png", ""),
                "heatmaps.png(transform(sequence(0, 23), i -> attribution[(i % 2) * 12 + i DIV 2]), array(3, 4, 2), '"
                        + PIPELINE + "', map('layout', 'NHWC'))",
                call("png", ", map('png', 'small', 'png_color', 'rgb')"),
                call("png", ", NULL, map('PNG_COLOR', 'palette')"));
        byte[] plain = (byte[]) row.get(0);
        byte[] wanted = Pixels.decode(plain).rgb();
        for (int at = 1; at < 4; at++) {
            assertArrayEquals(wanted, Pixels.decode((byte[]) row.get(at)).rgb(), "column " + at);
        }
        assertEquals(3, colorType(plain), "a palette");
        assertEquals(2, colorType((byte[]) row.get(2)), "RGB");
    }

    /** Where the header of a PNG has it. */
    private static int colorType(byte[] png) {
        return png[25];
    }

    @Test
    void aBadColorMasksWhatIsNotFinite() throws IOException {
        assertNull(one("nan", call("try_png", "")).get(0));
        byte[] masked = (byte[])
                one("nan", call("png", ", map('bad_color', '#ff00ff')")).get(0);
        byte[] rgb = Pixels.decode(masked).rgb();
        // Value 7 is at column 3, row 1; images are drawn W×H and flipped.
        int magenta = 0;
        for (int at = 0; at < rgb.length; at += 3) {
            magenta += rgb[at] == -1 && rgb[at + 1] == 0 && rgb[at + 2] == -1 ? 1 : 0;
        }
        assertEquals(1, magenta);
        assertEquals("mask #ff00ff", PngInfo.read(masked).text("heatmap:non-finite"));
        assertNull(one("nan", call("explain", ", map('bad_color', '#ff00ff')")).get(0));
    }

    @Test
    void binaryAttributionsHaveTheirDtype() {
        String bytes = "X'" + "000000000000F03F" + "00000000000000C0" + "'";
        assertEquals(
                List.of(1.0, -2.0),
                one(
                                "whole",
                                "heatmaps.reduce(" + bytes
                                        + ", array(1, 1, 2), 'SumReduction()', map('dtype', 'float64'))")
                        .getStruct(0)
                        .getList(1));
    }

    @Test
    void settingsOfTheCatalogAreTheDefaults() {
        spark.conf().set("spark.sql.catalog.bright", HeatmapCatalog.class.getName());
        spark.conf().set("spark.sql.catalog.bright.bad_color", "#ff00ff");
        spark.conf().set("spark.sql.catalog.bright.png_color", "rgb");
        Row row = one(
                "nan",
                call("png", "").replace("heatmaps.", "bright."),
                call("png", ", map('png_color', 'auto')").replace("heatmaps.", "bright."));
        assertEquals(2, colorType((byte[]) row.get(0)));
        assertEquals(3, colorType((byte[]) row.get(1)));

        spark.conf().set("spark.sql.catalog.dim", HeatmapCatalog.class.getName());
        spark.conf().set("spark.sql.catalog.dim.bad-colour", "#ff00ff");
        Exception e =
                assertThrows(Exception.class, () -> one("nan", call("png", "").replace("heatmaps.", "dim.")));
        assertTrue(everyMessage(e).contains("Unknown option 'bad-colour': did you mean 'bad_color'?"), everyMessage(e));
    }

    /** No action is called: the query fails when it is analysed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "png(attribution, array(2, 3, 4), 'NormReductoin() ~> FlipImage()') | did you mean 'NormReduction'?",
                "png(attribution, array(2, 3, 4), concat('Norm', 'Reduction()')) | A PNG needs colors",
                "png(attribution, array(2, 3, 4), 'sensitivty') | did you mean 'sensitivity'?",
                "try_png(attribution, array(2, 3, 4), 'FlipImage() ~> NormReduction() ~> ExtremaColormap(:nothing)') | nothing",
                "explain(attribution, array(2, 3, 4), 'SumReduction() ~> dataset(PercentileClip()) ~> CenteredColormap()') | steps over the dataset",
                "reduce(attribution, array(2, 3, 4), 'sensitivity') | ends with colors",
                "stats(attribution, array(2, 3, 4), 'SumReduction() ~> PercentileClip(1, 99)') | fractions, not percent",
                "metrics(attribution, array(2, 3, 4), 'Nothing()') | Nothing",
                "fit(attribution, array(2, 3, 4), 'SumReduction() ~> dataset(ExtremaColormap(), by=:method)') | GROUP BY",
                "fit(attribution, array(2, 3, 4), 'SumReduction() ~> dataset(PercentileClip()) ~> dataset(MassClip())') | another pass",
                "png(attribution, array(2, 3, 4), 'sensitivity', map('layuot', 'NHWC')) | Unknown option 'layuot': did you mean 'layout'?",
                "reduce(attribution, array(2, 3, 4), 'SumReduction()', map('png', 'fast')) | Unknown option 'png' (there are: layout, dtype)",
                "png(attribution, array(2, 3, 4), 'sensitivity', map('png', 'fsat')) | did you mean 'fast'?",
                "png(attribution, array(2, 3, 4), 'sensitivity', map('bad_color', 'red')) | transparent or #rrggbb",
                "fit(attribution, array(2, 3, 4), 'SumReduction()', map('dtype', 'flaot32')) | flaot32",
                "stats(attribution, array(2, 3, 4), map('dtype', cast(null as string))) | The option 'dtype' is null",
            })
    void constantsAreCheckedWhenAQueryIsAnalysed(String call, String message) {
        Dataset<Row> rows = rows();
        String expression = "heatmaps." + call.replace("~>", "|>");
        Exception e = assertThrows(IllegalArgumentException.class, () -> rows.selectExpr(expression));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH a AS (SELECT heatmaps.png(attribution, array(2, 3, 4), 'Bad()') AS p FROM data) SELECT p FROM a",
                "SELECT id FROM data WHERE id IN (SELECT string(heatmaps.png(attribution, array(2, 3, 4), 'Bad()')) FROM data)",
                "SELECT id FROM data WHERE length(heatmaps.png(attribution, array(2, 3, 4), 'Bad()')) > 3",
                "SELECT heatmaps.fit(attribution, array(2, 3, 4), 'Bad()') FROM data GROUP BY id",
            })
    void constantsAreFoundWhereverTheyStand(String query) {
        rows().createOrReplaceTempView("data");
        Exception e = assertThrows(IllegalArgumentException.class, () -> spark.sql(query));
        assertTrue(e.getMessage().contains("Unknown transform 'Bad'"), e.getMessage());
    }

    @Test
    void constantsOfColumnsAreCheckedToo() {
        Dataset<Row> rows = rows();
        Column shape = functions.array(functions.lit(2), functions.lit(3), functions.lit(4));
        Column call =
                functions.call_function("heatmaps.png", functions.col("attribution"), shape, functions.lit("Bad()"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> rows.select(call));
        assertTrue(e.getMessage().contains("Unknown transform 'Bad'"), e.getMessage());
    }

    @Test
    void pipelinesOfRowsAreCheckedWithTheRow() {
        Dataset<Row> drawn = rows().selectExpr("heatmaps.png(attribution, array(2, 3, 4), concat('Bad', id))");
        Exception e = assertThrows(Exception.class, drawn::collectAsList);
        assertTrue(everyMessage(e).contains("Unknown preset 'Badwhole'"), everyMessage(e));
    }

    @Test
    void optionsOfOtherTypesAreRefused() {
        Exception e = assertThrows(Exception.class, () -> rows().selectExpr(call("png", ", map('png', 3)")));
        assertTrue(everyMessage(e).contains("options need map<string, string>"), everyMessage(e));
    }

    private String described(String command) {
        return spark.sql(command).collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "png",
                "try_png",
                "reduce",
                "try_reduce",
                "stats",
                "try_stats",
                "metrics",
                "try_metrics",
                "explain",
                "fit"
            })
    void everyFunctionIsDescribed(String function) {
        String described = described("DESCRIBE FUNCTION heatmaps." + function);
        String name = function.replace("try_", "");
        assertTrue(
                described.startsWith("Function: heatmaps." + function + "\nUsage: " + name + "(attribution"),
                described);
        String more = described("DESC FUNCTION EXTENDED heatmaps." + function);
        assertTrue(more.startsWith(described) && more.contains("bad_color"), more);
        assertTrue(spark.sql("SHOW USER FUNCTIONS IN heatmaps").collectAsList().stream()
                .anyMatch(row -> row.getString(0).equals("heatmaps." + function)));
    }

    @Test
    void otherFunctionsAreDescribedAsBefore() {
        assertTrue(described("DESCRIBE FUNCTION abs").contains("absolute value"));
        assertThrows(Exception.class, () -> described("DESCRIBE FUNCTION heatmaps.nothing"));
        assertThrows(Exception.class, () -> described("DESCRIBE FUNCTION elsewhere.png"));
    }
}

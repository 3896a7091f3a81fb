package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.input.source.PartitionTypes;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;

/**
 * Inputs as lakes have them (scripts/fixtures/lake.py): each row is drawn under its id, with every pixel as it must be, or the run says
 * why not.
 */
@Tag("spark")
class LakeInputsTest {
    private static final String GREYS =
            "SumReduction() |> RangeColormap([\"#000000\", \"#ffffff\"], 0, 255) |> FlipImage()";
    private static final Path LAKE = Path.of("src/test/resources/lake");
    private static final int W = 9;

    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    private Path folder;

    private RunReport report;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "late-shape",
                "late-columns",
                "wider",
                "mixed",
                "structs",
                "subfolders",
                "stray",
                "hub",
                "brackets [1]",
                "cities",
                "arrow-cities",
                "folds",
                "nanos.parquet",
                "times.parquet",
                "others.parquet",
                "encrypted.parquet",
                "list-int8.parquet",
                "list-uint8.parquet",
                "list-int16.parquet",
                "list-uint32.parquet",
                "list-int64.parquet",
                "list-uint64.parquet",
                "list-int8.arrow",
                "list-uint32.arrow",
                "list-uint64.arrow",
                "delta-int32.parquet",
                "delta-int64.parquet",
                "nested-int16.parquet",
                "bytes-uint8.parquet",
                "bytes-bfloat16.parquet",
                "bytes-big-f4.parquet",
                "bytes-big-i2.parquet",
                "bytes-torch.float32.parquet",
                "npy-bytes.parquet",
                "npz-bytes.parquet",
                "npy-bytes.arrow",
                "npy-fortran.parquet",
                "vectors.parquet",
                "tensor-int32.arrow",
                "tensor-int32.parquet"
            })
    void everyPixelIsTheSumOfItsChannels(String name) throws IOException {
        InputOptions input = InputOptions.of(LAKE.resolve(name).toString());
        boolean saysShape = name.matches("(bytes|np[yz]|nested|tensor).*");
        SortedMap<String, Row> rows = rows(saysShape ? input : input.withShape(List.of(3, 6, 9)));
        assertTrue(rows.size() >= 1, "no rows");
        assertEquals(0, report.quarantined());
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            int k = Integer.parseInt(row.getKey().substring(1));
            boolean isTurned = name.equals("late-shape") && k == 1;
            assertSums(k, isTurned ? 6 : W, row.getValue());
        }
    }

    @Test
    void booleansAreOnesAndZeros() {
        for (String name : List.of("list-bool.parquet", "list-bool.arrow")) {
            RgbImage picture = picture(rows(shaped(name)).get("r0"));
            long levels = Arrays.stream(greys(picture)).distinct().count();
            assertTrue(levels > 1 && Arrays.stream(greys(picture)).allMatch(grey -> grey <= 3), name);
        }
    }

    @Test
    void columnsThatSomeFilesHaveAreNullInTheOthers() {
        SortedMap<String, Row> late = rows(shaped("late-columns"));
        assertNull(late.get("r0").getAs("method"));
        assertEquals("ig", late.get("r1").getAs("method"));
        assertEquals(0.5, late.get("r1").<Double>getAs("score"));

        SortedMap<String, Row> wider = rows(shaped("wider"));
        assertEquals(1L, wider.get("r0").<Long>getAs("label"));
        assertEquals(1L << 40, wider.get("r1").<Long>getAs("label"));
        assertNull(wider.get("r2").getAs("label"));

        SortedMap<String, Row> mixed = rows(shaped("mixed"));
        assertEquals(
                List.of(0.5, 0.1, 3.0),
                mixed.values().stream().map(row -> row.<Double>getAs("score")).toList());
        assertEquals("1899-01-02", mixed.get("r1").getAs("day").toString());

        SortedMap<String, Row> structs = rows(shaped("structs"));
        assertEquals("[a,null]", structs.get("r0").getAs("made").toString());
        assertEquals("[b,3]", structs.get("r1").getAs("made").toString());
        assertNull(structs.get("r2").getAs("made"));
    }

    @Test
    void thePhotographOfALaterFileIsUsed() {
        String overlay =
                "SumReduction() |> RangeColormap([\"#000000\", \"#000000\"], 0, 255) |> FlipImage() |> AlphaOverlay(0.0)";
        SortedMap<String, Row> rows = rows(shaped("late-image"), overlay);
        assertEquals(0, picture(rows.get("r0")).rgb()[0]);
        assertEquals((byte) 255, picture(rows.get("r1")).rgb()[0]);
    }

    @Test
    void aColumnWithoutACommonTypeIsNamedWithBothFilesAndTypes() {
        String message = assertThrows(IllegalArgumentException.class, () -> rows(shaped("conflict")))
                .getMessage();
        for (String part :
                List.of("'label'", "string", "bigint", "conflict/a.parquet", "conflict/b.parquet", "--carry")) {
            assertTrue(message.contains(part), message);
        }
        OutputOptions carriesNothing = output().withCarry(List.of());
        assertEquals(2, rows(shaped("conflict"), GREYS, carriesNothing).size());
    }

    @Test
    void namesOfFoldersAreTextsInUtf8() {
        for (String name : List.of("cities", "arrow-cities")) {
            SortedMap<String, Row> rows = rows(shaped(name));
            List<String> cities = new ArrayList<>();
            rows.values().forEach(row -> cities.add(row.getAs("city")));
            assertEquals(Arrays.asList("Zürich", "東京", "a/b+c", null), cities, name);
            assertEquals(1, rows(shaped(name).withWhere("city = 'Zürich'")).size(), name);
        }
        assertEquals("001", rows(shaped("folds")).get("r0").getAs("fold"));
        InputSource inferred = InputSource.DEFAULT.withPartitionTypes(PartitionTypes.parse("infer"));
        assertEquals(10, rows(shaped("folds").withSource(inferred)).get("r2").<Integer>getAs("fold"));
        InputSource declared = InputSource.DEFAULT.withPartitionTypes(PartitionTypes.parse("fold=bigint"));
        assertEquals(2L, rows(shaped("folds").withSource(declared)).get("r1").<Long>getAs("fold"));
    }

    @Test
    void aFileBesidePartitionsHasNoValueOfThem() {
        SortedMap<String, Row> rows = rows(shaped("stray"));
        assertEquals("ig", rows.get("r0").getAs("method"));
        assertNull(rows.get("r2").getAs("method"));
    }

    @Test
    void filesOfOtherKindsAreLeftOutAndCounted() {
        rows(shaped("hub"));
        assertEquals(Map.of(".md", 1, ".json", 1), report.input().leftOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zero", "cut", "text"})
    void badFilesFailTheRunOrAreReported(String name) {
        String message =
                assertThrows(JobFailedException.class, () -> rows(shaped(name))).getMessage();
        assertTrue(message.contains("m.parquet") && message.contains("--on-bad-file quarantine"), message);
        InputSource source = InputSource.DEFAULT.withBadFiles(InputSource.BadFiles.QUARANTINE);
        SortedMap<String, Row> rows = rows(shaped(name).withSource(source));
        assertEquals(List.of("r0", "r1"), List.copyOf(rows.keySet()));
        assertEquals(1, report.input().badFiles().size());
        assertTrue(report.input().badFiles().get(0).file().endsWith(name + "/m.parquet"));
    }

    @Test
    void aTableOfAnotherEngineIsNeverReadAsItsFiles() {
        for (String path : List.of("delta", "delta/*.parquet")) {
            String message = assertThrows(JobFailedException.class, () -> rows(shaped(path)))
                    .getMessage();
            assertTrue(message.contains("delta"), message);
        }
        String message = assertThrows(JobFailedException.class, () -> rows(shaped("delta")))
                .getMessage();
        assertTrue(message.contains("--packages io.delta:delta-spark"), message);
    }

    @ParameterizedTest
    @CsvSource({".hoodie, hudi, bundle of Hudi", "metadata, iceberg, iceberg-spark-runtime"})
    void aTableWithoutItsRuntimeIsRefusedAndTheRuntimeNamed(String mark, String table, String runtime)
            throws IOException {
        Path lake = Files.createDirectories(folder.resolve("table"));
        Files.copy(LAKE.resolve("late-columns/a.parquet"), lake.resolve("a.parquet"));
        Files.createDirectories(lake.resolve(mark));
        Files.writeString(lake.resolve(mark).resolve("v1.metadata.json"), "{}");
        InputOptions input = InputOptions.of(lake.toString()).withShape(List.of(3, 6, 9));
        String message =
                assertThrows(JobFailedException.class, () -> rows(input)).getMessage();
        assertTrue(message.contains(table) && message.contains("--packages") && message.contains(runtime), message);
    }

    @Test
    void twoFormatsAtOnceAreRefused() {
        String message = assertThrows(JobFailedException.class, () -> rows(shaped("both")))
                .getMessage();
        assertTrue(
                message.contains("a.parquet") && message.contains("b.arrow") && message.contains("--input-format"),
                message);
        assertEquals(
                1,
                rows(shaped("both").withSource(InputSource.DEFAULT.withFormat("arrow")))
                        .size());
        assertEquals(Map.of(".parquet", 1), report.input().leftOut());
    }

    @ParameterizedTest
    @CsvSource({"arrays, import", "arrays/a.npy, import"})
    void arraysAreImportedFirst(String path, String advice) {
        String message =
                assertThrows(JobFailedException.class, () -> rows(shaped(path))).getMessage();
        assertTrue(message.contains(advice), message);
    }

    @Test
    void typesThatSparkLacksAreCarriedAsTexts() {
        Row row = rows(shaped("nanos.parquet")).get("r1");
        assertEquals("2024-01-02T03:04:05.000006", row.getAs("seen"));
        assertEquals("2024-01-02T03:04:05.000006Z", row.getAs("utc"));
        Row times = rows(shaped("times.parquet")).get("r1");
        assertEquals("04:05:06.000007", times.getAs("at"));
        assertEquals("04:05:06", times.getAs("to"));
        assertEquals("04:05:06.000007", times.getAs("of"));
        Row others = rows(shaped("others.parquet")).get("r1");
        assertEquals("2.25", others.getAs("price").toString());
        assertNull(others.getAs("gone"));
        assertTrue(Arrays.stream(others.schema().fieldNames()).noneMatch("half"::equals));
    }

    @Test
    void aColumnThatIsLockedIsLeftOutUnlessItIsNamed() {
        assertTrue(Arrays.stream(
                        rows(shaped("encrypted.parquet")).get("r0").schema().fieldNames())
                .noneMatch("secret"::equals));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> rows(shaped("encrypted.parquet"), GREYS, output().withCarry(List.of("secret"))))
                .getMessage();
        assertTrue(message.contains("'secret'") && message.contains("encrypted, and there is no key"), message);
    }

    @Test
    void uuidsAndTimesCanBeIds() {
        for (String name : List.of("uuid-ids.parquet", "binary-ids.parquet")) {
            SortedMap<String, Row> rows = rows(shaped(name));
            assertEquals("01000000-0000-0000-0000-000000000000", rows.firstKey(), name);
            assertSums(2, W, rows.get(rows.lastKey()));
        }
        assertEquals(
                List.of("2024-01-01T00:00:00Z", "2024-01-02T03:04:05.000006Z"),
                List.copyOf(rows(shaped("time-ids.parquet")).keySet()));
    }

    @Test
    void fieldsOfStructsCanBeNamed() {
        InputOptions.Columns columns = new InputOptions.Columns(
                "explanation.values",
                "sample.name",
                "shape",
                "dtype",
                "sample.picture",
                Map.of("sample.name", "--id-column", "sample.picture", "--image-column"));
        InputOptions input = shaped("in-struct.parquet").withColumns(columns);
        SortedMap<String, Row> rows = rows(input, GREYS, output().withCarry(List.of("sample.label", "`a.b`")));
        assertSums(1, W, rows.get("r1"));
        assertEquals("dog", rows.get("r1").getAs("sample.label"));
        assertEquals(2L, rows.get("r1").<Long>getAs("`a.b`"));
    }

    @Test
    void aFieldOfAStructIsNamedWhereAColumnIsMissed() {
        InputOptions.Columns columns = new InputOptions.Columns(
                "values", "id", "shape", "dtype", "picture", Map.of("values", "--attribution-column"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> rows(shaped("in-struct.parquet").withColumns(columns)))
                .getMessage();
        assertTrue(message.contains("'values': did you mean 'explanation.values'?"), message);
        assertTrue(
                message.contains(
                        "(it has: sample, sample.name, sample.picture, sample.label, explanation, explanation.values, "),
                message);
        assertTrue(message.endsWith("--attribution-column names another"), message);

        InputOptions found = shaped("in-struct.parquet")
                .withColumns(
                        new InputOptions.Columns("explanation.values", "name", "shape", "dtype", "picture", Map.of()));
        String notes = DatasetDescription.of(spark, found).notes().toString();
        assertTrue(notes.contains("--id-column names another, such as sample.name)"), notes);
        assertTrue(notes.contains("--image-column names another, such as sample.picture;"), notes);
    }

    @Test
    void aColumnThatIsNamedAndAbsentIsAnError() {
        InputOptions.Columns columns = new InputOptions.Columns(
                "attribution", "id", "shape", "dtype", "imge", Map.of("imge", "--image-column"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> rows(shaped("late-image").withColumns(columns)))
                .getMessage();
        assertTrue(
                message.contains("'imge'") && message.contains("'image'") && message.contains("--image-column"),
                message);
    }

    @Test
    void aHeaderOfNumPyIsNeverDrawn() {
        SortedMap<String, Row> rows =
                rows(InputOptions.of(LAKE.resolve("npy-bytes-that-fit.parquet").toString()));
        RgbImage picture = picture(rows.get("a"));
        assertEquals(4, picture.width());
        // Channel sums of 0..15 and 16..31: 16, 18, …
        assertEquals(16, greys(picture)[0]);
    }

    @Test
    void lettersOfTheLayoutTellElementsApart() {
        SortedMap<String, Row> maps = rows(at("nhw.parquet").withLayout(Layout.parse("NHW")));
        assertSums(0, W, maps.get("r/0"));
        assertSums(1, W, maps.get("r/1"));
        SortedMap<String, Row> classes = rows(at("nhwck.parquet").withLayout(Layout.parse("NHWCK")));
        assertEquals(List.of("r/0/0", "r/0/1", "r/1/0", "r/1/1"), List.copyOf(classes.keySet()));
        assertSums(0, W, classes.get("r/0/0"));
        assertSums(1, W, classes.get("r/0/1"));
        assertSums(0, W, classes.get("r/1/1"));
    }

    @Test
    void tablesViewsAndQueriesGiveTheSameRows() {
        spark.read()
                .parquet(LAKE.resolve("late-columns/a.parquet").toString())
                .createOrReplaceTempView("attributions_of_lake");
        InputSource table = InputSource.DEFAULT.withTable("attributions_of_lake");
        InputSource query = InputSource.DEFAULT.withQuery("SELECT * FROM attributions_of_lake WHERE id = 'r0'");
        for (InputSource source : List.of(table, query)) {
            assertSums(
                    0,
                    W,
                    rows(InputOptions.of(source, List.of()).withShape(List.of(3, 6, 9)))
                            .get("r0"));
        }
        for (String format : List.of("orc", "json")) {
            Path file = folder.resolve("rows." + format);
            spark.table("attributions_of_lake").write().format(format).save(file.toString());
            InputOptions rows = InputOptions.of(file.toString()).withSource(InputSource.DEFAULT.withFormat(format));
            assertSums(0, W, rows(rows.withShape(List.of(3, 6, 9))).get("r0"));
        }
        InputSource nameless = InputSource.DEFAULT.withQuery("SELECT attribution FROM attributions_of_lake");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> rows(InputOptions.of(nameless, List.of()).withShape(List.of(3, 6, 9))))
                .getMessage();
        assertTrue(message.contains("--id-column") && message.contains("--input-query"), message);
    }

    private InputOptions at(String name) {
        return InputOptions.of(LAKE.resolve(name).toString());
    }

    private InputOptions shaped(String name) {
        return at(name).withShape(List.of(3, 6, 9));
    }

    private OutputOptions output() {
        return OutputOptions.of(folder.resolve("out").toString(), OutputFormat.PARQUET)
                .withMode(OutputOptions.Mode.OVERWRITE);
    }

    private SortedMap<String, Row> rows(InputOptions input) {
        return rows(input, GREYS);
    }

    private SortedMap<String, Row> rows(InputOptions input, String pipeline) {
        return rows(input, pipeline, output());
    }

    private SortedMap<String, Row> rows(InputOptions input, String pipeline, OutputOptions output) {
        report =
                new RenderJob(input, Pipeline.parse(pipeline), output, RenderOptions.DEFAULT).run(spark, Progress.NONE);
        SortedMap<String, Row> rows = new TreeMap<>();
        for (Row row : spark.read().parquet(output.path()).collectAsList()) {
            rows.put(row.getAs("id"), row);
        }
        return rows;
    }

    private static RgbImage picture(Row row) {
        try {
            return Pixels.decode(row.<Row>getAs("heatmap").<byte[]>getAs("bytes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] greys(RgbImage picture) {
        int[] greys = new int[picture.width() * picture.height()];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = picture.rgb()[3 * i] & 0xFF;
        }
        return greys;
    }

    private static void assertSums(int k, int width, Row row) {
        RgbImage picture = picture(row);
        assertEquals(width, picture.width());
        try {
            String[] sums = Files.readAllLines(LAKE.resolve("sums.csv")).get(k).split(",");
            if (width == W) {
                assertEquals(
                        Arrays.toString(sums), Arrays.toString(greys(picture)).replace("\"", ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

/** Values of maps as outputs: rows of numbers, and PNGs of levels of grey. */
@Tag("spark")
class ValuesOutputTest extends RenderJobTestBase {
    private static final String STEPS = "SumReduction() |> FlipImage()";
    private static final int ROWS = 9;

    @BeforeEach
    void write() {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
                .add("method", DataTypes.StringType)
                .add("pipeline", DataTypes.StringType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(RowFactory.create(
                    "id" + i,
                    AttributionFile.littleEndian(i, 1, -2, 3, 5, i == 8 ? Float.NaN : 8),
                    List.of(1, 2, 3),
                    i % 2 == 0 ? "grad" : "lrp",
                    "theirs"));
        }
        AttributionFile.write(spark, schema, rows, in());
    }

    private OutputOptions values() {
        return OutputOptions.of(out().toString(), OutputFormat.VALUES);
    }

    private OutputOptions grey(PngEncoding.Color color) {
        return png().withPng(new PngEncoding(PngEncoding.Effort.FAST, color));
    }

    private RunReport run(String pipeline, OutputOptions output, RenderOptions options) {
        return new RenderJob(input(), Pipeline.parse(pipeline), output, options).run(spark, Progress.NONE);
    }

    private RunReport run(String pipeline, OutputOptions output) {
        return run(pipeline, output, RenderOptions.DEFAULT);
    }

    private Map<String, Row> rows() {
        Map<String, Row> byId = new TreeMap<>();
        for (Row row : spark.read().parquet(out().toString()).collectAsList()) {
            byId.put(row.getAs("id"), row);
        }
        return byId;
    }

    @Test
    void rowsHaveTheMapAsInputsHaveTheirsAndWhatTheInputCarries() throws IOException {
        RunReport report = run(STEPS, values());
        assertEquals(ROWS, report.inputRows());
        assertEquals(ROWS - 1, report.rendered());
        assertEquals(1, report.quarantined());
        assertEquals("values", report().format());
        Map<String, Row> rows = rows();
        assertEquals(ROWS - 1, rows.size());
        Row row = rows.get("id3");
        assertEquals(
                List.of(
                        "id",
                        "method",
                        "input_pipeline",
                        "attribution",
                        "shape",
                        "dtype",
                        "width",
                        "height",
                        "range_min",
                        "range_max",
                        "pipeline"),
                Arrays.asList(row.schema().fieldNames()));
        assertArrayEquals(AttributionFile.littleEndian(3, 1, -2, 3, 5, 8), row.getAs("attribution"));
        assertEquals(List.of(2, 3), row.getList(row.fieldIndex("shape")));
        assertEquals("float32", row.getAs("dtype"));
        assertEquals(3, row.<Integer>getAs("width"));
        assertEquals(2, row.<Integer>getAs("height"));
        assertEquals(-2.0, row.<Double>getAs("range_min"));
        assertEquals(8.0, row.<Double>getAs("range_max"));
        assertEquals(STEPS, row.getAs("pipeline"));
        assertEquals("theirs", row.getAs("input_pipeline"));
        assertTrue(
                quarantine().get("id8").contains("every value must be finite"),
                quarantine().toString());
    }

    @Test
    void whatWasWrittenIsRenderedAndAuditedAsTheInputIs() throws IOException {
        String colors = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";
        run(colors, png());
        byte[] direct = pixels("id3.png").rgb();
        run(STEPS, values().withCarry(List.of("method")).withMode(OutputOptions.Mode.OVERWRITE));
        InputOptions again = InputOptions.of(out().toString());
        String second = folder.resolve("second").toString();
        RunReport report = new RenderJob(
                        again,
                        Pipeline.parse(colors),
                        OutputOptions.of(second, OutputFormat.PARQUET),
                        RenderOptions.of(ErrorPolicy.FAIL))
                .run(spark, Progress.NONE);
        assertEquals(ROWS - 1, report.rendered());
        byte[] drawn = spark.read()
                .parquet(second)
                .where("id = 'id3'")
                .select("heatmap.bytes")
                .head()
                .getAs(0);
        assertArrayEquals(direct, Pixels.decode(drawn).rgb());
        AuditJob.Result audited = new AuditJob(
                        again,
                        Pipeline.parse(colors),
                        Partitioning.AUTO,
                        DatasetScope.DEFAULT,
                        AuditOptions.of(new RunFolder(folder.resolve("audits").toString(), "run", "")))
                .run(spark, Progress.NONE);
        assertEquals(ROWS - 1, audited.manifest().counts().ok());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREY8", "GREY16"})
    void greyFilesHaveTheSameBytesWhateverThePartitions(String color) throws IOException {
        OutputOptions output = grey(PngEncoding.Color.valueOf(color)).withPartitionBy(List.of("method"));
        run(STEPS, output, RenderOptions.DEFAULT.withPartitioning(Partitioning.parse("1")));
        List<String> names = pngs();
        assertEquals(ROWS - 1, names.size());
        Map<String, byte[]> first = new TreeMap<>();
        for (String name : names) {
            first.put(name, Files.readAllBytes(out().resolve(name)));
        }
        Provenance made = Provenance.of(PngInfo.read(first.get("method=lrp/id3.png")));
        assertEquals(new ValueRange(-2, 8), made.range());
        assertEquals(STEPS, made.pipeline());
        run(
                STEPS,
                output.withMode(OutputOptions.Mode.OVERWRITE),
                RenderOptions.DEFAULT.withPartitioning(Partitioning.parse("5")));
        assertEquals(names, pngs());
        for (String name : names) {
            assertArrayEquals(first.get(name), Files.readAllBytes(out().resolve(name)), name);
        }
    }

    @Test
    void rowsDoNotDependOnPartitionsEither() {
        run(STEPS, values(), RenderOptions.DEFAULT.withPartitioning(Partitioning.parse("1")));
        Dataset<Row> first = spark.read().parquet(out().toString());
        List<String> before =
                first.selectExpr("id", "hex(attribution)", "range_min").orderBy("id").collectAsList().stream()
                        .map(Row::toString)
                        .toList();
        run(
                STEPS,
                values().withMode(OutputOptions.Mode.OVERWRITE),
                RenderOptions.DEFAULT.withPartitioning(Partitioning.parse("4")));
        List<String> after = spark
                .read()
                .parquet(out().toString())
                .selectExpr("id", "hex(attribution)", "range_min")
                .orderBy("id")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
        assertEquals(before, after);
    }

    @Test
    void oneRangeForAllIsTheFittedColormaps() throws IOException {
        run("SumReduction() |> dataset(CenteredColormap(:berlin)) |> FlipImage()", grey(PngEncoding.Color.GREY8));
        for (String name : pngs()) {
            assertEquals(
                    new ValueRange(-8, 8),
                    Provenance.of(PngInfo.read(Files.readAllBytes(out().resolve(name))))
                            .range());
        }
    }

    @Test
    void aSheetShowsLevelsOfGrey() throws IOException {
        run(STEPS, grey(PngEncoding.Color.GREY16).withSheet(SheetSize.parse("1x2")));
        assertTrue(Files.size(out().resolve("_sheet.png")) > 0);
    }

    @Test
    void whatValuesDoNotHaveIsRefusedBeforeAnythingIsRead() {
        assertRefused("leave out --panel, --caption and --colorbar", () -> values().withColorbar(ColorbarSide.RIGHT));
        assertRefused("--sheet shows heatmaps", () -> values().withSheet(SheetSize.parse("1x1")));
        assertRefused(
                "no PNGs", () -> values().withPng(new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.GREY8)));
        assertRefused(
                "folder of Parquet files",
                () -> OutputOptions.of(new OutputOptions.Table("a.b", false), OutputFormat.VALUES, "report"));
        assertRefused("add a reduction", () -> run("FlipImage()", values()));
        assertRefused(
                "no level for values that are missing",
                () -> run(
                        STEPS,
                        grey(PngEncoding.Color.GREY8),
                        RenderOptions.DEFAULT.withNonFinite(NonFinite.mask("transparent"))));
        assertRefused(
                "needs colors",
                () -> run(STEPS, values(), RenderOptions.DEFAULT.withGallery(new GalleryOptions(3, 1))));
        assertFalse(Files.exists(out()));
    }

    private static void assertRefused(String what, Runnable action) {
        String message =
                assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void aPipelineThatTurnsNothingIsAdvisedTo() {
        assertEquals(
                List.of("Without FlipImage() the columns of attributions are the rows of their values"),
                run("SumReduction()", values()).advice());
    }

    @Test
    void anOutputThatExistsIsLeftAlone() {
        run(STEPS, values());
        assertThrows(JobFailedException.class, () -> run(STEPS, values()));
        run(STEPS, values().withMode(OutputOptions.Mode.APPEND));
        assertEquals(2 * (ROWS - 1), spark.read().parquet(out().toString()).count());
    }
}

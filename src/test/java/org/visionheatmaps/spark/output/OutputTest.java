package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.color.SchemeSource;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.render.Caption;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.Composition;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.render.Renderer;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.report.RenderGallery;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.reduction.SumReduction;

@Tag("spark")
class OutputTest extends RenderJobTestBase {
    private static final List<String> HOSTILE = List.of(
            "../../etc/x",
            "a/b",
            "",
            "i".repeat(300),
            "i".repeat(299) + "j",
            ".",
            "..",
            "a b",
            "ä",
            "a%2Fb",
            "x.png",
            "CON",
            "-rf",
            "a\nb",
            "a\\b");

    private InputOptions flat() {
        return input().withShape(List.of(2, 2));
    }

    private void write(List<String> ids) {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.BinaryType)
                .add("method", DataTypes.StringType)
                .add("width", DataTypes.IntegerType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            rows.add(RowFactory.create(
                    ids.get(i), AttributionFile.littleEndian(i, 1, 2, 3), i % 2 == 0 ? "a=b/c" : null, 7));
        }
        AttributionFile.write(spark, schema, rows, in());
    }

    @Test
    void aSchemeOfOnesOwnCrossesToTheTasksAndTheReportTellsTheAdvice() throws IOException {
        write(List.of("a"));
        ColorScheme mine = ColorScheme.ofBytes(0, 0, 0, 255, 136, 0)
                .named("mine", SchemeClass.SEQUENTIAL, SchemeSource.file("mine.gpl"));
        Pipeline pipeline = Pipeline.of(new SumReduction(), new CenteredColormap(mine));

        new RenderJob(flat(), pipeline, png(), RenderOptions.of(ErrorPolicy.FAIL)).run(spark, Progress.NONE);

        Provenance provenance = Provenance.of(PngInfo.read(Files.readAllBytes(out().resolve("a.png"))));
        assertTrue(
                provenance.pipeline().contains("RangeColormap([\"#000000\", \"#ff8800\"], -3.0, 3.0)"),
                provenance.pipeline());
        assertEquals(pipeline.advice(), report().advice());
        assertTrue(report().advice().get(0).contains(":mine"), report().advice().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "parquet"})
    void aSheetShowsTheFirstHeatmaps(String format) throws IOException {
        write(List.of("d", "a", "c", "b"));
        OutputOptions output = OutputOptions.of(out().toString(), new OutputFormat(format));
        render(flat(), output.withSheet(SheetSize.parse("1x3")));
        RgbImage sheet = pixels("_sheet.png");
        render(flat(), output.withSheet(SheetSize.parse("3×1")).withMode(OutputOptions.Mode.OVERWRITE));
        RgbImage turned = pixels("_sheet.png");
        assertEquals(8 + 3 * (224 + 8), sheet.width());
        assertEquals(8 + 224 + 8, turned.width());
        assertEquals(
                4,
                spark.read()
                        .format(format.equals("png") ? "binaryFile" : format)
                        .load(out().toString())
                        .count());
    }

    /** Ids that are called as our own files are, or would be hidden from readers. */
    private static final List<String> OUR_NAMES = List.of(
            "_sheet",
            "_sheet.png",
            "_SUCCESS",
            "_report.json",
            "_gallery.html",
            "_quarantine",
            "_batches",
            ".hidden",
            "%2Ehidden",
            ".vision-heatmaps-0badc0de",
            ".vision-heatmaps-publishing",
            "__HIVE_DEFAULT_PARTITION__");

    @Test
    void idsOfOurOwnNamesNeverMeetOurFiles() throws IOException {
        write(OUR_NAMES);
        render(flat(), png().withSheet(SheetSize.parse("1x1")));
        List<String> drawn =
                OUR_NAMES.stream().map(OutputName::ofElement).sorted().toList();
        assertEquals(OUR_NAMES.size(), drawn.stream().distinct().count());
        assertTrue(drawn.stream().noneMatch(OutputName::isReserved), drawn.toString());
        assertTrue(drawn.contains("%5Fsheet.png") && drawn.contains("%2Ehidden.png"), drawn.toString());
        List<String> ours = List.of("_SUCCESS", "_report.json", "_sheet.png");
        assertEquals(Stream.concat(drawn.stream(), ours.stream()).sorted().toList(), files());
        assertTrue(ours.stream().allMatch(OutputName::isReserved));
        assertTrue(Stream.of(RunReport.FILE_NAME, RenderGallery.FILE_NAME, QuarantineFolder.NAME, OutputName.SUCCESS)
                .allMatch(OutputName::isReserved));
    }

    @Test
    void appendingASheetLeavesThePictureOfTheIdSheet() throws IOException {
        write(List.of("_sheet"));
        render(flat(), png());
        byte[] picture = Files.readAllBytes(out().resolve("%5Fsheet.png"));
        write(List.of("b"));
        render(flat(), png().withMode(OutputOptions.Mode.APPEND).withSheet(SheetSize.parse("1x1")));
        assertArrayEquals(picture, Files.readAllBytes(out().resolve("%5Fsheet.png")));
        assertEquals(List.of("%5Fsheet.png", "_sheet.png", "b.png"), pngs());
    }

    @Test
    void batchFoldersAndPartitionFoldersNeverMeetOurs() {
        for (String id : OUR_NAMES) {
            assertFalse(OutputName.isReserved(OutputName.ofBatchElement(id, "0")), id);
            assertFalse(OutputName.isReserved(OutputName.ofPartition(id, "x")), id);
            assertFalse(OutputName.ofPartition("m", id).equals(OutputName.ofPartition("m", null)), id);
        }
        write(OUR_NAMES);
        render(input().withShape(List.of(4, 1, 1, 1)), png());
        assertEquals(4 * OUR_NAMES.size(), pngs().size());
        assertTrue(pngs().stream().noneMatch(OutputName::isReserved), pngs().toString());
    }

    @Test
    void keysOfShardsAreDifferentToo() throws IOException {
        write(OUR_NAMES);
        render(flat(), OutputOptions.of(out().toString(), OutputFormat.WEBDATASET));
        Set<String> keys = new TreeSet<>();
        int pictures = 0;
        for (String shard :
                files().stream().filter(name -> name.endsWith(".tar")).toList()) {
            try (var tar = new org.apache.commons.compress.archivers.tar.TarArchiveInputStream(
                    Files.newInputStream(out().resolve(shard)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.getName().endsWith(".png")) {
                        pictures++;
                        keys.add(entry.getName());
                        assertFalse(OutputName.isReserved(entry.getName()), entry.getName());
                    }
                }
            }
        }
        assertEquals(OUR_NAMES.size(), pictures);
        assertEquals(pictures, keys.size(), keys.toString());
    }

    @Test
    void everyIdGivesASafeUniquePredictableName() {
        write(HOSTILE);
        render(flat(), png());
        List<String> expected =
                HOSTILE.stream().map(OutputName::ofElement).sorted().toList();
        assertEquals(HOSTILE.size(), expected.stream().distinct().count());
        assertEquals(expected, pngs());
        assertTrue(expected.contains("%2E.%2F..%2Fetc%2Fx.png"));
        assertTrue(expected.contains("a%2Fb.png"));
        assertTrue(expected.stream().allMatch(name -> name.length() <= 255 && !name.contains("/")));
    }

    @Test
    void batchesOfHostileIdsStayInTheirFolders() {
        write(HOSTILE);
        render(input().withShape(List.of(4, 1, 1, 1)), png());
        assertEquals(4 * HOSTILE.size(), pngs().size());
        assertTrue(pngs().stream().allMatch(name -> name.matches("[^/]+/[0-3]\\.png")), pngs().toString());
    }

    @Test
    void eachPngSaysWhatItIs() throws IOException {
        write(List.of("größe"));
        render(flat(), png());
        Provenance provenance = Provenance.of(PngInfo.read(Files.readAllBytes(out().resolve(pngs().get(0)))));
        assertEquals("größe", provenance.id());
        assertEquals("NormReduction() |> RangeColormap(:batlow, 0.0, 3.0) |> FlipImage()", provenance.pipeline());
        assertEquals(3.0, provenance.range().upper());
        assertTrue(provenance.software().startsWith("VisionHeatmaps for Spark "), provenance.software());
    }

    @Test
    void theEncodingOfPngsReachesTheTasks() throws IOException {
        write(List.of("x"));
        PngEncoding palette = new PngEncoding(PngEncoding.Effort.SMALL, PngEncoding.Color.PALETTE);
        render(flat(), png().withPng(palette));
        byte[] png = Files.readAllBytes(out().resolve("x.png"));
        assertEquals(3, png[25], "the type of colours in IHDR: a palette");
        assertEquals("x", Provenance.of(PngInfo.read(png)).id());
    }

    @Test
    void aColorbarIsDrawnByTheTasksAndCountedInTheSizes() {
        write(List.of("x"));
        render(flat(), OutputOptions.of(out().toString(), OutputFormat.PARQUET).withColorbar(ColorbarSide.RIGHT));
        Row row = spark.read()
                .parquet(out().toString())
                .select("width", "height", "heatmap.bytes")
                .head();
        PngInfo png = PngInfo.read((byte[]) row.get(2));
        assertEquals(List.of(png.width(), png.height()), List.of(row.getInt(0), row.getInt(1)));
        assertEquals(64, png.width());
        assertEquals(new Provenance.Area(2, 2), Provenance.of(png).area());
    }

    @Test
    void aCaptionIsWrittenOfCarriedColumns() throws IOException {
        write(List.of("x"));
        Composition composition =
                new Composition(List.of(), new Caption("{id}, {method}, {width:.1f}"), ColorbarSide.NONE);
        render(flat(), png().withComposition(composition));
        byte[] drawn = Files.readAllBytes(out().resolve("x.png"));
        ElementRenderer renderer = new ElementRenderer(
                FittedPipeline.parse("NormReduction() |> RangeColormap(:batlow, 0.0, 3.0) |> FlipImage()"), "test");
        Row row = spark.read().parquet(in().toString()).head();
        String line = "x, " + row.getAs("method") + ", " + row.<Number>getAs("width") + ".0";
        RgbImage expected = Pixels.decode(renderer.renderWith(
                        "x", Tensor.channels(new float[] {0, 0, 3, 0}, 2, 2, 1), new Renderer.Beside(null, null, line))
                .png());
        RgbImage picture = Pixels.decode(drawn);
        assertEquals(expected.height(), picture.height());
        int heatmap = 2 * expected.width();
        assertArrayEquals(
                Arrays.copyOfRange(expected.rgb(), 3 * heatmap, expected.rgb().length),
                Arrays.copyOfRange(picture.rgb(), 3 * heatmap, picture.rgb().length));

        OutputOptions unknown = png().withMode(OutputOptions.Mode.OVERWRITE)
                .withComposition(new Composition(List.of(), new Caption("{methud}"), ColorbarSide.NONE));
        String message = assertThrows(IllegalArgumentException.class, () -> render(flat(), unknown))
                .getMessage();
        assertTrue(message.contains("'methud'") && message.contains("did you mean 'method'"), message);
    }

    @Test
    void rowsCarryColumnsAndTellRangeAndPipeline() {
        write(List.of("x"));
        render(flat(), OutputOptions.of(out().toString(), OutputFormat.PARQUET));
        Dataset<Row> rows = spark.read().parquet(out().toString());
        assertEquals(
                List.of(
                        "id",
                        "method",
                        "input_width",
                        "heatmap",
                        "width",
                        "height",
                        "range_min",
                        "range_max",
                        "pipeline"),
                List.of(rows.columns()));
        Row row = rows.select("id", "method", "input_width", "width", "range_max", "heatmap.path")
                .head();
        assertEquals("[x,a=b/c,7,2,3.0,x.png]", row.toString());
    }

    @Test
    void partitionColumnsMakeFolders() {
        write(List.of("x", "y"));
        render(flat(), png().withPartitionBy(List.of("method")));
        assertEquals(List.of("method=__HIVE_DEFAULT_PARTITION__/y.png", "method=a%3Db%2Fc/x.png"), pngs());
        render(
                flat(),
                OutputOptions.of(folder.resolve("rows").toString(), OutputFormat.PARQUET)
                        .withPartitionBy(List.of("method")));
        assertEquals(
                1,
                spark.read()
                        .parquet(folder.resolve("rows").toString())
                        .where("method = 'a=b/c'")
                        .count());
    }

    @Test
    void anExistingOutputIsKeptUnlessAskedOtherwise() throws IOException {
        write(List.of("x"));
        render(flat(), png());
        JobFailedException refused = assertThrows(JobFailedException.class, () -> render(flat(), png()));
        assertTrue(refused.getMessage().contains("--mode overwrite or append"), refused.getMessage());

        write(List.of("y"));
        render(flat(), png().withMode(OutputOptions.Mode.APPEND));
        assertEquals(List.of("x.png", "y.png"), pngs());
        assertThrows(JobFailedException.class, () -> render(flat(), png().withMode(OutputOptions.Mode.APPEND)));

        write(List.of("z"));
        render(flat(), png().withMode(OutputOptions.Mode.OVERWRITE));
        assertEquals(List.of("_SUCCESS", "_report.json", "z.png"), files());
        assertEquals(List.of(), leftovers());
    }

    @Test
    void anOutputThatHoldsTheInputIsRefused() {
        write(List.of("x"));
        OutputOptions self = OutputOptions.of(in().toString(), OutputFormat.PNG).withMode(OutputOptions.Mode.OVERWRITE);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> render(flat(), self));
        assertTrue(refused.getMessage().contains("choose another output"), refused.getMessage());
        assertTrue(Files.exists(in()));
    }

    @Test
    void aFailedRunLeavesNothing() throws IOException {
        write(List.of("x"));
        InputOptions wrong = input().withShape(List.of(9, 9));
        assertThrows(JobFailedException.class, () -> job(wrong, png(), ErrorPolicy.FAIL)
                .run(spark, Progress.NONE));
        assertFalse(Files.exists(out()));
        assertEquals(List.of(), leftovers());
    }

    @Test
    void pixelsDoNotDependOnPartitions() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add("id" + i);
        }
        write(ids);
        render(flat(), png());
        for (Partitioning partitioning :
                List.of(Partitioning.ELEMENT, Partitioning.parse("1"), Partitioning.parse("7"))) {
            OutputOptions other = OutputOptions.of(folder.resolve("other").toString(), OutputFormat.PNG)
                    .withMode(OutputOptions.Mode.OVERWRITE);
            new RenderJob(
                            flat(),
                            org.visionheatmaps.pipeline.Pipeline.parse(PIPELINE),
                            other,
                            RenderOptions.DEFAULT.withPartitioning(partitioning))
                    .run(spark, Progress.NONE);
            for (String png : pngs()) {
                assertArrayEquals(
                        Files.readAllBytes(out().resolve(png)),
                        Files.readAllBytes(folder.resolve("other").resolve(png)));
            }
        }
    }

    @Test
    void anyFormatOfSparkIsStagedAndPublishedLikeParquet() throws IOException {
        write(List.of("x", "y"));
        OutputOptions orc = OutputOptions.of(out().toString(), new OutputFormat("ORC"))
                .withPartitionBy(List.of("method"))
                .withWriterOptions(Map.of("compression", "zlib"));
        render(flat(), orc);
        assertEquals(
                List.of("x.png", "y.png"),
                spark
                        .read()
                        .orc(out().toString())
                        .orderBy("id")
                        .select("heatmap.path")
                        .as(Encoders.STRING())
                        .collectAsList()
                        .stream()
                        .map(path -> path.replaceFirst(".*/", ""))
                        .toList());
        assertTrue(files().stream().anyMatch(file -> file.endsWith(".zlib.orc")), files().toString());
        assertEquals("orc", report().format());
        assertEquals(List.of(), leftovers());
    }

    @Test
    void aFormatThatNobodyKnowsIsRefusedBeforeAnythingIsDrawn() {
        write(List.of("x"));
        OutputOptions unknown = OutputOptions.of(
                new OutputOptions.Table(out().toString(), true),
                new OutputFormat("parquett"),
                folder.resolve("report").toString());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> render(flat(), unknown));
        assertTrue(refused.getMessage().contains("did you mean 'parquet'?"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--packages"), refused.getMessage());
    }

    @Test
    void rowsGoToATableInOneCommitAndTheReportToItsFolder() throws IOException {
        write(List.of("x", "y", "z"));
        spark.sql("DROP TABLE IF EXISTS heatmaps_of_test");
        OutputOptions table = OutputOptions.of(
                        new OutputOptions.Table("heatmaps_of_test", false), OutputFormat.PARQUET, out().toString())
                .withWriterOptions(Map.of("path", folder.resolve("table").toString()));
        try {
            RunReport report = render(flat(), table);
            assertEquals("heatmaps_of_test", report.output());
            assertEquals(
                    3,
                    spark.table("heatmaps_of_test")
                            .where("length(heatmap.bytes) > 0")
                            .count());
            assertEquals(List.of("_report.json"), files());

            JobFailedException exists = assertThrows(JobFailedException.class, () -> render(flat(), table));
            assertTrue(exists.getMessage().contains("report's folder"), exists.getMessage());
            render(flat(), table.withMode(OutputOptions.Mode.APPEND));
            assertEquals(6, spark.table("heatmaps_of_test").count());
            InputOptions wrong = input().withShape(List.of(9, 9));
            assertThrows(JobFailedException.class, () -> job(
                            wrong, table.withMode(OutputOptions.Mode.OVERWRITE), ErrorPolicy.upTo("50%"))
                    .run(spark, Progress.NONE));
            assertEquals(6, spark.table("heatmaps_of_test").count(), "a run with too many faults changes nothing");
        } finally {
            spark.sql("DROP TABLE IF EXISTS heatmaps_of_test");
        }
        assertEquals(List.of(), leftovers());
    }

    @Test
    void webDatasetSamplesHaveAPictureAndWhatTheRowSays() throws IOException {
        write(List.of("x.1", "y"));
        render(
                flat(),
                OutputOptions.of(out().toString(), OutputFormat.WEBDATASET).withPartitionBy(List.of("method")));
        assertTrue(files().contains("part-00000.tar"), files().toString());
        Map<String, byte[]> entries = new TreeMap<>();
        for (String file : files()) {
            if (file.endsWith(".tar")) {
                try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(out().resolve(file)))) {
                    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                        entries.put(entry.getName(), tar.readAllBytes());
                    }
                }
            }
        }
        assertEquals(
                List.of(
                        "method=__HIVE_DEFAULT_PARTITION__/y.json",
                        "method=__HIVE_DEFAULT_PARTITION__/y.png",
                        "method=a%3Db%2Fc/x%2E1.json",
                        "method=a%3Db%2Fc/x%2E1.png"),
                List.copyOf(entries.keySet()));
        String json = new String(entries.get("method=a%3Db%2Fc/x%2E1.json"), StandardCharsets.UTF_8);
        for (String part : List.of(
                "\"id\":\"x.1\"", "\"method\":\"a=b/c\"", "\"input_width\":7", "\"range_max\":3.0", "RangeColormap")) {
            assertTrue(json.contains(part), json);
        }
        assertEquals(
                "x.1",
                Provenance.of(PngInfo.read(entries.get("method=a%3Db%2Fc/x%2E1.png")))
                        .id());
    }

    @Test
    void aPredicateReadsAPart() {
        write(List.of("x", "y", "z"));
        render(flat().withWhere("id <> 'y'"), png());
        assertEquals(List.of("x.png", "z.png"), pngs());
        assertThrows(
                IllegalArgumentException.class,
                () -> render(flat().withWhere("no_such = 1"), png().withMode(OutputOptions.Mode.OVERWRITE)));
    }
}

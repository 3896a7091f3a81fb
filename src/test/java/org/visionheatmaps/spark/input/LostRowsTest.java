package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.importer.ImportJob;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.stats.QuantileMethod;
import scala.jdk.javaapi.CollectionConverters;

/** No setting of the caller's session loses a row, and no job leaves the caller another setting. */
@Tag("spark")
class LostRowsTest extends RenderJobTestBase {
    private static final int ROWS = 20;
    private static final Pipeline FITTED = Pipeline.parse("SumReduction() |> dataset(CenteredColormap(:berlin))");

    private final SparkSession caller = spark.newSession();

    @BeforeEach
    void write() {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            rows.add(RowFactory.create(
                    "row-" + r,
                    AttributionFile.boxed((float) r, -1, 2, 3, 5, 8),
                    AttributionFile.boxed(1, 2, 3),
                    null,
                    r % 2 == 0 ? "lrp" : "grad"));
        }
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in());
    }

    private Map<String, String> settings() {
        return new TreeMap<>(CollectionConverters.asJava(caller.conf().getAll()));
    }

    /** Makes the ids of the only file unreadable. */
    private Path damage() throws IOException {
        try (Stream<Path> parts = Files.list(in())) {
            Path part = parts.filter(path -> path.toString().endsWith(".parquet")
                            && !path.toString().endsWith(".crc"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(part);
            Arrays.fill(bytes, 4, 40, (byte) 0x7F);
            Files.write(part, bytes);
            Files.delete(part.resolveSibling("." + part.getFileName() + ".crc"));
            return part;
        }
    }

    private RenderJob render(InputOptions input) {
        return new RenderJob(
                input,
                FITTED,
                png().withMode(OutputOptions.Mode.OVERWRITE),
                RenderOptions.DEFAULT.withGallery(new GalleryOptions(4, 1)));
    }

    private FitJob fit(InputOptions input) {
        return new FitJob(input, FITTED, FitOptions.DEFAULT.withQuantiles(QuantileMethod.EXACT));
    }

    private AuditJob audit(InputOptions input, String run) {
        AuditOptions options =
                AuditOptions.of(new RunFolder(folder.resolve("audits").toString(), run, "2026-11-23T02:00:00Z"));
        return new AuditJob(input, FITTED, Partitioning.AUTO, DatasetScope.DEFAULT, options);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hostileSettingsLoseNoRowAndStayAsTheyWere(boolean isOn) {
        caller.conf().set("spark.sql.files.ignoreCorruptFiles", true);
        caller.conf().set("spark.sql.caseSensitive", isOn);
        caller.conf().set("spark.sql.columnNameOfCorruptRecord", "reason");
        caller.conf().set("spark.sql.parquet.filterPushdown", isOn);
        caller.conf().set("spark.sql.parquet.recordLevelFilter.enabled", isOn);
        caller.conf().set("spark.sql.parquet.enableVectorizedReader", !isOn);
        caller.conf().set("spark.sql.parquet.int96RebaseModeInRead", "EXCEPTION");
        caller.conf().set("spark.sql.files.maxPartitionBytes", 1000);
        caller.conf().set("spark.sql.ansi.enabled", isOn);
        caller.conf().set("spark.sql.session.timeZone", "Asia/Kolkata");
        caller.conf().set("spark.sql.sources.useV1SourceList", "avro");
        caller.conf().set("spark.sql.files.ignoreMissingFiles", true);
        Map<String, String> before = settings();
        assertEquals(ROWS, render(input()).run(caller, Progress.NONE).rendered());
        assertEquals(
                ROWS / 2,
                render(input().withWhere("method = 'lrp'"))
                        .run(caller, Progress.NONE)
                        .rendered());
        assertEquals(before, settings());
    }

    @Test
    void everyJobLeavesTheSettingsOfItsCaller() {
        caller.conf().set("spark.sql.files.ignoreCorruptFiles", true);
        caller.conf().set("spark.sql.parquet.columnarReaderBatchSize", 77);
        caller.conf().set("my.setting", "mine");
        Map<String, String> before = settings();
        assertEquals(ROWS, render(input()).run(caller, Progress.NONE).rendered());
        assertEquals(before, settings(), "render");
        fit(input()).run(caller, Progress.NONE);
        assertEquals(before, settings(), "fit");
        assertEquals(
                ROWS,
                audit(input(), "run")
                        .run(caller, Progress.NONE)
                        .manifest()
                        .counts()
                        .ok());
        assertEquals(before, settings(), "audit");
        DatasetDescription.of(caller, input());
        assertEquals(before, settings(), "inspect");
        new RenderedHeatmaps(out().toString(), RenderedHeatmaps.Order.ID, 0).first(caller, 2, 8);
        assertEquals(before, settings(), "sheet");
        ImportJob.of(
                        List.of("src/test/resources/arrays/good"),
                        folder.resolve("import").toString())
                .run(caller, Progress.NONE);
        assertEquals(before, settings(), "import");
        InputOptions arrow = InputOptions.of(ArrowFixture.file("lists.arrow").toString())
                .withShape(List.of(ArrowFixture.CHANNELS, ArrowFixture.HEIGHT, ArrowFixture.WIDTH))
                .withColumns(new InputOptions.Columns("list32", "id", "shape", "dtype", "no image"));
        assertEquals(
                ArrowFixture.ROWS - 1, render(arrow).run(caller, Progress.NONE).rendered());
        assertEquals(before, settings(), "Arrow");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damagedIdsFailRenderAndFitAndAreAFindingOfAnAudit(boolean ignoresCorruptFiles) throws IOException {
        Path damaged = damage();
        caller.conf().set("spark.sql.files.ignoreCorruptFiles", ignoresCorruptFiles);
        caller.conf().set("spark.sql.files.ignoreMissingFiles", ignoresCorruptFiles);
        Map<String, String> before = settings();
        InputOptions some = input().withWhere("id IS NOT NULL");
        for (InputOptions input : List.of(input(), some)) {
            assertNames(damaged, () -> render(input).run(caller, Progress.NONE));
            assertNames(damaged, () -> fit(input).run(caller, Progress.NONE));
            assertFalse(Files.exists(out()));
            assertEquals(before, settings());
        }
        assertNames(damaged, () -> audit(some, "some").run(caller, Progress.NONE));
        AuditManifest manifest =
                audit(input(), "all").run(caller, Progress.NONE).manifest();
        assertEquals(ROWS, manifest.counts().rowsLost());
        assertTrue(manifest.inputs().get(0).problem().startsWith("only 0 of its 20 rows can be read"));
        assertEquals(before, settings());
    }

    private static void assertNames(Path file, Executable run) {
        Exception failure = assertThrows(JobFailedException.class, run);
        assertTrue(failure.getMessage().contains(file.getFileName().toString()), failure.getMessage());
    }

    @Test
    void aTemporaryViewOfTheCallerCanBeATableOfImages() {
        caller.sql("SELECT 'row-1' AS id, CAST(NULL AS BINARY) AS image").createOrReplaceTempView("photographs");
        InputOptions input = input().withImages(ImageOptions.DEFAULT.withTable(ImageOptions.Table.of("photographs")));
        RenderJob job = new RenderJob(
                input,
                Pipeline.parse("NormReduction() |> ExtremaColormap(:batlow) |> ResizeToImage()"),
                png(),
                RenderOptions.DEFAULT);
        RunReport report = job.run(caller, Progress.NONE);
        assertEquals(ROWS, report.rendered());
        assertEquals(ROWS, report.withoutImage());
    }

    @Test
    void aCountThatFallsShortNamesItsFiles() {
        FileVersion version = new FileVersion(9, 7, null);
        Map<String, CountedFile> files =
                Map.of("file:/a", new CountedFile(version, 2, 2), "file:/b", new CountedFile(version, 1, 1));
        InputCheck check = new InputCheck(files, true, List.of(), new Configuration(false));
        Tally tally = new Tally();
        tally.row("file:/a", 9, 7);
        tally.row("file:/b", 9, 7);
        JobFailedException lost = assertThrows(JobFailedException.class, () -> check.requireRead(tally));
        assertTrue(lost.getMessage().contains("1 of the 2 rows of file:/a. Nothing was published"), lost.getMessage());
        tally.row("file:/a", 9, 7);
        check.requireRead(tally);
        new InputCheck(files, false, List.of(), check.configuration()).requireRead(new Tally());
        Tally other = new Tally();
        other.row("file:/a", 9, 8);
        JobFailedException changed = assertThrows(JobFailedException.class, () -> check.requireRead(other));
        assertTrue(changed.getMessage().contains("file:/a has changed"), changed.getMessage());
    }
}

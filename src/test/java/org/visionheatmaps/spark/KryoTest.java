package org.visionheatmaps.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.importer.ImportJob;
import org.visionheatmaps.spark.incremental.Increment;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.incremental.RenderBatches;
import org.visionheatmaps.spark.incremental.Series;
import org.visionheatmaps.spark.input.DatasetDescription;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.sql.HeatmapCatalog;
import org.visionheatmaps.stats.QuantileMethod;

/** Every command in a Spark that serialises with Kryo, which restores no record. */
@Tag("spark")
class KryoTest {
    private static final int ROWS = 12;
    private static final Pipeline FITTED = Pipeline.parse(
            "SumReduction() |> dataset(PercentileClip(0.01, 0.99), by=:method) |> CenteredColormap(:berlin) |> FlipImage()");

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        SparkTestSession.get().stop();
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "3")
                .config("spark.serializer", KryoSerializer.class.getName())
                .getOrCreate();
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            rows.add(RowFactory.create(
                    "row-" + r,
                    r == 3 ? null : AttributionFile.boxed((float) r, -1, 2, 3, 5, 8),
                    AttributionFile.boxed(1, 2, 3),
                    null,
                    r % 2 == 0 ? "lrp" : "grad"));
        }
        AttributionFile.write(spark, AttributionFile.FLAT, rows, folder.resolve("in"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static InputOptions input() {
        return InputOptions.of(folder.resolve("in").toString());
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    private static RenderJob render(OutputOptions output, Partitioning partitioning) {
        return new RenderJob(
                input(),
                FITTED,
                output,
                RenderOptions.DEFAULT.withPartitioning(partitioning).withGallery(new GalleryOptions(4, 1)));
    }

    private static void assertRendered(RunReport report) {
        assertEquals(ROWS - 1, report.rendered());
        assertEquals(1, report.quarantined());
    }

    @Test
    void theSerializerIsKryo() {
        assertTrue(SparkEnv.get().serializer() instanceof KryoSerializer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "webdataset", "parquet", "orc"})
    void renderWritesEveryFormatWithAFitAGalleryAndFaults(String format) {
        OutputOptions output = OutputOptions.of(out("render-" + format), new OutputFormat(format));
        assertRendered(render(output, Partitioning.AUTO).run(spark, Progress.NONE));
    }

    @Test
    void renderWritesASheetFromOneTaskPerElement() {
        assertRendered(render(
                        OutputOptions.of(out("sheet"), OutputFormat.PNG).withSheet(new SheetSize(2, 2)),
                        Partitioning.ELEMENT)
                .run(spark, Progress.NONE));
        RenderedHeatmaps heatmaps = new RenderedHeatmaps(out("sheet"), RenderedHeatmaps.Order.SEEDED, 1);
        assertEquals(3, heatmaps.first(spark, 3, 8).cells().size());
    }

    @Test
    void renderReadsArrow() {
        InputOptions.Columns columns = new InputOptions.Columns("list32", "id", "shape", "dtype", "no image");
        InputOptions arrow = InputOptions.of(ArrowFixture.file("lists.arrow").toString())
                .withShape(List.of(ArrowFixture.CHANNELS, ArrowFixture.HEIGHT, ArrowFixture.WIDTH))
                .withColumns(columns);
        RunReport report = RenderJobTestBase.job(
                        arrow, OutputOptions.of(out("arrow"), OutputFormat.PNG), ErrorPolicy.QUARANTINE)
                .run(spark, Progress.NONE);
        assertEquals(ArrowFixture.ROWS - 1, report.rendered());
    }

    @Test
    void aFitCounts() {
        Fit fit = new FitJob(
                        input(),
                        FITTED,
                        FitOptions.DEFAULT
                                .withQuantiles(QuantileMethod.EXACT)
                                .withPartitioning(Partitioning.parse("3")))
                .run(spark, Progress.NONE);
        assertEquals(2, fit.groups().size());
    }

    @Test
    void anAuditMeasures() {
        AuditOptions options = AuditOptions.of(new RunFolder(out("audits"), "run", "2026-11-23T02:00:00Z"))
                .withGroups(List.of("method"));
        AuditJob.Result result = new AuditJob(input(), FITTED, Partitioning.AUTO, DatasetScope.DEFAULT, options)
                .run(spark, Progress.NONE);
        assertEquals(ROWS - 1, result.manifest().counts().ok());
    }

    @Test
    void anIncrementIsTakenOnce() {
        RenderJob job = RenderJobTestBase.job(
                input(), OutputOptions.of(out("increments"), OutputFormat.PNG), ErrorPolicy.QUARANTINE);
        IncrementOptions options = new IncrementOptions(out("seen"), 10, IncrementOptions.Rewritten.SKIP);
        for (int files = 1; files >= 0; files--) {
            Increment<RunReport> increment = new Series<>(
                            input(), options, RenderBatches.of(spark, job, batch -> batch.run(spark, Progress.NONE)))
                    .run(spark.sparkContext().hadoopConfiguration(), said -> {});
            assertEquals(files, increment.files());
        }
    }

    @Test
    void anImportReadsArrays() {
        assertEquals(
                0,
                ImportJob.of(List.of("src/test/resources/arrays/good"), out("import"))
                        .run(spark, Progress.NONE)
                        .quarantined());
    }

    @Test
    void inspectDescribes() {
        assertEquals(ROWS, DatasetDescription.of(spark, input()).rows());
    }

    @Test
    void sqlDrawsAndBothSinksWrite() {
        spark.conf().set("spark.sql.catalog.heatmaps", HeatmapCatalog.class.getName());
        for (String sink : List.of("heatmap-png", "heatmap-webdataset")) {
            spark.read()
                    .parquet(out("in"))
                    .where("attribution IS NOT NULL")
                    .selectExpr(
                            "heatmaps.png(attribution, shape, 'SumReduction() |> CenteredColormap(:berlin)') AS bytes",
                            "concat(id, '.png') AS path")
                    .write()
                    .format(sink)
                    .mode("append")
                    .save(out(sink));
            assertTrue(Files.exists(Path.of(out(sink), "_SUCCESS")));
        }
    }
}

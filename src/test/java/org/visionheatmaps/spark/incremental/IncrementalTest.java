package org.visionheatmaps.spark.incremental;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.Expectations;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

/** Runs over what is new, one after the other, give what one run over all of it gives. */
@Tag("spark")
class IncrementalTest extends RenderJobTestBase {
    private static final int SIDE = 4;

    private final List<String> said = new ArrayList<>();
    private final List<AuditJob.Result> told = new ArrayList<>();

    /** A file with a row for each id, whose values come from the id. */
    private void arrive(String file, String... ids) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String id : ids) {
            float[] values = new float[3 * SIDE * SIDE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (id.hashCode() * 31 + i * 7) % 101 - 50;
            }
            rows.add(RowFactory.create(
                    id, AttributionFile.boxed(values), AttributionFile.boxed(3, SIDE, SIDE), null, "lrp"));
        }
        Path written = folder.resolve("written");
        AttributionFile.write(spark, AttributionFile.FLAT, rows, written);
        try (Stream<Path> parts = Files.list(written)) {
            Path part = parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Path place = in().resolve(file);
            Files.createDirectories(place.getParent());
            Files.deleteIfExists(place);
            Files.move(part, place);
        }
    }

    private IncrementOptions options(int maxFiles) {
        return new IncrementOptions(folder.resolve("seen").toString(), maxFiles, IncrementOptions.Rewritten.SKIP);
    }

    private Increment<RunReport> increment(OutputOptions output, int maxFiles) {
        RenderBatches batches = RenderBatches.of(
                spark, job(input(), output, ErrorPolicy.QUARANTINE), job -> job.run(spark, Progress.NONE));
        return new Series<>(input(), options(maxFiles), batches)
                .run(spark.sparkContext().hadoopConfiguration(), said::add);
    }

    /** The bytes of the PNGs of an output by id, and each id once. */
    private SortedMap<String, byte[]> rows(Path output) {
        SortedMap<String, byte[]> rows = new TreeMap<>();
        for (Row row : spark.read()
                .parquet(output.toString())
                .selectExpr("id", "heatmap.bytes")
                .collectAsList()) {
            assertEquals(null, rows.put(row.getString(0), row.getAs(1)), "twice: " + row.getString(0));
        }
        return rows;
    }

    private SortedMap<String, byte[]> pictures(Path output) throws IOException {
        SortedMap<String, byte[]> pictures = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(output)) {
            walk.filter(file -> file.toString().endsWith(".png")).forEach(file -> {
                try {
                    pictures.put(output.relativize(file).toString(), Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return pictures;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "parquet"})
    void runsOverWhatIsNewGiveWhatOneRunOverAllGives(String format) throws IOException {
        OutputOptions output = OutputOptions.of(out().toString(), new OutputFormat(format));
        arrive("day=0/a.parquet", "a/0", "a 1");
        arrive("day=1/b[1].parquet", "b");
        Increment<RunReport> first = increment(output, 1);
        assertEquals(2, first.results().size());
        assertEquals(3, first.results().stream().mapToLong(RunReport::rendered).sum());
        arrive("day=2/c {x}*.parquet", "c");
        Increment<RunReport> second = increment(output, 10);
        assertEquals(1, second.files());
        assertEquals(1, second.results().get(0).batch().files().size());
        assertEquals(0, increment(output, 10).results().size());

        Path clean = folder.resolve("clean");
        render(input(), OutputOptions.of(clean.toString(), new OutputFormat(format)));
        if (format.equals("png")) {
            assertSame(pictures(clean), pictures(out()));
        } else {
            assertSame(rows(clean), rows(out()));
        }
        assertEquals(
                3, files().stream().filter(file -> file.startsWith("_batches/")).count());
        assertTrue(files().contains("_SUCCESS"));
        assertEquals(1, report().rendered(), "of the last batch");
    }

    @Test
    void anIdOfAnEarlierRunGoesToQuarantine() throws IOException {
        arrive("a.parquet", "a", "_b");
        increment(png(), 10);
        arrive("b.parquet", "_b", "c");
        Increment<RunReport> second = increment(png(), 10);
        assertEquals(1, second.results().get(0).rendered());
        assertEquals(Map.of("duplicate_id", 1L), second.results().get(0).quarantinedByReason());
        assertTrue(
                quarantine().get("_b").contains("in these files or those of earlier runs"),
                quarantine().toString());
        assertEquals(List.of("%5Fb.png", "a.png", "c.png"), pngs());
    }

    @Test
    void aBatchRowOfAnEarlierRunGoesToQuarantine() throws IOException {
        List<Row> rows = List.of(RowFactory.create(
                ".x",
                AttributionFile.boxed(new float[2 * SIDE * SIDE]),
                AttributionFile.boxed(2, 1, SIDE, SIDE),
                null,
                "lrp"));
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in().resolve("first"));
        increment(png(), 10);
        assertEquals(List.of("%2Ex/0.png", "%2Ex/1.png"), pngs());
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in().resolve("second"));
        Increment<RunReport> second = increment(png(), 10);
        assertEquals(Map.of("duplicate_id", 1L), second.results().get(0).quarantinedByReason());
        assertEquals(List.of("%2Ex/0.png", "%2Ex/1.png"), pngs());
    }

    @Test
    void whatWasPublishedBeforeTheRunWasKilledIsNotDrawnAgain() throws IOException {
        OutputOptions output = OutputOptions.of(out().toString(), OutputFormat.PARQUET);
        arrive("a.parquet", "a");
        increment(output, 10);
        Path seen = folder.resolve("seen");
        Files.move(seen.resolve("batches/000000.json"), seen.resolve("plan.json"));
        Increment<RunReport> second = increment(output, 10);
        assertTrue(second.isFirstRecovered());
        assertEquals(1, second.results().get(0).rendered());
        assertEquals(1, rows(out()).size());
        assertTrue(Files.exists(seen.resolve("batches/000000.json")));
    }

    @Test
    void valuesOfNewFilesAreAddedToThoseBefore() throws IOException {
        OutputOptions output = OutputOptions.of(out().toString(), OutputFormat.VALUES);
        arrive("a.parquet", "a");
        increment(output, 10);
        arrive("b.parquet", "b");
        assertEquals(1, increment(output, 10).files());
        assertEquals(2, spark.read().parquet(out().toString()).count());
    }

    @Test
    void anOutputOfOtherRunsIsNotAddedToUnasked() throws IOException {
        arrive("a.parquet", "a");
        OutputOptions output = OutputOptions.of(out().toString(), OutputFormat.PARQUET);
        render(input(), output);
        arrive("b.parquet", "b");
        JobFailedException failed = assertThrows(JobFailedException.class, () -> increment(output, 10));
        assertTrue(failed.getMessage().contains("the checkpoint is new"), failed.getMessage());
        Files.delete(in().resolve("a.parquet"));
        increment(output.withMode(OutputOptions.Mode.APPEND), 10);
        assertEquals(2, rows(out()).size());
    }

    @Test
    void aFailedBatchLeavesThoseBeforeItAndIsTriedAgain() throws IOException {
        OutputOptions output = OutputOptions.of(out().toString(), OutputFormat.PARQUET);
        arrive("a.parquet", "a");
        increment(output, 1);
        Files.writeString(in().resolve("b.parquet"), "still being written");
        assertThrows(JobFailedException.class, () -> increment(output, 1));
        assertEquals(1, rows(out()).size());
        arrive("b.parquet", "b");
        assertEquals(1, increment(output, 1).files());
        assertEquals(2, rows(out()).size());
    }

    @Test
    void stepsOverTheDatasetAreNeverFittedToABatch() throws IOException {
        arrive("a.parquet", "a");
        RenderJob unfitted = new RenderJob(
                input(),
                Pipeline.parse("NormReduction() |> dataset(ExtremaColormap(:batlow)) |> FlipImage()"),
                png(),
                RenderOptions.DEFAULT);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> RenderBatches.of(spark, unfitted, job -> job.run(spark, Progress.NONE)));
        assertTrue(refused.getMessage().contains("--fitted"), refused.getMessage());
    }

    @Test
    void eachFileIsAuditedOnceAndWhatAKilledRunFoundIsTold() throws IOException {
        arrive("a.parquet", "a", "b");
        assertEquals(2, audit("one").results().get(0).manifest().counts().elements());
        arrive("b.parquet", "c");
        Increment<AuditJob.Result> second = audit("two");
        assertEquals(1, second.results().get(0).manifest().counts().elements());
        assertEquals(3, second.results().get(0).verdict().exitCode());
        assertEquals(0, audit("three").results().size());

        Path seen = folder.resolve("seen");
        Files.move(seen.resolve("batches/000001.json"), seen.resolve("plan.json"));
        Increment<AuditJob.Result> fourth = audit("four");
        assertTrue(fourth.isFirstRecovered());
        AuditVerdict verdict = fourth.results().get(0).verdict();
        assertEquals(3, verdict.exitCode(), "nobody has heard of it yet");
        assertTrue(fourth.results().get(0).path().endsWith("/audits/two"));
        assertEquals(3, told.size(), "one, two, and two again");
        assertEquals(fourth.results().get(0), told.get(2));
        assertEquals(List.of("one", "two"), runs());
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("audits"))) {
            return runs.map(run -> run.getFileName().toString()).sorted().toList();
        }
    }

    private Increment<AuditJob.Result> audit(String run) {
        String audits = folder.resolve("audits").toString();
        AuditOptions options = AuditOptions.of(new RunFolder(audits, run, "2026-11-23T02:00:00Z"))
                .expecting(new Expectations(
                        List.of(new Rule("count >= 2", Rule.Level.ERROR, List.of(), Optional.empty())),
                        false,
                        Optional.empty()));
        AuditJob whole =
                new AuditJob(input(), Pipeline.parse(PIPELINE), Partitioning.AUTO, DatasetScope.DEFAULT, options);
        AuditBatches batches =
                new AuditBatches(audits, run, batch -> whole.over(batch).run(spark, Progress.NONE), told::add);
        return new Series<>(input(), options(Integer.MAX_VALUE), batches)
                .run(spark.sparkContext().hadoopConfiguration(), said::add);
    }
}

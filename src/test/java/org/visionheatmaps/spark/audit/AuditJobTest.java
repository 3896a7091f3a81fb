package org.visionheatmaps.spark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.audit.RepeatedIds;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

@Tag("spark")
class AuditJobTest extends AuditTestBase {
    private static final List<Rule> RULES = List.of(
            rule("share(quarantined) <= 0", "method"),
            rule("max_abs <= 3 * median(max_abs)", "method"),
            rule("count(gini > 0.4) <= 2"));

    private static Row row(String id, String method, byte[] image, int[] shape, float... values) {
        return RowFactory.create(id, AttributionFile.boxed(values), AttributionFile.boxed(shape), image, method);
    }

    private static Row row(String id, String method, float... values) {
        return row(id, method, null, new int[] {1, 1, values.length}, values);
    }

    private static byte[] image() throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/reference/expected/00_cat_ig.png"));
    }

    private void write(List<Row> rows) {
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in());
    }

    private void writeMany(int files) {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            float[] values = new float[24];
            for (int v = 0; v < values.length; v++) {
                values[v] = (float) (random.nextGaussian() * Math.exp(2 * random.nextGaussian()));
            }
            values[i == 7 ? 3 : 0] = i == 7 ? Float.NaN : values[0];
            rows.add(row("e" + i, i % 3 == 0 ? "lrp" : i % 3 == 1 ? "ig" : null, null, new int[] {2, 3, 4}, values));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .repartition(files)
                .write()
                .mode("overwrite")
                .parquet(in().toString());
    }

    @Test
    void noPartitioningChangesWhatIsFound() throws IOException {
        writeMany(1);
        Map<String, String> documents = null;
        Map<String, Row> elements = null;
        for (String partitions : List.of("auto", "1", "5", "element")) {
            String run = "run-" + partitions;
            new AuditJob(
                            input(),
                            PIPELINE,
                            Partitioning.parse(partitions),
                            DatasetScope.DEFAULT,
                            options(run, RULES, "method"))
                    .run(spark, Progress.NONE);
            Map<String, String> found = Map.of(
                    "histograms", document(run, ProfileDocument.FILE_NAME),
                    "summary", document(run, AuditSummary.FILE_NAME),
                    "verdict", document(run, AuditVerdict.FILE_NAME));
            assertEquals(documents == null ? found : documents, found, partitions);
            assertEquals(elements == null ? elements(run) : elements, elements(run), partitions);
            documents = found;
            elements = elements(run);
        }
        assertEquals(60, elements.size());
        assertTrue(documents.get("verdict").contains("'e7'"));
    }

    @Test
    void theOrderOfRowsAndFilesChangesNoNumber() throws IOException {
        writeMany(1);
        audit(options("one", RULES, "method"));
        writeMany(7);
        AuditJob.Result result = audit(options("seven", RULES, "method"));
        assertEquals(7, result.manifest().counts().files());
        for (String name : List.of(ProfileDocument.FILE_NAME, AuditSummary.FILE_NAME, AuditVerdict.FILE_NAME)) {
            assertEquals(document("one", name), document("seven", name), name);
        }
    }

    private void writePlaces(int shift, int order, String marked) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int e = i * order % 40;
            Random random = new Random(e);
            float[] values = new float[16 * 16];
            for (int n = 0; n < 30; n++) {
                int x = Math.min(15, Math.max(0, (int) (6 + shift + 2 * random.nextGaussian())));
                int y = Math.min(15, Math.max(0, (int) (8 + 2 * random.nextGaussian())));
                values[16 * y + x] += 1;
            }
            String label = e % 2 == 0 ? "cat" : "dog";
            // A watermark in the corner of one group's pictures.
            values[0] += label.equals(marked) ? 300 : 0;
            rows.add(row("e" + e, label, null, new int[] {1, 16, 16}, values));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .repartition(3)
                .write()
                .mode("overwrite")
                .parquet(in().toString());
    }

    @Test
    void whereMapsLookIsComparedWithTheBaselineByGroup() throws IOException {
        Rule rule = rule("spatial_js <= 3 * spatial_js_floor", "method");
        writePlaces(0, 1, null);
        audit(options("base", List.of(rule), "method"));
        Baseline base = baseline("base");
        assertTrue(document("base", AuditSummary.FILE_NAME).contains("\"spatial_js\" : null"));
        writePlaces(0, 7, null);
        AuditJob.Result shuffled =
                audit(options("shuffled", List.of(rule), "method").against(base));
        assertEquals(List.of(), violations(shuffled));
        assertTrue(document("shuffled", AuditSummary.FILE_NAME).contains("\"spatial_js\" : 0.0"));
        writePlaces(5, 1, null);
        AuditJob.Result moved = audit(options("moved", List.of(rule), "method").against(base));
        assertEquals(2, violations(moved).size(), violations(moved).toString());
        writePlaces(0, 1, "dog");
        AuditJob.Result marked =
                audit(options("marked", List.of(rule), "method").against(base));
        assertEquals(1, violations(marked).size(), violations(marked).toString());
        assertTrue(violations(marked).get(0).contains("dog"), violations(marked).toString());
    }

    @Test
    void mapsOfAnotherSignInTheSamePlacesAreNamed() throws IOException {
        List<Rule> rules =
                List.of(rule("sign_shift <= 1%", "method"), rule("sign_share >= baseline.sign_share", "method"));
        writePlaces(0, 1, null);
        audit(options("base", rules, "method"));
        String elsewhere = folder.resolve("turned").toString();
        spark.read()
                .parquet(in().toString())
                .selectExpr(
                        "id",
                        "IF(method = 'dog', transform(attribution, x -> -x), attribution) AS attribution",
                        "shape",
                        "method")
                .write()
                .parquet(elsewhere);
        AuditJob.Result result = audit(
                InputOptions.of(elsewhere), options("turned", rules, "method").against(baseline("base")));
        List<String> turned = violations(result);
        assertEquals(2, turned.size(), turned.toString());
        assertTrue(turned.stream().allMatch(reason -> reason.contains("dog")), turned.toString());
        assertTrue(document("turned", AuditSummary.FILE_NAME).contains("\"spatial_js\" : 0.0"));
    }

    @Test
    void rulesReadHowFarTheCentreMovedAndHowMuchLiesOutside() throws IOException {
        List<Rule> rules = List.of(rule("center_shift <= 0.1", "method"), rule("outer_share <= 30%", "method"));
        writePlaces(0, 1, null);
        AuditJob.Result alone = audit(options("base", rules, "method"));
        assertEquals(List.of(), violations(alone));
        assertEquals(
                2,
                alone.verdict().rules().stream()
                        .filter(rule -> rule.status().equals("passed"))
                        .count(),
                "those that need no baseline");
        assertTrue(document("base", AuditSummary.FILE_NAME).contains("\"center_shift\" : null"));
        writePlaces(5, 1, null);
        List<String> moved = violations(audit(options("moved", rules, "method").against(baseline("base"))));
        assertEquals(2, moved.size(), moved.toString());
        // By 5 of 16 pixels.
        assertTrue(moved.stream().allMatch(reason -> reason.contains("center_shift is 0.31")), moved.toString());
        writePlaces(0, 1, "dog");
        List<String> marked = violations(audit(options("marked", rules, "method")
                .showing(GalleryOptions.DEFAULT)
                .against(baseline("base"))));
        assertEquals(2, marked.size(), marked.toString());
        assertTrue(marked.stream().allMatch(reason -> reason.contains("dog")), marked.toString());
        assertTrue(marked.toString().contains("outer_share"), marked.toString());
        // For those who want to see it.
        Path copy = Files.createDirectories(Path.of("target/report"));
        Files.writeString(copy.resolve("watermark.html"), document("marked", AuditReport.FILE_NAME));
    }

    @Test
    void whatCannotBeDrawnIsMeasuredAsFarAsItCan() throws IOException {
        write(List.of(
                row("good", "lrp", 1, 2, 3),
                row("nan", "lrp", 1, Float.NaN, 3, Float.NEGATIVE_INFINITY),
                row("all-nan", "lrp", Float.NaN),
                row("short", "lrp", null, new int[] {1, 2, 2}, 1, 2, 3),
                row("batch", "lrp", null, new int[] {2, 1, 1, 2}, 1, 2, 5, 6),
                row("overflow", "lrp", null, new int[] {2, 1, 1}, 3e38f, 3e38f)));
        AuditJob.Result result = audit(options("run", List.of(rule("share(quarantined) <= 0"))));
        Map<String, Row> elements = elements("run");
        assertEquals(7, elements.size());
        assertEquals("ok", elements.get("batch/1").getAs("outcome"));
        assertEquals(5.5, elements.get("batch/1").<Double>getAs("mean"));
        assertEquals("non_finite", elements.get("nan").getAs("outcome"));
        assertEquals(0.5, elements.get("nan").<Double>getAs("finite_share"));
        assertEquals(2, elements.get("nan").<Double>getAs("mean"));
        assertEquals(0, elements.get("all-nan").<Double>getAs("finite_share"));
        assertNull(elements.get("all-nan").getAs("mean"));
        assertNull(elements.get("all-nan").getAs("all_zero"));
        assertEquals("non_finite", elements.get("overflow").getAs("outcome"));
        assertEquals(1, elements.get("overflow").<Double>getAs("finite_share"));
        assertEquals("wrong_length", elements.get("short").getAs("outcome"));
        assertTrue(elements.get("short").<String>getAs("reason").contains("needs 4 values, but 3 came"));
        assertNull(elements.get("short").getAs("width"));
        AuditManifest.Counts counts = result.manifest().counts();
        assertEquals(6, counts.rowsRead());
        assertEquals(7, counts.elements());
        assertEquals(Map.of("non_finite", 3L, "wrong_length", 1L), counts.quarantinedByReason());
        assertEquals(4, result.verdict().rules().get(0).offenders());
    }

    @Test
    void idsThatSeveralElementsHaveAreCountedAndNamed() throws IOException {
        List<Row> rows = new ArrayList<>(List.of(
                row("twice", "lrp", 1, 2, 3),
                row("twice", "lrp", Float.NaN),
                row("batch", "ig", null, new int[] {2, 1, 1, 2}, 1, 2, 5, 6),
                row("batch/1", "ig", 1, 2, 3),
                row("elsewhere", "lrp", 1, 2, 3),
                row("elsewhere", null, 1, 2, 3),
                row("once", "ig", 1, 2, 3)));
        write(rows);
        Rule[] rules = {rule("count(duplicate_id) == 0"), rule("share(duplicate_id) <= 0", "method")};
        AuditJob.Result result = audit(options("run", List.of(rules)));
        assertEquals(
                List.of(
                        "count(duplicate_id) is 6, must be == 0: 'batch/1', 'elsewhere', 'twice'",
                        "{method=ig} share(duplicate_id) is 0.5, must be <= 0: 'batch/1'",
                        "{method=lrp} share(duplicate_id) is 0.666667, must be <= 0: 'twice'"),
                violations(result),
                "one of each method is no duplicate within it");
        RepeatedIds expected = new RepeatedIds(3, 6, List.of("batch/1", "elsewhere", "twice"));
        assertEquals(expected, result.manifest().duplicateIds());
        assertEquals(
                expected,
                AuditManifest.fromJson(document("run", AuditManifest.FILE_NAME)).duplicateIds());
        assertTrue(document("run", AuditReport.FILE_NAME).contains("3 ids of 6 elements: batch/1, elsewhere, twice"));

        Files.createFile(in().resolve("a.parquet"));
        Files.createFile(in().resolve("b.parquet"));
        AuditJob.Result files = audit(options("files", List.of(rules[0])).startedAt("2026-11-24T02:00:00Z"));
        assertEquals(2, files.manifest().counts().unreadableFiles());
        assertEquals(expected, files.manifest().duplicateIds());
    }

    @Test
    void manyDuplicatesAreCountedByTasksAndFewNamed() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(row("e" + i % 150, "lrp", 1, 2));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT).repartition(3).write().parquet(in().toString());
        AuditJob.Result result = audit(options("run", List.of(rule("count(duplicate_id) == 0"))));
        AuditVerdict.RuleResult found = result.verdict().rules().get(0);
        assertEquals("count(duplicate_id) is 300, must be == 0: 'e0', 'e1', 'e10', 'e100', 'e101', …", found.reason());
        assertEquals(150, found.offenders());
        assertEquals(20, found.ids().size());
        assertEquals(300, result.manifest().duplicateIds().elements());
    }

    @Test
    void imagesAreLookedAtByTheirHeader() throws IOException {
        byte[] image = image();
        byte[] cut = Arrays.copyOf(image, image.length - 20);
        write(List.of(
                row("with", "lrp", image, new int[] {1, 1, 2}, 1, 2),
                row("without", "lrp", null, new int[] {1, 1, 2}, 1, 2),
                row("cut", "lrp", cut, new int[] {1, 1, 2}, 1, 2)));
        audit(options("run", List.of()));
        Map<String, Row> elements = elements("run");
        assertEquals(true, elements.get("with").getAs("image_mismatch"));
        assertTrue(elements.get("with").<Integer>getAs("image_width") > 2);
        assertEquals(true, elements.get("without").getAs("image_missing"));
        assertEquals(true, elements.get("cut").getAs("image_unreadable"));
        assertEquals("ok", elements.get("cut").getAs("outcome"), "nothing is laid over it");

        Pipeline overlay =
                Pipeline.parse("SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> AlphaOverlay(0.6)");
        new AuditJob(input(), overlay, Partitioning.AUTO, DatasetScope.DEFAULT, options("overlay", List.of()))
                .run(spark, Progress.NONE);
        Map<String, Row> overlays = elements("overlay");
        assertEquals("image_size", overlays.get("with").getAs("outcome"));
        assertEquals("bad_image", overlays.get("cut").getAs("outcome"));
        assertEquals("ok", overlays.get("without").getAs("outcome"));
    }

    @Test
    void theClippedShareIsThatOfThePipelinesClip() throws IOException {
        write(List.of(row("a", "lrp", 1, 2, 3, 4), row("b", "ig", 10, 20, 30, 40)));
        Map<String, Double> expected = Map.of(
                "SumReduction() |> Clip(2, 3) |> ExtremaColormap()", 0.5,
                "SumReduction() |> FlipImage() |> PercentileClip(0.25, 0.75) |> ExtremaColormap()", 0.5,
                "SumReduction() |> dataset(PercentileClip(0, 0.5), by=:method) |> ExtremaColormap()", 0.5,
                "SumReduction() |> dataset(PercentileClip(0, 0.5)) |> ExtremaColormap()", 0.0);
        int run = 0;
        for (Map.Entry<String, Double> each : expected.entrySet()) {
            AuditJob.Result result = new AuditJob(
                            input(),
                            Pipeline.parse(each.getKey()),
                            Partitioning.AUTO,
                            DatasetScope.DEFAULT,
                            options("clip-" + ++run, List.of()))
                    .run(spark, Progress.NONE);
            assertEquals(
                    each.getValue(), elements("clip-" + run).get("a").<Double>getAs("clipped_share"), each.getKey());
            assertEquals(
                    each.getKey().contains("dataset"),
                    !result.manifest().fitted().isEmpty());
        }
    }

    @Test
    void aFileThatIsDamagedInTheMiddleIsFound() throws IOException {
        writeMany(3);
        List<Path> parts;
        try (var files = Files.list(in())) {
            parts = files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        byte[] bytes = Files.readAllBytes(parts.get(1));
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x7F);
        Files.write(parts.get(1), bytes);
        Files.delete(parts.get(1).resolveSibling("." + parts.get(1).getFileName() + ".crc"));
        Files.createFile(in().resolve("empty.parquet"));

        AuditJob.Result result = audit(options("run", List.of(rule("unreadable_files == 0"))));
        AuditManifest.Counts counts = result.manifest().counts();
        assertEquals(4, counts.files());
        assertEquals(2, counts.unreadableFiles());
        assertEquals(60, counts.rowsExpected());
        assertEquals(20, counts.rowsLost());
        assertEquals(40, counts.elements());
        assertEquals(42, elements("run").size());
        AuditVerdict.RuleResult verdict = result.verdict().rules().get(0);
        assertEquals(2, verdict.offenders());
        assertTrue(verdict.ids().stream().anyMatch(id -> id.endsWith("empty.parquet")));
        String reason = elements("run").entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith(parts.get(1).getFileName().toString()))
                .map(entry -> entry.getValue().<String>getAs("reason"))
                .findFirst()
                .orElseThrow();
        assertEquals("only 0 of its 20 rows can be read: its data is damaged", reason);
    }

    @Test
    void arrowFilesThatCannotBeOpenedAreFindingsWhereTheyAreLeftOut() throws IOException {
        Files.createDirectories(in());
        Files.copy(ArrowFixture.file("tensors.arrow"), in().resolve("a.arrow"));
        Files.write(in().resolve("b.arrow"), "ARROW1 and no more".getBytes(StandardCharsets.US_ASCII));
        InputOptions arrow = input().withSource(InputSource.DEFAULT.withBadFiles(InputSource.BadFiles.QUARANTINE))
                .withColumns(new InputOptions.Columns("variable", "id", "shape", "dtype", "no image"));
        AuditJob.Result result = audit(arrow, options("run", List.of(rule("unreadable_files == 0"))));
        assertEquals(2, result.manifest().counts().files());
        assertEquals(1, result.manifest().counts().unreadableFiles());
        assertTrue(result.verdict().rules().get(0).ids().get(0).endsWith("b.arrow"));
    }

    @Test
    void nothingButUnreadableFilesIsAFindingToo() throws IOException {
        Files.createDirectories(in());
        Files.writeString(in().resolve("a.parquet"), "PAR1 and no more");
        AuditJob.Result result = audit(options("run", List.of(rule("count >= 1"), rule("unreadable_files == 0"))));
        assertEquals(3, result.verdict().exitCode());
        assertEquals(2, result.verdict().errors());
        assertEquals(1, elements("run").size());
    }

    @Test
    void aRunIsNotOverwrittenAndBadOptionsLeaveNothing() throws IOException {
        write(List.of(row("a", "lrp", 1, 2)));
        audit(options("run", List.of()));
        assertTrue(assertThrows(JobFailedException.class, () -> audit(options("run", List.of())))
                .getMessage()
                .endsWith("already: choose another --run"));
        assertEquals(
                "The input has no column 'metod' to group by, which --by or a rule names: did you mean 'method'?",
                assertThrows(IllegalArgumentException.class, () -> audit(options("other", List.of(), "metod")))
                        .getMessage());
        assertFalse(Files.exists(audits().resolve("other")));
        assertThrows(IllegalArgumentException.class, () -> options("../up", List.of()));
        try (var files = Files.list(audits())) {
            assertEquals(1, files.count(), "nothing staged is left");
        }
    }

    @Test
    void rowsArePickedAndColumnsCarried() throws IOException {
        write(List.of(row("a", "lrp", 1, 2), row("b", "ig", 1, 2)));
        AuditJob.Result result = audit(input().withWhere("method = 'ig'"), options("run", List.of(), "method"));
        assertEquals("ig", elements("run").get("b").getAs("method"));
        assertEquals(1, result.manifest().counts().elements());
        assertNull(result.manifest().counts().rowsExpected());
        assertEquals(List.of("method"), result.manifest().carried());
    }

    @Test
    void theLatestCleanRunIsTheBaseline() throws IOException {
        write(List.of(row("a", "lrp", 1, 2)));
        AuditRuns runs = new AuditRuns(audits().toString(), spark.sparkContext().hadoopConfiguration());
        assertEquals(Optional.empty(), runs.baseline(AuditRuns.LATEST_CLEAN));
        audit(options("b-clean", List.of(rule("count >= 1"))));
        audit(options("a-later", List.of(rule("count >= 1"))).startedAt("2026-11-24T02:00:00Z"));
        audit(options("c-violated", List.of(rule("count >= 9"))).startedAt("2026-11-25T02:00:00Z"));
        assertEquals(
                "a-later", runs.baseline(AuditRuns.LATEST_CLEAN).orElseThrow().name());
        assertEquals(
                List.of("b-clean", "a-later", "c-violated"),
                runs.all().runs().stream().map(run -> run.manifest().run()).toList());
        Path reference = Files.copy(
                audits().resolve("b-clean").resolve(ProfileDocument.FILE_NAME), folder.resolve("reference.json"));
        for (String given : List.of("b-clean", audits().resolve("b-clean").toString(), reference.toString())) {
            assertEquals(
                    baseline("b-clean").document(),
                    runs.baseline(given).orElseThrow().document());
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> runs.baseline("none"))
                .getMessage()
                .startsWith("There is no baseline 'none': give latest-clean"));
        AuditOptions other = options("norm", List.of()).against(baseline("b-clean"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new AuditJob(
                                input(),
                                Pipeline.parse("NormReduction() |> ExtremaColormap()"),
                                Partitioning.AUTO,
                                DatasetScope.DEFAULT,
                                other))
                .getMessage()
                .startsWith("The baseline b-clean measured maps of SumReduction()"));
    }

    @Test
    void runsThatCannotBeReadAreLeftOutAndNamed() throws IOException {
        write(List.of(row("a", "lrp", 1, 2)));
        AuditRuns runs = new AuditRuns(audits().toString(), spark.sparkContext().hadoopConfiguration());
        String time = "2026-11-2%dT02:00:00Z";
        for (int day = 1; day <= 5; day++) {
            audit(options("night-" + day, List.of(rule("count >= 1"))).startedAt(time.formatted(day)));
        }
        Files.delete(audits().resolve("night-2").resolve(AuditSummary.FILE_NAME));
        Files.delete(audits().resolve("night-3").resolve(AuditManifest.FILE_NAME));
        Path damaged = audits().resolve("night-4").resolve(AuditManifest.FILE_NAME);
        Files.writeString(damaged, Files.readString(damaged).substring(0, 100));
        Files.writeString(audits().resolve("night-5").resolve(AuditVerdict.FILE_NAME), "{}");
        for (String name : List.of("night-3", "night-4", "night-5")) {
            Files.deleteIfExists(audits().resolve(name).resolve(".manifest.json.crc"));
            Files.deleteIfExists(audits().resolve(name).resolve(".verdict.json.crc"));
        }
        Files.createDirectories(audits().resolve("notes"));

        assertEquals(
                "night-2", runs.baseline(AuditRuns.LATEST_CLEAN).orElseThrow().name());
        AuditJob.Result result = audit(options("night-6", List.of()).startedAt(time.formatted(6)));
        List<String> told = result.leftOut().stream()
                .map(left -> left.path().replaceFirst(".*/", "") + " " + left.reason())
                .toList();
        assertEquals(3, told.size(), told.toString());
        assertEquals("night-3 it has no manifest.json", told.get(0));
        assertTrue(
                told.get(1).startsWith("night-4 manifest.json: Not the manifest of an audit: Unexpected end"),
                told.get(1));
        assertEquals(
                "night-5 verdict.json: Not the verdict of an audit: 'status' is missing or null (line 1, column 2)",
                told.get(2));
        Document page = Jsoup.parse(document("night-6", AuditReport.FILE_NAME));
        assertEquals(3, page.select("#trend tbody tr").size(), "1, 2 and 6");
    }
}

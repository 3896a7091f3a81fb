package org.visionheatmaps.spark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.run.Progress;

/** Two inputs, pair by pair. */
@Tag("spark")
class CompareJobTest extends AuditTestBase {
    private Path other() {
        return folder.resolve("other");
    }

    private static Row row(String id, String method, int[] shape, float... values) {
        return RowFactory.create(id, AttributionFile.boxed(values), AttributionFile.boxed(shape), null, method);
    }

    private static Row random(String id, String method, long seed, int... shape) {
        Random random = new Random(seed);
        int length = 1;
        for (int size : shape) {
            length *= size;
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return row(id, method, shape, values);
    }

    private void write(List<Row> rows, Path path, int files) {
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .repartition(files)
                .write()
                .mode("overwrite")
                .parquet(path.toString());
    }

    private AuditJob.Result compare(String run, List<Rule> rules, List<String> on, String... by) {
        return compare(input(), InputOptions.of(other().toString()), run, rules, on, by);
    }

    private AuditJob.Result compare(
            InputOptions first, InputOptions second, String run, List<Rule> rules, List<String> on, String... by) {
        return new CompareJob(
                        first,
                        second,
                        on,
                        true,
                        PIPELINE,
                        options(run, rules, by).showing(GalleryOptions.DEFAULT))
                .run(spark, Progress.NONE);
    }

    private Map<String, Row> pairs(String run) {
        Map<String, Row> pairs = new TreeMap<>();
        spark.read()
                .parquet(audits().resolve(run).resolve("pairs").toString())
                .collectAsList()
                .forEach(row -> pairs.put(row.getAs("id"), row));
        return pairs;
    }

    private static Double number(Row row, Metric metric) {
        return row.getAs(metric.toString());
    }

    @Test
    void pairsAreFoundWhateverTheOrderAndTheRestIsCounted() throws IOException {
        List<Row> first = new ArrayList<>();
        List<Row> second = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            first.add(random("e" + i, "m" + i % 2, i, 3, 8, 9));
            second.add(random("e" + (11 - i), "x", i < 6 ? 11 - i : 100 + i, 3, 8, 9));
        }
        first.add(random("only-first", "m0", 50, 3, 8, 9));
        second.add(random("only-second", "m0", 51, 3, 8, 9));
        second.add(random("only-second-too", "m0", 52, 3, 8, 9));
        first.add(random("twice", "m0", 53, 3, 8, 9));
        first.add(random("twice", "m0", 54, 3, 8, 9));
        second.add(random("twice", "m0", 53, 3, 8, 9));
        first.add(random(null, "m0", 55, 3, 8, 9));
        first.add(row("bad", "m0", new int[] {1, 1, 3}, 1, Float.NaN, 2));
        second.add(row("bad", "m0", new int[] {1, 1, 3}, 1, 2, 3));
        Map<String, Row> wanted = null;
        String documents = null;
        for (int files : new int[] {1, 5}) {
            write(first, in(), files);
            write(second, other(), 6 / files);
            String run = "run-" + files;
            AuditJob.Result result = compare(run, List.of(), List.of(), "method");
            assertEquals(12, result.manifest().counts().ok());
            assertEquals(
                    Map.of("unpaired", 5L, "duplicate_id", 2L, "non_finite", 1L),
                    result.manifest().counts().quarantinedByReason());
            Map<String, Row> pairs = pairs(run);
            assertEquals(13, pairs.size());
            for (int i = 0; i < 12; i++) {
                Row pair = pairs.get("e" + i);
                assertEquals("m" + i % 2, pair.getAs("method"));
                for (Metric metric : Metric.all(true)) {
                    assertEquals(i >= 6, number(pair, metric) == 1, metric + " of e" + i);
                }
            }
            assertEquals("non_finite", pairs.get("bad").getAs("outcome"));
            String text = document(run, AuditSummary.FILE_NAME) + document(run, ProfileDocument.FILE_NAME);
            assertTrue(text.contains("\"spearman\""), text);
            assertEquals(documents == null ? text : documents, text);
            documents = text;
            Map<String, Row> plain = withoutPlaces(pairs);
            assertEquals(wanted == null ? plain : wanted, plain);
            wanted = plain;
        }
    }

    private static Map<String, Row> withoutPlaces(Map<String, Row> pairs) {
        Map<String, Row> plain = new TreeMap<>();
        pairs.forEach((id, row) -> plain.put(
                id,
                RowFactory.create(Metric.all(true).stream()
                        .map(metric -> number(row, metric))
                        .toArray())));
        return plain;
    }

    @Test
    void swappedInputsCompareAlikeAndElementsOfBatchesByTheirPlace() {
        List<Row> first = List.of(random("a", "m", 1, 2, 1, 8, 8), random("b", "m", 2, 1, 8, 8));
        List<Row> second = List.of(random("a", "m", 3, 3, 1, 8, 8), random("b", "m", 4, 1, 16, 20));
        write(first, in(), 1);
        write(second, other(), 1);
        AuditJob.Result result = compare("there", List.of(), List.of());
        compare(InputOptions.of(other().toString()), input(), "back", List.of(), List.of());
        Map<String, Row> there = pairs("there");
        Map<String, Row> back = pairs("back");
        assertEquals(List.of("a/0", "a/1", "b"), List.copyOf(there.keySet()));
        assertEquals(Map.of("unpaired", 1L), result.manifest().counts().quarantinedByReason());
        there.forEach((id, row) -> {
            for (Metric metric : Metric.all(true)) {
                assertEquals(number(row, metric), number(back.get(id), metric), 1e-12, id + " " + metric);
            }
        });
    }

    @Test
    void columnsTellPairsOfOneInputAndRulesJudgeThem() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(random("ig-" + i, "ig", i, 1, 8, 8));
            rows.add(random("lrp-" + i, "lrp", i == 0 ? 77 : i, 1, 8, 8));
        }
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .selectExpr("*", "split(id, '-')[1] AS picture")
                .write()
                .parquet(in().toString());
        AuditJob.Result result = compare(
                input().withWhere("method = 'ig'"),
                input().withWhere("method = 'lrp'"),
                "run",
                List.of(rule("spearman >= 0.9"), rule("share(cosine < 0.5) <= 1%"), rule("mean(ssim) > 0.7")),
                List.of("picture"));
        assertEquals(6, result.manifest().counts().ok());
        List<String> violations = violations(result);
        assertEquals(2, violations.size(), violations.toString());
        assertTrue(violations.get(0).contains("'ig-0'"), violations.toString());
    }

    @Test
    void sizesAreRefusedWhereTheyMustBeTheSameAndMissingColumnsAreNamed() {
        write(List.of(random("a", "m", 1, 1, 8, 8)), in(), 1);
        write(List.of(random("a", "m", 1, 1, 9, 8)), other(), 1);
        new CompareJob(
                        input(),
                        InputOptions.of(other().toString()),
                        List.of(),
                        false,
                        PIPELINE,
                        options("run", List.of()))
                .run(spark, Progress.NONE);
        assertEquals("dimensions", pairs("run").get("a").getAs("outcome"));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> compare("none", List.of(), List.of("methods")))
                .getMessage();
        assertTrue(message.contains("column 'methods'") && message.contains("did you mean 'method'"), message);
    }

    private Document page(String run) throws IOException {
        return Jsoup.parse(document(run, AuditReport.FILE_NAME));
    }

    @Test
    void theReportShowsThePairsThatHaveChangedMostWhateverThePartitions() throws IOException {
        List<Row> first = new ArrayList<>();
        List<Row> second = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Random random = new Random(i);
            float[] one = new float[72];
            float[] other = new float[72];
            for (int v = 0; v < one.length; v++) {
                one[v] = (float) random.nextGaussian();
                other[v] = one[v] + (float) random.nextGaussian() * i / 4;
            }
            first.add(row("e" + i, "m", new int[] {1, 8, 9}, one));
            second.add(row("e" + i, "m", new int[] {1, 8, 9}, other));
        }
        first.add(row("bad", "m", new int[] {1, 1, 3}, 1, Float.NaN, 2));
        second.add(row("bad", "m", new int[] {1, 1, 3}, 1, 2, 3));
        first.add(random("batch", "m", 5, 2, 1, 8, 8));
        second.add(random("batch", "m", 6, 2, 1, 8, 8));
        write(first, in(), 3);
        write(second, other(), 2);
        String wanted = null;
        for (int partitions : new int[] {1, 7}) {
            spark.conf().set("spark.sql.shuffle.partitions", partitions);
            spark.conf().set("spark.sql.files.maxPartitionBytes", partitions == 1 ? "128MB" : "1KB");
            String run = "run-" + partitions;
            new CompareJob(
                            input(),
                            InputOptions.of(other().toString()),
                            List.of(),
                            true,
                            PIPELINE,
                            options(run, List.of()).showing(new GalleryOptions(8, 1)))
                    .run(spark, Progress.NONE);
            spark.conf().unset("spark.sql.shuffle.partitions");
            spark.conf().unset("spark.sql.files.maxPartitionBytes");
            Map<String, Row> pairs = pairs(run);
            List<Element> cards = page(run).select(".card");
            assertEquals(8, cards.size());
            List<String> ids = cards.stream().map(card -> card.attr("data-id")).toList();
            assertEquals("bad", ids.get(7));
            assertEquals(
                    pairs.values().stream()
                            .filter(pair -> number(pair, Metric.SPEARMAN) != null)
                            .sorted(Comparator.comparingDouble(pair -> number(pair, Metric.SPEARMAN)))
                            .limit(7)
                            .map(pair -> pair.<String>getAs("id"))
                            .toList(),
                    ids.subList(0, 7));
            assertTrue(ids.contains("batch/0") && ids.contains("batch/1"), ids.toString());
            for (Element card : cards.subList(0, 7)) {
                assertEquals(
                        List.of("A", "B", "A − B"),
                        card.select(".pictures figcaption").eachText());
                assertEquals(3, card.select(".ends span").size());
                assertTrue(card.text().contains("spearman"), card.text());
            }
            String shown = page(run).select(".cards").html();
            assertEquals(wanted == null ? shown : wanted, shown);
            wanted = shown;
        }
    }

    @Test
    void cardsOfTwoMethodsHaveTheirPhotograph() throws IOException {
        InputOptions sample = InputOptions.of("src/sample/attributions.parquet");
        compare(
                sample.withWhere("method = 'smoothgrad'"),
                sample.withWhere("method = 'grad_cam'"),
                "run",
                List.of(),
                List.of("photograph"));
        Document page = page("run");
        assertEquals(8, page.select(".card").size());
        page.select(".card")
                .forEach(card -> assertEquals(
                        List.of("photograph", "A", "B", "A − B"),
                        card.select(".pictures figcaption").eachText()));
        assertTrue(page.selectFirst("#counts").text().contains("where method = 'grad_cam'"));
        // For those who want to see it.
        Path copy = Files.createDirectories(Path.of("target/report"));
        Files.writeString(copy.resolve("comparison.html"), document("run", AuditReport.FILE_NAME));
    }
}

package org.visionheatmaps.spark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.cli.DefaultRules;
import org.visionheatmaps.spark.input.source.InputOptions;

/** The sample, clean and with faults, under the rules that hold where nobody chose otherwise. */
@Tag("spark")
class PlantedFaultsTest extends AuditTestBase {
    private static final String SAMPLE = "src/sample/attributions.parquet";

    private Dataset<Row> sample() {
        return spark.read().parquet(SAMPLE);
    }

    private static Column scaled(double factor) {
        return functions.expr("transform(attribution, x -> cast(x * " + factor + " as float))");
    }

    private static Column of(String id) {
        return functions.col("id").equalTo(id);
    }

    /** Writes rows as files of their own, and tells the last one. */
    private Path write(Dataset<Row> rows, String name) throws IOException {
        Path written = folder.resolve("written-" + name);
        rows.coalesce(1).write().parquet(written.toString());
        Files.createDirectories(in());
        try (var files = Files.list(written)) {
            Path part = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            return Files.move(part, in().resolve(name + ".parquet"));
        }
    }

    @Test
    void theCleanSamplePassesAndOneOfAnotherScaleIsPointedOut() throws IOException {
        AuditJob.Result result = audit(InputOptions.of(SAMPLE), options("clean", DefaultRules.get(), "method"));
        assertEquals(0, result.verdict().exitCode());
        assertEquals(AuditVerdict.CLEAN, result.verdict().status());
        // The sample's page tells that this one is of another kind.
        assertEquals(1, violations(result).size());
        assertTrue(violations(result).get(0).startsWith("{method=occlusion} 1 of 8 elements: max_abs is 34.8143"));
        assertEquals(32, result.manifest().counts().ok());
        assertEquals(result.verdict(), AuditVerdict.fromJson(document("clean", AuditVerdict.FILE_NAME)));
        assertEquals(result.manifest(), AuditManifest.fromJson(document("clean", AuditManifest.FILE_NAME)));
        AuditJob.Result again = audit(
                InputOptions.of(SAMPLE),
                options("again", DefaultRules.get(), "method").against(baseline("clean")));
        assertEquals(violations(result), violations(again), "nothing has drifted");
        assertEquals(0, again.verdict().exitCode());
        assertTrue(again.verdict().rules().stream()
                .noneMatch(rule -> rule.status().equals(AuditVerdict.Outcome.SKIPPED.toString())));
    }

    @Test
    void everyPlantedFaultIsFoundAndNamed() throws IOException {
        Column planted = functions
                .when(
                        of("cat.smoothgrad"),
                        functions.expr("transform(attribution, (x, i) -> if(i = 1000, float('NaN'), x))"))
                .when(of("dog.integrated_gradients"), scaled(0))
                .when(of("panda.integrated_gradients"), scaled(10))
                .otherwise(functions.col("attribution"));
        Dataset<Row> rows = sample().withColumn("attribution", planted)
                .withColumn("image", functions.when(of("cow.grad_cam"), null).otherwise(functions.col("image")));
        write(rows, "a");
        Path truncated = write(sample().where("photograph = 'sheep'"), "truncated");
        byte[] bytes = Files.readAllBytes(truncated);
        Files.write(truncated, Arrays.copyOf(bytes, bytes.length / 2));

        AuditJob.Result result = audit(options("faults", DefaultRules.get(), "method"));
        assertEquals(3, result.verdict().exitCode());
        List<String> found = violations(result);
        assertTrue(found.get(0).startsWith("unreadable_files is 1, must be == 0: 'file:"), found.toString());
        assertTrue(found.get(0).contains("truncated.parquet'"), found.toString());
        assertEquals(
                List.of(
                        "1 of 32 elements: finite_share is 0.999993, must be >= 1: 'cat.smoothgrad'",
                        "share(quarantined) is 0.03125, must be <= 0: 'cat.smoothgrad'",
                        "count(image_missing) is 1, must be == 0: 'cow.grad_cam'",
                        "share(all_zero) is 0.03125, must be <= 0: 'dog.integrated_gradients'",
                        "share(constant) is 0.03125, must be <= 0.01: 'dog.integrated_gradients'"),
                found.subList(1, 6));
        assertTrue(
                found.get(6).startsWith("{method=integrated_gradients} 1 of 8 elements: max_abs is 24.4727"),
                found.toString());
        assertTrue(found.get(6).endsWith(": 'panda.integrated_gradients'"), found.toString());

        Map<String, Row> elements = elements("faults");
        assertEquals(33, elements.size());
        Row file = elements.values().stream()
                .filter(row -> row.getAs("outcome").equals("unreadable_file"))
                .findFirst()
                .orElseThrow();
        assertTrue(file.<String>getAs("reason").contains("truncated.parquet"));
        assertEquals("non_finite", elements.get("cat.smoothgrad").getAs("outcome"));
        assertEquals(0.1, elements.get("cat.smoothgrad").<Double>getAs("std"), 0.05, "of what is finite");
        assertEquals(true, elements.get("cow.grad_cam").getAs("image_missing"));
        AuditManifest.Counts counts = result.manifest().counts();
        assertEquals(2, counts.files());
        assertEquals(1, counts.unreadableFiles());
        assertEquals(Map.of("non_finite", 1L), counts.quarantinedByReason());
    }

    @Test
    void driftedDataFailsAgainstTheCleanOne() throws IOException {
        audit(InputOptions.of(SAMPLE), options("clean", DefaultRules.get(), "method"));
        write(
                sample().withColumn(
                                "attribution",
                                functions
                                        .when(functions.col("method").equalTo("smoothgrad"), scaled(0.2))
                                        .otherwise(functions.col("attribution")))
                        .where("id not in ('cat.occlusion', 'dog.occlusion')"),
                "drifted");
        AuditJob.Result result =
                audit(options("drifted", DefaultRules.get(), "method").against(baseline("clean")));
        assertEquals(3, result.verdict().exitCode());
        List<String> found = violations(result);
        assertTrue(
                found.contains("{method=occlusion} count is 6, must be >= 7.2 = 0.9 * baseline.count"),
                found.toString());
        assertTrue(
                found.stream().anyMatch(reason -> reason.startsWith("{method=smoothgrad} psi(value) is ")),
                found.toString());
        assertTrue(found.stream().noneMatch(reason -> reason.startsWith("{method=grad_cam} psi")), found.toString());
    }
}

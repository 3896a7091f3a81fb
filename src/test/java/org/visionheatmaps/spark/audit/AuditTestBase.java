package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.Progress;

/** What tests of audits share: a session, a folder, and a job with defaults to be changed. */
abstract class AuditTestBase {
    protected static final Pipeline PIPELINE =
            Pipeline.parse("SumReduction() |> CenteredColormap(:berlin) |> FlipImage()");

    protected final SparkSession spark = SparkTestSession.get();

    @TempDir
    protected Path folder;

    protected Path in() {
        return folder.resolve("in");
    }

    protected Path audits() {
        return folder.resolve("audits");
    }

    protected InputOptions input() {
        return InputOptions.of(in().toString());
    }

    /** Options without a gallery, whose pictures take a third of the time of a small audit. */
    protected AuditOptions options(String run, List<Rule> rules, String... by) {
        return AuditOptions.of(new RunFolder(audits().toString(), run, "2026-11-23T02:00:00Z"))
                .withGroups(List.of(by))
                .showing(GalleryOptions.NONE)
                .expecting(new Expectations(rules, false, Optional.empty()));
    }

    protected AuditJob.Result audit(AuditOptions options) {
        return audit(input(), options);
    }

    protected AuditJob.Result audit(InputOptions input, AuditOptions options) {
        return new AuditJob(input, PIPELINE, Partitioning.AUTO, DatasetScope.DEFAULT, options)
                .run(spark, Progress.NONE);
    }

    protected String document(String run, String name) throws IOException {
        return Files.readString(audits().resolve(run).resolve(name));
    }

    protected Baseline baseline(String run) throws IOException {
        return new Baseline(run, ProfileDocument.fromJson(document(run, ProfileDocument.FILE_NAME)));
    }

    /** The rows of the table of elements by id. */
    protected Map<String, Row> elements(String run) {
        Map<String, Row> elements = new TreeMap<>();
        spark.read()
                .parquet(audits().resolve(run).resolve("elements").toString())
                .collectAsList()
                .forEach(row -> elements.put(row.getAs("id"), row));
        return elements;
    }

    /** The reasons of rules that do not hold. */
    protected static List<String> violations(AuditJob.Result result) {
        return result.verdict().rules().stream()
                .filter(AuditVerdict.RuleResult::isViolated)
                .map(rule -> (rule.group().isEmpty() ? "" : rule.group() + " ") + rule.reason())
                .toList();
    }

    protected static Rule rule(String check, String... by) {
        return new Rule(check, Rule.Level.ERROR, List.of(by), Optional.empty());
    }
}

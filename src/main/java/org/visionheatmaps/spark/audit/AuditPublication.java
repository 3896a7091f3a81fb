package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.audit.RepeatedIds;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.audit.RuleBook;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.Trend;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.spark.measure.AuditedElements;
import org.visionheatmaps.spark.measure.DuplicateIdCount;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.ReadCheck;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.Versions;

/**
 * Publishes what was measured: the table of elements, profiles, the verdict of rules, and the report, whole or not at all.
 *
 * @param job the audit
 * @param run the job's
 * @param staged where the table waits
 * @param measured what was measured
 * @param files of the input, with what can be read of each
 * @param knowsRows whether the files say how many rows they have
 * @param compared the two inputs of a comparison
 */
record AuditPublication(
        AuditJob job,
        JobRun run,
        StagedOutput staged,
        Measuring.Measured measured,
        AuditFiles files,
        boolean knowsRows,
        Optional<AuditReport.Compared> compared) {
    AuditJob.Result publish() throws IOException {
        return publish(
                measured.source() == null ? tally -> {} : measured.source().check());
    }

    /**
     * Publishes all.
     *
     * @param check of the input, which must not have changed meanwhile
     */
    AuditJob.Result publish(ReadCheck check) throws IOException {
        AuditOptions options = job.options();
        AuditedElements elements =
                new AuditedElements(run.spark(), AuditedElements.folder(staged, measured.table()), measured.table());
        elements.add(files.unreadable());
        List<Rule> rules = RuleBook.resolved(options.expected().rules(), options.by());
        List<String> unreadable =
                files.unreadable().stream().map(AuditManifest.InputFile::path).toList();
        Map<List<String>, SortedMap<Group, RepeatedIds>> repeated = repeatedIds(elements, rules);
        RuleBook book = new RuleBook(
                rules, measured.part().profiles(), options.expected().baseline().orElse(null), unreadable, repeated);
        AuditVerdict verdict = book.verdict(
                elements.scan(book.scan(), job.columns()), options.expected().isStrict());
        String map = MapSteps.of(job.pipeline()).toString();
        AuditManifest manifest =
                manifest(map, repeated.get(List.<String>of()).getOrDefault(Group.ALL, RepeatedIds.NONE));
        staged.write(AuditManifest.FILE_NAME, manifest.toJson());
        staged.write(
                ProfileDocument.FILE_NAME,
                ProfileDocument.of(map, measured.part().profiles()).toJson());
        AuditSummary summary = AuditSummary.of(
                map, measured.part().profiles(), options.expected().baseline().orElse(null));
        staged.write(AuditSummary.FILE_NAME, summary.toJson());
        staged.write(AuditVerdict.FILE_NAME, verdict.toJson());
        AuditRuns runs = new AuditRuns(options.place().folder(), run.configuration());
        AuditRuns.Kept kept = runs.all();
        staged.write(
                AuditReport.FILE_NAME,
                new AuditReporting(options, elements.all(), measured.table(), compared)
                        .html(
                                manifest,
                                summary,
                                verdict,
                                measured.part().profiles(),
                                runs.latest(kept, Trend.MAX_RUNS - 1),
                                measured.painter()));
        check.requireUnchanged();
        staged.publishNew(AuditManifest.FILE_NAME, AuditVerdict.FILE_NAME);
        return new AuditJob.Result(staged.target().toString(), manifest, verdict, kept.leftOut());
    }

    /** What is repeated in the dataset, and within the groups of each rule that asks. */
    private Map<List<String>, SortedMap<Group, RepeatedIds>> repeatedIds(AuditedElements elements, List<Rule> rules) {
        Map<List<String>, SortedMap<Group, RepeatedIds>> repeated = new HashMap<>();
        repeated.put(List.of(), new TreeMap<>());
        if (measured.source() != null) {
            DuplicateIdCount ids = new DuplicateIdCount(elements.measured(), measured.table());
            repeated.put(List.of(), ids.by(List.of()));
            RuleBook.idColumns(rules).forEach(by -> repeated.computeIfAbsent(by, ids::by));
        }
        return repeated;
    }

    private AuditManifest manifest(String map, RepeatedIds repeated) {
        AuditOptions options = job.options();
        Tally tally = measured.tally();
        SortedMap<String, Long> byReason = new TreeMap<>(tally.byReason());
        long expected = files.files().stream()
                .filter(file -> file.rows() != null)
                .mapToLong(AuditManifest.InputFile::rows)
                .sum();
        AuditManifest.Counts counts = new AuditManifest.Counts(
                files.files().size(),
                files.readable().size(),
                files.unreadable().size(),
                knowsRows ? Long.valueOf(expected) : null,
                tally.rows(),
                knowsRows ? Long.valueOf(expected - tally.rows()) : null,
                tally.renderedCount() + tally.quarantinedCount(),
                tally.renderedCount(),
                tally.quarantinedCount(),
                byReason);
        return new AuditManifest(
                AuditManifest.FORMAT,
                options.place().run(),
                options.place().started(),
                job.input().paths(),
                job.input().where().orElse(null),
                job.pipeline().toString(),
                map,
                job.pipeline().needsFit() ? FitDocument.of(measured.fit()).groups() : List.of(),
                job.columns(),
                measured.table().carriedNames(),
                options.expected().baseline().map(baseline -> baseline.name()).orElse(null),
                options.expected().rules().stream()
                        .map(AuditManifest.RuleText::of)
                        .toList(),
                counts,
                repeated,
                measured.masks(),
                files.files(),
                Versions.of(run.spark()),
                options.batch().map(FileBatch::name).orElse(null));
    }
}

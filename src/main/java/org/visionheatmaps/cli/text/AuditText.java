package org.visionheatmaps.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.tensor.BadDataException;

/** What an audit found, for a person: the verdict, then what is wrong, then what could not be looked at. */
public final class AuditText {
    private static final int SHOWN = 20;

    private AuditText() {}

    public static Lines of(AuditJob.Result result) {
        AuditManifest.Counts counts = result.manifest().counts();
        Lines text = new Lines()
                .add(
                        "%s: %,d elements of %,d %s, %,d cannot be drawn.",
                        headline(result.verdict()),
                        counts.elements(),
                        counts.files(),
                        counts.files() == 1 ? "file" : "files",
                        counts.quarantined());
        AuditManifest.MaskTable masks = result.manifest().masks();
        if (masks != null) {
            text.add(
                    "  masks    %,d ids in %s: %,d that no row has, %,d on several rows (not used); %,d elements without a mask",
                    masks.ids(), masks.source(), masks.unusedIds(), masks.repeatedIds(), masks.elementsWithout());
        }
        return rest(result, text);
    }

    /** What a comparison found. */
    public static Lines ofPairs(AuditJob.Result result) {
        AuditManifest.Counts counts = result.manifest().counts();
        long unpaired = counts.quarantinedByReason().getOrDefault(BadDataException.Reason.UNPAIRED.text(), 0L);
        long repeated = counts.quarantinedByReason().getOrDefault(BadDataException.Reason.DUPLICATE_ID.text(), 0L);
        Lines text = new Lines()
                .add(
                        "%s: %,d pairs compared, %,d could not be.",
                        headline(result.verdict()), counts.ok(), counts.quarantined() - unpaired - repeated);
        if (unpaired + repeated > 0) {
            text.add("  left out %,d elements without a partner, %,d whose key several rows have", unpaired, repeated);
        }
        return rest(result, text);
    }

    private static Lines rest(AuditJob.Result result, Lines text) {
        AuditVerdict verdict = result.verdict();
        List<AuditVerdict.RuleResult> violated = verdict.rules().stream()
                .filter(AuditVerdict.RuleResult::isViolated)
                .toList();
        violated.stream()
                .limit(SHOWN)
                .forEach(rule -> text.add("  %-8s %s%s", rule.level(), group(rule), rule.reason()));
        if (violated.size() > SHOWN) {
            text.add("  … and %d more, see %s", violated.size() - SHOWN, AuditVerdict.FILE_NAME);
        }
        skipped(verdict)
                .forEach((reason, count) ->
                        text.add("  skipped  %d %s: %s", count, count == 1 ? "rule" : "rules", reason));
        if (verdict.baseline() != null) {
            text.add("  baseline %s", verdict.baseline());
        }
        result.leftOut()
                .forEach(run -> text.add(
                        "  left out the run %s, which the trend and latest-clean do not see: %s",
                        local(run.path()), run.reason()));
        String folder = local(result.path());
        return text.add("  output   %s", folder).add("  report   %s/%s", folder, AuditReport.FILE_NAME);
    }

    private static String local(String path) {
        return path.replaceFirst("^file:/+", "/");
    }

    private static String headline(AuditVerdict verdict) {
        long passed = verdict.rules().stream()
                .filter(rule -> rule.status().equals(AuditVerdict.Outcome.PASSED.toString()))
                .count();
        String counts = String.format(
                Locale.ROOT,
                "%d passed, %d violated, %d %s",
                passed,
                verdict.errors(),
                verdict.warnings(),
                verdict.warnings() == 1 ? "warning" : "warnings");
        return switch (verdict.exitCode()) {
            case ExitCode.RULE_VIOLATED -> "VIOLATED (" + counts + ")";
            case ExitCode.RULE_WARNED -> "WARNINGS (" + counts + ")";
            default -> "Clean (" + counts + ")";
        };
    }

    private static String group(AuditVerdict.RuleResult rule) {
        return rule.group().isEmpty()
                ? ""
                : rule.group().entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(", "))
                        + ": ";
    }

    private static Map<String, Long> skipped(AuditVerdict verdict) {
        return verdict.rules().stream()
                .filter(rule -> rule.status().equals(AuditVerdict.Outcome.SKIPPED.toString()))
                .collect(Collectors.groupingBy(AuditVerdict.RuleResult::reason, TreeMap::new, Collectors.counting()));
    }
}

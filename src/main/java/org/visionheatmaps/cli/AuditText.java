package org.visionheatmaps.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.spark.AuditJob;

/** What an audit found, for a person: the verdict, then what is wrong, then what could not be looked at. */
final class AuditText {
    private static final int SHOWN = 20;

    private AuditText() {}

    static String of(AuditJob.Result result) {
        StringBuilder text = new StringBuilder();
        AuditVerdict verdict = result.verdict();
        AuditManifest.Counts counts = result.manifest().counts();
        add(text, "%s: %,d elements of %,d files", headline(verdict), counts.elements(), counts.files());
        add(text, ", %,d cannot be drawn", counts.quarantined());
        text.append(".\n");
        List<AuditVerdict.RuleResult> violated = verdict.rules().stream()
                .filter(AuditVerdict.RuleResult::isViolated)
                .toList();
        violated.stream()
                .limit(SHOWN)
                .forEach(rule -> add(text, "  %-8s %s%s\n", rule.level(), group(rule), rule.reason()));
        if (violated.size() > SHOWN) {
            add(text, "  … and %d more, see %s\n", violated.size() - SHOWN, AuditVerdict.FILE_NAME);
        }
        skipped(verdict)
                .forEach((reason, count) ->
                        add(text, "  skipped  %d %s: %s\n", count, count == 1 ? "rule" : "rules", reason));
        if (verdict.baseline() != null) {
            add(text, "  baseline %s\n", verdict.baseline());
        }
        result.leftOut()
                .forEach(run -> add(
                        text,
                        "  left out the run %s, which the trend and latest-clean do not see: %s\n",
                        local(run.path()),
                        run.reason()));
        String folder = local(result.path());
        add(text, "  output   %s\n", folder);
        add(text, "  report   %s/%s", folder, AuditReport.FILE_NAME);
        return text.toString();
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

    private static void add(StringBuilder text, String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern, values));
    }
}

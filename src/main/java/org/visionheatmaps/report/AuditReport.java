package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.Profiles;
import org.visionheatmaps.audit.RepeatedIds;

/**
 * The report of an audit or a comparison: one page for people, {@code report.html}.
 *
 * @param manifest what was looked at
 * @param verdict what the rules say
 * @param profiles what the elements are like
 * @param baseline what was compared with
 * @param runs this one and those before it, the newest last
 * @param elements to be shown
 * @param compared the two inputs of a comparison
 */
public record AuditReport(
        AuditManifest manifest,
        AuditVerdict verdict,
        Profiles profiles,
        Optional<Baseline> baseline,
        List<TrendRun> runs,
        List<GalleryElement> elements,
        Optional<Compared> compared) {
    /** The name of the file in a run. */
    public static final String FILE_NAME = "report.html";

    private static final int MAX_RULES = 500;
    private static final int MAX_HEADLINES = 5;
    private static final List<String> ORDER = List.of("error", "warning", "passed");

    /** The two inputs of a comparison, in words: whose maps are A, and whose B. */
    public record Compared(String first, String second) {}

    /** A sum that adds up: {@code 40 rows = 32 read + 8 lost}. */
    public record Sum(String total, String what, List<Gallery.Pair> parts) {}

    /** An element that a rule names: its id, and its card if it has one. */
    public record Offender(String id, String anchor) {}

    /** A rule in a group. */
    public record RuleRow(
            String status,
            String check,
            String name,
            String group,
            String observed,
            String threshold,
            String reason,
            List<Offender> offenders,
            String more) {}

    /** Rules that were not checked for one reason, as {@code 16 rules}, and what they say. */
    public record Skipped(String count, String reason, List<String> checks) {}

    /** How many rules turned out in a way. */
    public record RuleCount(String status, String title, long count) {}

    /**
     * The page.
     *
     * @param status {@code clean}, {@code warnings} or {@code violated}
     * @param duplicateIds how many there are and the first of them, or empty
     * @param open how many of the rules shown have not passed
     * @param compared the two inputs of a comparison, or null
     * @param isLocalised whether masks have outlines on the cards
     */
    public record Page(
            Compared compared,
            boolean isLocalised,
            String status,
            String headline,
            List<String> headlines,
            AuditManifest manifest,
            AuditVerdict verdict,
            List<Sum> sums,
            String duplicateIds,
            List<RuleCount> ruleCounts,
            List<RuleRow> rules,
            List<Skipped> skipped,
            long open,
            String rulesLeftOut,
            Distributions distributions,
            Trend trend,
            Gallery gallery,
            String software) {}

    /** The page as HTML. */
    public String html() {
        Gallery gallery = Gallery.of(elements, GalleryOptions.MAX_LENGTH, order());
        List<RuleRow> rows = rules(gallery);
        long left = verdict.rules().stream().filter(AuditReport::isChecked).count() - rows.size();
        Page page = new Page(
                compared.orElse(null),
                isLocalised(),
                verdict.errors() == 0 && verdict.warnings() > 0 ? "warnings" : verdict.status(),
                headline(),
                rows.stream()
                        .filter(row -> ORDER.indexOf(row.status()) < 2)
                        .limit(MAX_HEADLINES)
                        .map(row -> row.group().isEmpty() ? row.reason() : row.group() + ": " + row.reason())
                        .toList(),
                manifest,
                verdict,
                sums(),
                duplicateIds(),
                ruleCounts(),
                rows,
                skipped(),
                rows.stream().filter(row -> !row.status().equals("passed")).count(),
                left == 0 ? "" : Figure.counted(left, "more rule"),
                Distributions.of(profiles, baseline.orElse(null)),
                Trend.of(runs),
                gallery,
                manifest.versions().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(" · ")));
        return Html.render("report.jte", page);
    }

    private String order() {
        if (compared.isPresent()) {
            return "Most changed first";
        }
        return isLocalised() ? "Least lift first" : "Most important first";
    }

    private boolean isLocalised() {
        return elements.stream().anyMatch(element -> element.metrics().get("lift") != null);
    }

    private String headline() {
        if (verdict.errors() > 0) {
            return "Violated: " + Figure.counted(verdict.errors(), "error")
                    + (verdict.warnings() == 0 ? "" : ", " + Figure.counted(verdict.warnings(), "warning"));
        }
        return verdict.warnings() > 0
                ? (verdict.exitCode() == 0 ? "Clean, with " : "Not clean: ")
                        + Figure.counted(verdict.warnings(), "warning")
                : "Clean: every rule that was checked holds";
    }

    private List<Sum> sums() {
        AuditManifest.Counts counts = manifest.counts();
        List<Sum> sums = new ArrayList<>();
        sums.add(sum(
                counts.files(),
                "files",
                pair("readable", counts.readableFiles()),
                pair("unreadable", counts.unreadableFiles())));
        if (counts.rowsExpected() == null) {
            sums.add(sum(counts.rowsRead(), "rows"));
        } else {
            sums.add(sum(
                    counts.rowsExpected(),
                    "rows",
                    pair("read", counts.rowsRead()),
                    pair("lost", counts.rowsLost() == null ? 0 : counts.rowsLost())));
        }
        List<Gallery.Pair> outcomes = new ArrayList<>();
        outcomes.add(pair("can be drawn", counts.ok()));
        if (counts.quarantinedByReason().isEmpty()) {
            outcomes.add(pair("cannot be drawn", 0));
        }
        counts.quarantinedByReason().forEach((reason, count) -> outcomes.add(pair(reason, count)));
        sums.add(new Sum(Figure.of(Long.valueOf(counts.elements())), "elements", outcomes));
        return sums;
    }

    private String duplicateIds() {
        RepeatedIds repeated = manifest.duplicateIds();
        if (repeated == null || repeated.ids() == 0) {
            return "";
        }
        long more = repeated.ids() - repeated.first().size();
        return Figure.counted(repeated.ids(), "id") + " of " + Figure.counted(repeated.elements(), "element") + ": "
                + String.join(", ", repeated.first())
                + (more == 0 ? "" : " and " + Figure.of(Long.valueOf(more)) + " more");
    }

    private static Sum sum(long total, String what, Gallery.Pair... parts) {
        return new Sum(Figure.of(Long.valueOf(total)), what, List.of(parts));
    }

    private static Gallery.Pair pair(String name, long count) {
        return new Gallery.Pair(name, Figure.of(Long.valueOf(count)));
    }

    private static String status(AuditVerdict.RuleResult rule) {
        return rule.isViolated() ? rule.level() : rule.status();
    }

    private static boolean isChecked(AuditVerdict.RuleResult rule) {
        return ORDER.contains(status(rule));
    }

    private List<Skipped> skipped() {
        Map<String, List<AuditVerdict.RuleResult>> byReason = verdict.rules().stream()
                .filter(rule -> !isChecked(rule))
                .collect(Collectors.groupingBy(
                        AuditVerdict.RuleResult::reason, LinkedHashMap::new, Collectors.toList()));
        return byReason.entrySet().stream()
                .map(same -> new Skipped(
                        Figure.counted(same.getValue().size(), "rule"),
                        same.getKey(),
                        same.getValue().stream()
                                .map(AuditVerdict.RuleResult::check)
                                .distinct()
                                .toList()))
                .toList();
    }

    private List<RuleCount> ruleCounts() {
        List<RuleCount> counts = new ArrayList<>();
        for (String status : ORDER) {
            long count = verdict.rules().stream()
                    .filter(rule -> status(rule).equals(status))
                    .count();
            if (count > 0) {
                counts.add(new RuleCount(status, status, count));
            }
        }
        return counts;
    }

    private List<RuleRow> rules(Gallery gallery) {
        Map<String, String> anchors = new HashMap<>();
        gallery.cards().forEach(card -> anchors.putIfAbsent(card.element().id(), card.anchor()));
        return verdict.rules().stream()
                .filter(AuditReport::isChecked)
                .sorted(Comparator.comparingInt(rule -> ORDER.indexOf(status(rule))))
                .limit(MAX_RULES)
                .map(rule -> row(rule, anchors))
                .toList();
    }

    private static RuleRow row(AuditVerdict.RuleResult rule, Map<String, String> anchors) {
        List<Offender> offenders = rule.isViolated()
                ? rule.ids().stream()
                        .map(id -> new Offender(id, anchors.get(id)))
                        .toList()
                : List.of();
        long more = rule.isViolated() ? rule.offenders() - offenders.size() : 0;
        return new RuleRow(
                status(rule),
                rule.check(),
                rule.name(),
                Distributions.describe(rule.group()),
                Figure.exactly(rule.observed()),
                Figure.exactly(rule.threshold()),
                rule.reason(),
                offenders,
                more <= 0 ? "" : "and " + Figure.of(Long.valueOf(more)) + " more");
    }
}

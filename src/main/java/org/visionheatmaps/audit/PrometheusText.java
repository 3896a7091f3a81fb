package org.visionheatmaps.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.text.VisibleText;

/**
 * The figures of a run as Prometheus reads them from a file (text exposition format 0.0.4), for the textfile collector of its node
 * exporter. All are gauges: the values of the last run. All have the labels {@code command} and {@code name}, the file's name, so that
 * files in one folder never report the same series. There is no time in it: the collector takes that of the file.
 */
public final class PrometheusText {
    private static final String PREFIX = "vision_heatmaps_";

    private final SortedMap<String, String> common = new TreeMap<>();
    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    /**
     * A run that has ended.
     *
     * @param command {@code render} or {@code audit}
     * @param name of the run among others on this machine
     * @param exitCode of the command
     */
    public PrometheusText(String command, String name, int exitCode) {
        common.put("command", command);
        common.put("name", name);
        add("exit_code", "How the last run ended: 0 is good.", exitCode);
    }

    /** Adds what a render did. */
    public PrometheusText add(RunReport report) {
        addVersions(report.versions());
        add("input_rows", "Rows of the input, before batches are split.", report.inputRows());
        addElements("rendered", report.rendered());
        addElements("quarantined", report.quarantined());
        addReasons(report.quarantinedByReason());
        add("without_image", "Elements drawn without the image that the pipeline looks for.", report.withoutImage());
        add("fit_passes", "Passes over the input before it was drawn.", report.fitPasses());
        report.seconds()
                .forEach((stage, seconds) ->
                        add("seconds", "Wall-clock seconds of each stage, and in total.", seconds, "stage", stage));
        return this;
    }

    /**
     * Adds what an incremental run took.
     *
     * @param files that were new
     * @param rewritten files that have changed since they were taken
     */
    public PrometheusText addIncrement(long files, long rewritten) {
        add("new_files", "Files that no earlier run of the series took.", files);
        add("rewritten_files", "Files that have changed since a run of the series took them.", rewritten);
        return this;
    }

    /** Adds what an audit found. */
    public PrometheusText add(AuditManifest manifest, AuditVerdict verdict) {
        addVersions(manifest.versions());
        AuditManifest.Counts counts = manifest.counts();
        String files = "Files of the input.";
        add("files", files, counts.readableFiles(), "state", "readable");
        add("files", files, counts.unreadableFiles(), "state", "unreadable");
        add("input_rows", "Rows of the input, before batches are split.", counts.rowsRead());
        if (counts.rowsLost() != null) {
            add("lost_rows", "Rows of files that could be read only in part.", counts.rowsLost());
        }
        addElements("ok", counts.ok());
        addElements("quarantined", counts.quarantined());
        addReasons(counts.quarantinedByReason());
        String violated = "Rules that do not hold, each group by itself.";
        add("rules_violated", violated, verdict.errors(), "level", "error");
        add("rules_violated", violated, verdict.warnings(), "level", "warning");
        Map<String, Long> byRule = new LinkedHashMap<>();
        Map<String, String> levels = new LinkedHashMap<>();
        for (AuditVerdict.RuleResult rule : verdict.rules()) {
            byRule.merge(rule.check(), rule.isViolated() ? 1L : 0L, Long::sum);
            levels.put(rule.check(), rule.level());
        }
        byRule.forEach((check, groups) -> add(
                "rule_violated_groups",
                "Groups in which a rule does not hold; without groups 0 or 1.",
                groups,
                "rule",
                check,
                "level",
                levels.get(check)));
        return this;
    }

    private void addVersions(Map<String, String> versions) {
        String[] labels = versions.entrySet().stream()
                .flatMap(version -> Stream.of(version.getKey().replace('-', '_'), version.getValue()))
                .toArray(String[]::new);
        add("info", "Versions of the software, as labels.", 1, labels);
    }

    private void addElements(String outcome, long count) {
        add("elements", "Elements by what became of them.", count, "outcome", outcome);
    }

    private void addReasons(Map<String, Long> reasons) {
        reasons.forEach((reason, count) ->
                add("quarantined_elements", "Elements in quarantine by the kind of fault.", count, "reason", reason));
    }

    private void add(String name, String help, Number value, String... labels) {
        StringBuilder family = families.computeIfAbsent(
                PREFIX + name,
                full -> new StringBuilder("# HELP " + full + " " + help + "\n# TYPE " + full + " gauge\n"));
        SortedMap<String, String> all = new TreeMap<>(common);
        for (int at = 0; at < labels.length; at += 2) {
            all.put(labels[at], labels[at + 1]);
        }
        family.append(PREFIX).append(name).append('{');
        String comma = "";
        for (Map.Entry<String, String> label : all.entrySet()) {
            family.append(comma)
                    .append(label.getKey())
                    .append("=\"")
                    .append(escaped(label.getValue()))
                    .append('"');
            comma = ",";
        }
        family.append("} ").append(value).append('\n');
    }

    private static String escaped(String label) {
        return VisibleText.block(label)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n");
    }

    /** The text of the file. */
    @Override
    public String toString() {
        return String.join("", families.values());
    }
}

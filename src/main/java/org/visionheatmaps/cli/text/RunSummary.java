package org.visionheatmaps.cli.text;

import java.util.Locale;
import java.util.Map;
import org.visionheatmaps.run.InputFound;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.QuarantineFolder;

/** What a run did, for a person. */
public final class RunSummary {
    private static final String TOTAL = "total";
    private static final int FAULTS_SHOWN = 3;

    private RunSummary() {}

    /**
     * @param output where the run wrote to: of a table the report and the quarantine lie elsewhere
     */
    public static Lines of(RunReport report, OutputOptions output) {
        Lines text = new Lines().add(headline(report));
        if (report.fit() != null) {
            long leftOut = report.fit().steps().stream()
                    .mapToLong(step -> step.leftOut().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .max()
                    .orElse(0);
            String passes = report.fitPasses() == 0 ? "before" : "in " + FitText.passes(report.fitPasses());
            text.add("  fitted      %s, %s, %,d left out", passes, FitText.quantiles(report.fit()), leftOut);
        }
        report.notes().forEach(note -> text.add("  note        %s", note));
        addFound(text, report.input());
        text.add("  output      %s (%s)", path(report.output()), report.format());
        String folder = path(output.table().isPresent() ? output.path() : report.output());
        if (report.quarantined() > 0) {
            text.add("  quarantine  %s/%s", folder, QuarantineFolder.NAME);
            addFaults(text, report.quarantinedByReason());
            report.firstFaults().stream().limit(FAULTS_SHOWN).forEach(fault -> text.add("    %s", fault));
        }
        return text.add("  report      %s/%s", folder, RunReport.FILE_NAME);
    }

    private static void addFound(Lines text, InputFound found) {
        if (!found.others().isEmpty()) {
            text.add("  left out    files of other kinds: %s", InputFound.inWords(found.others()));
        }
        if (!found.badFiles().isEmpty()) {
            text.add("  bad files   %,d not read", found.badFiles().size());
            found.badFiles().stream().limit(FAULTS_SHOWN).forEach(file -> text.add("    %s", file.reason()));
        }
    }

    /** How often each kind of fault came, the most frequent first. */
    public static void addFaults(Lines text, Map<String, Long> byReason) {
        byReason.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(fault -> text.add("    %,7d  %s", fault.getValue(), fault.getKey()));
    }

    private static String headline(RunReport report) {
        double seconds = seconds(report.seconds());
        if (report.rendered() == 0 && report.quarantined() > 0) {
            return String.format(
                    Locale.ROOT,
                    "No heatmap was drawn: all %,d elements are in quarantine, in %.1f s.",
                    report.quarantined(),
                    seconds);
        }
        String speed = seconds > 0 && report.rendered() > 0
                ? String.format(Locale.ROOT, " (%,.1f images/s)", report.rendered() / seconds)
                : "";
        return String.format(
                Locale.ROOT,
                "Rendered %,d %s, quarantined %,d, in %.1f s%s.",
                report.rendered(),
                report.rendered() == 1 ? "heatmap" : "heatmaps",
                report.quarantined(),
                seconds,
                speed);
    }

    private static String path(String output) {
        return output.replaceFirst("^file:/+", "/").replaceFirst("(?<=[^/])/+$", "");
    }

    private static double seconds(Map<String, Double> byStage) {
        Double total = byStage.get(TOTAL);
        return total != null
                ? total
                : byStage.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}

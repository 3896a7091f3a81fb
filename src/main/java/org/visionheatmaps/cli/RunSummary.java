package org.visionheatmaps.cli;

import java.util.Locale;
import java.util.Map;
import org.visionheatmaps.audit.RunReport;
import org.visionheatmaps.spark.OutputOptions;
import org.visionheatmaps.spark.RenderJob;

/** What a run did, for a person. */
final class RunSummary {
    private static final String TOTAL = "total";
    private static final int FAULTS_SHOWN = 3;

    private RunSummary() {}

    /**
     * @param output where the run wrote to: of a table the report and the quarantine lie elsewhere
     */
    static String of(RunReport report, OutputOptions output) {
        StringBuilder text = new StringBuilder();
        double seconds = seconds(report.seconds());
        add(text, "Rendered %,d %s", report.rendered(), report.rendered() == 1 ? "heatmap" : "heatmaps");
        add(text, ", quarantined %,d, in %.1f s", report.quarantined(), seconds);
        if (seconds > 0 && report.rendered() > 0) {
            add(text, " (%,.1f images/s)", report.rendered() / seconds);
        }
        text.append(".\n");
        if (report.fit() != null) {
            long leftOut = report.fit().steps().stream()
                    .mapToLong(step -> step.leftOut().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .max()
                    .orElse(0);
            String passes = report.fitPasses() == 0 ? "before" : "in " + FitText.passes(report.fitPasses());
            add(text, "  fitted      %s, %s, %,d left out\n", passes, FitText.quantiles(report.fit()), leftOut);
        }
        if (report.withoutImage() > 0) {
            add(text, "  note        %,d drawn without the image that the pipeline looks for\n", report.withoutImage());
        }
        add(text, "  output      %s (%s)\n", path(report.output()), report.format());
        String folder = path(output.table().isPresent() ? output.path() : report.output());
        if (report.quarantined() > 0) {
            add(text, "  quarantine  %s/%s\n", folder, RenderJob.QUARANTINE);
            report.quarantinedByReason().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(fault -> add(text, "    %,7d  %s\n", fault.getValue(), fault.getKey()));
            report.firstFaults().stream().limit(FAULTS_SHOWN).forEach(fault -> add(text, "    %s\n", fault));
        }
        add(text, "  report      %s/%s", folder, RunReport.FILE_NAME);
        return text.toString();
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

    private static void add(StringBuilder text, String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern, values));
    }
}

package org.visionheatmaps.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.visionheatmaps.audit.FitDocument;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.stats.QuantileMethod;

/** What is told of fits. */
final class FitText {
    private static final int GROUPS_SHOWN = 5;

    private FitText() {}

    /** A fit, for a person. */
    static String of(FitDocument fit) {
        StringBuilder text = new StringBuilder("Fitted in " + passes(fit.passes()) + ", " + quantiles(fit) + ".");
        for (FitDocument.Step step : fit.steps()) {
            text.append(String.format(
                    Locale.ROOT, "%n  step %-6d %s: %,d elements", step.step(), step.transform(), step.elements()));
            step.leftOut()
                    .forEach((reason, count) ->
                            text.append(String.format(Locale.ROOT, ", %,d left out (%s)", count, reason)));
        }
        fit.groups().stream().limit(GROUPS_SHOWN).forEach(group -> text.append("\n  ")
                .append(group.group().isEmpty() ? "fitted      " : "fitted      " + named(group.group()) + ": ")
                .append(group.pipeline()));
        int more = fit.groups().size() - GROUPS_SHOWN;
        return more > 0 ? text + "\n  fitted      " + more + " groups more" : text.toString();
    }

    /** How quantiles were found. */
    static String quantiles(FitDocument fit) {
        return fit.relativeError() == 0
                ? "exact quantiles"
                : String.format(Locale.ROOT, "quantiles at most %.2f %% off", 100 * fit.relativeError());
    }

    /** The passes that a pipeline takes, without any data. */
    static String of(Pipeline pipeline) {
        StringBuilder text = new StringBuilder("pipeline    ").append(pipeline);
        if (!pipeline.needsFit()) {
            return text + "\n  passes      none over the dataset: every step sees one image";
        }
        int exact = pipeline.passes(QuantileMethod.EXACT, false);
        int ofDoubles = pipeline.passes(QuantileMethod.EXACT, true);
        text.append("\n  passes      ").append(passes(pipeline.passes(QuantileMethod.APPROXIMATE, false)));
        text.append("; with --quantiles exact at most ").append(exact);
        text.append(ofDoubles > exact ? ", or " + ofDoubles + " of doubles" : "");
        return pipeline.groupColumns().isEmpty()
                ? text.toString()
                : text + "\n  groups by   " + String.join(", ", pipeline.groupColumns());
    }

    static String passes(int count) {
        return count + (count == 1 ? " pass over the dataset" : " passes over the dataset");
    }

    private static String named(Map<String, String> group) {
        return group.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

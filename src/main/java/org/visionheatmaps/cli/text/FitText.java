package org.visionheatmaps.cli.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.stats.QuantileMethod;

/** What is reported of fits. */
public final class FitText {
    private static final int GROUPS_SHOWN = 5;

    private FitText() {}

    /** A fit, for a person. */
    public static Lines of(FitDocument fit) {
        Lines text = new Lines().add("Fitted in " + passes(fit.passes()) + ", " + quantiles(fit) + ".");
        for (FitDocument.Step step : fit.steps()) {
            String leftOut = step.leftOut().entrySet().stream()
                    .map(fault -> String.format(Locale.ROOT, ", %,d left out (%s)", fault.getValue(), fault.getKey()))
                    .collect(Collectors.joining());
            text.add("  step %-6d %s: %,d elements%s", step.step(), step.transform(), step.elements(), leftOut);
        }
        for (FitDocument.FittedGroup group :
                fit.groups().subList(0, Math.min(GROUPS_SHOWN, fit.groups().size()))) {
            text.add(
                    "  fitted      " + (group.group().isEmpty() ? "" : named(group.group()) + ": ") + group.pipeline());
        }
        int more = fit.groups().size() - GROUPS_SHOWN;
        return more > 0 ? text.add("  fitted      " + more + " groups more") : text;
    }

    /** How quantiles were found. */
    static String quantiles(FitDocument fit) {
        return fit.relativeError() == 0
                ? "exact quantiles"
                : String.format(Locale.ROOT, "quantiles at most %.2f %% off", 100 * fit.relativeError());
    }

    /** The passes that a pipeline takes, without any data. */
    public static Lines of(Pipeline pipeline) {
        Lines text = new Lines().add("pipeline    " + pipeline);
        if (!pipeline.needsFit()) {
            return text.add("  passes      none over the dataset: every step sees one image");
        }
        int exact = pipeline.passes(QuantileMethod.EXACT, false);
        int ofDoubles = pipeline.passes(QuantileMethod.EXACT, true);
        text.add("  passes      " + passes(pipeline.passes(QuantileMethod.APPROXIMATE, false))
                + "; with --quantiles exact at most " + exact
                + (ofDoubles > exact ? ", or " + ofDoubles + " of doubles" : ""));
        return pipeline.groupColumns().isEmpty()
                ? text
                : text.add("  groups by   " + String.join(", ", pipeline.groupColumns()));
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

package org.visionheatmaps.cli.options;

import java.io.IOException;
import java.util.Optional;
import org.visionheatmaps.cli.config.TextFile;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.UnseenGroup;
import org.visionheatmaps.stats.QuantileMethod;
import picocli.CommandLine.Option;

/** Where steps over the dataset get their constants from. */
public final class DatasetArguments {
    @Option(
            names = "--fitted",
            paramLabel = "FILE",
            description =
                    "The pipeline and its constants, as the command fit has written them; no pass over the data is"
                            + " needed for them.")
    private String fitted;

    @Option(
            names = "--quantiles",
            paramLabel = "Q",
            defaultValue = "approximate",
            description = "Of dataset(...) steps. approximate: in one pass, at most 0.1 %% off. exact: as a sort of all"
                    + " values, in up to two passes more. Default: ${DEFAULT-VALUE}.")
    private QuantileMethod quantiles;

    @Option(
            names = "--unseen-group",
            paramLabel = "U",
            defaultValue = "quarantine",
            description = "Elements of a group that the fit did not see go to quarantine, or are fitted to the one"
                    + " image: quarantine or image. Default: ${DEFAULT-VALUE}.")
    private UnseenGroup unseenGroup;

    /**
     * The fit of the file that is named, if one is.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public Optional<Fit> fit() {
        if (fitted == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(FitDocument.fromJson(new TextFile(fitted).read()).fit());
        } catch (IOException e) {
            throw new IllegalArgumentException("The file '" + fitted + "' cannot be read (" + e + ")", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fitted + ": " + e.getMessage(), e);
        }
    }

    /** These options with a fit. */
    public DatasetScope scope(Optional<Fit> fit) {
        return new DatasetScope(fit, quantiles, unseenGroup);
    }
}

package org.visionheatmaps.cli;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.cli.config.TextFile;
import org.visionheatmaps.cli.options.ErrorArguments;
import org.visionheatmaps.cli.options.InputArguments;
import org.visionheatmaps.cli.options.NonFiniteArguments;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.PathArguments;
import org.visionheatmaps.cli.options.PipelineText;
import org.visionheatmaps.cli.options.SchemeArguments;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.options.VerdictArguments;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.FitText;
import org.visionheatmaps.cli.text.ProgressDisplay;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.stats.QuantileMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fit}: the constants of steps over the dataset, once, for any data to come. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Fits the dataset(...) steps of a pipeline to data, for render --fitted.",
            "It writes the constants as JSON, with counts, extremes, quantiles and a digest of the values.",
            "The command render --fitted draws with them.",
            ""
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  One range of colours for all images of a method:",
            "    vision-heatmaps fit --input data.parquet --output fitted.json \\",
            "        --pipeline 'SumReduction() |> dataset(PercentileClip(), by=:method)",
            "                    |> dataset(CenteredColormap(), by=:method) |> FlipImage()'",
            "    vision-heatmaps render --input data.parquet --output heatmaps --fitted fitted.json",
            "",
            "Elements that cannot be drawn do not count; the file says how many there were, and why."
        })
final class FitCommand implements SessionCommand<FitDocument> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PathArguments inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The JSON file to write.")
    private String output;

    @Option(names = "--overwrite", description = "Replace the file if it exists.")
    private boolean isOverwriting;

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "TEXT",
            description = "What to fit. @FILE reads the text from a local file.")
    private PipelineText pipeline;

    @Option(
            names = "--quantiles",
            paramLabel = "Q",
            defaultValue = "approximate",
            description = "approximate: in one pass, at most 0.1 %% off. exact: as a sort of all values, in up to two"
                    + " passes more. Default: ${DEFAULT-VALUE}.")
    private QuantileMethod quantiles;

    @Mixin
    private SchemeArguments schemes;

    @Mixin
    private InputArguments inputArguments;

    @Mixin
    private NonFiniteArguments nonFinite;

    @Mixin
    private ErrorArguments errors;

    @Option(
            names = "--partitions",
            paramLabel = "P",
            defaultValue = "auto",
            description = "auto: by bytes. Or a number. Default: ${DEFAULT-VALUE}.")
    private Partitioning partitions;

    @Mixin
    private VerdictArguments verdict;

    @Mixin
    private SparkOptions spark;

    private FitDocument found;

    @Override
    public FitDocument runIn(SparkSession session) throws IOException {
        spark.use(session);
        call();
        return found;
    }

    private FitJob job() {
        try {
            return new FitJob(
                    inputArguments.of(inputs.paths()),
                    pipeline.parse(schemes.schemes()),
                    FitOptions.DEFAULT
                            .withQuantiles(quantiles)
                            .withPartitioning(partitions)
                            .withNonFinite(nonFinite.of("transparent"))
                            .withErrors(errors.policy()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public Integer call() throws IOException {
        FitJob job = job();
        TextFile file = new TextFile(output);
        if (!isOverwriting && file.exists()) {
            throw new IllegalArgumentException(
                    "The file " + output + " exists already: choose another, or --overwrite");
        }
        Console console = spark.console(spec.commandLine());
        try (OpenedSpark opened = spark.open("fit", console);
                ProgressDisplay progress = console.progress()) {
            Fit fit = job.run(opened.session(), progress);
            found = FitDocument.of(fit);
            file.write(found.toJson());
            verdict.add(output, found);
            console.say(FitText.of(found).add("  output      " + output));
        }
        return ExitCode.OK;
    }
}

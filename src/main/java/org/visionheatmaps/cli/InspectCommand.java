package org.visionheatmaps.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.visionheatmaps.cli.config.TextFile;
import org.visionheatmaps.cli.options.InputArguments;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.PipelineText;
import org.visionheatmaps.cli.options.SchemeArguments;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.FitText;
import org.visionheatmaps.cli.text.InspectText;
import org.visionheatmaps.cli.text.Lines;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.spark.input.DatasetDescription;
import org.visionheatmaps.spark.input.source.InputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what a heatmap says of itself, or what is in a dataset. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Shows what a heatmap, a fit, a pipeline or a dataset consists of.",
            "Of a heatmap (PNG), the pipeline with its constants, the values that its colours stand for, the",
            "id. Of a fit (JSON) and of a pipeline's text, the passes over the dataset. Of anything else, read",
            "as a dataset (files or tables), the columns and how they would be read.",
            ""
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  vision-heatmaps inspect heatmaps/cat.png",
            "  vision-heatmaps inspect data.parquet",
            "  vision-heatmaps inspect --pipeline 'NormReduction() |> dataset(ExtremaColormap())'",
            "  vision-heatmaps inspect s3a://bucket/data --layout NHWC",
            "  vision-heatmaps inspect --input-table lake.db.attributions"
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "PNG files, fits (JSON), or Parquet or Arrow files, folders and globs, on any file system that Hadoop"
                            + " knows.")
    private List<String> files = List.of();

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "TEXT",
            description = "Show the passes over a dataset that a pipeline takes. @FILE reads the text from a local"
                    + " file.")
    private PipelineText pipeline;

    @Mixin
    private SchemeArguments schemes;

    @Mixin
    private InputArguments inputArguments;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        boolean isTable = files.isEmpty() && inputArguments.nameInput();
        if (files.isEmpty() && pipeline == null && !isTable) {
            throw new ParameterException(
                    spec.commandLine(), "Missing: a file, --input-table, --input-query or --pipeline");
        }
        if (pipeline != null) {
            print(FitText.of(pipeline()));
        }
        List<String> dataset = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(".json") && !inputArguments.nameFormat()) {
                print(FitText.of(FitDocument.fromJson(new TextFile(file).read())));
                continue;
            }
            Optional<byte[]> png = PngFile.read(file);
            png.ifPresent(bytes -> print(InspectText.of(file, PngInfo.read(bytes))));
            if (png.isEmpty()) {
                dataset.add(file);
            }
        }
        if (!dataset.isEmpty() || isTable) {
            print(InspectText.of(describe(dataset)));
        }
        return ExitCode.OK;
    }

    private void print(Lines text) {
        text.print(spec.commandLine().getOut());
    }

    private Pipeline pipeline() {
        try {
            return pipeline.parse(schemes.schemes());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private DatasetDescription describe(List<String> paths) throws IOException {
        InputOptions input = input(paths);
        try (OpenedSpark opened = spark.open("inspect", spark.console(spec.commandLine()))) {
            return DatasetDescription.of(opened.session(), input);
        }
    }

    private InputOptions input(List<String> paths) {
        try {
            return inputArguments.of(paths);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

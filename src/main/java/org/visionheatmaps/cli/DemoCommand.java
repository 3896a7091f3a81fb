package org.visionheatmaps.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.cli.config.Distribution;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.Lines;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: renders the sample that comes with this software. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        description = {
            "Renders the sample: photographs and four methods of attribution.",
            "Each has a pipeline that suits it, and a folder of PNG files. Run again, it replaces what it made.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = "vision-heatmaps-demo",
            description = "A folder. Default: ${DEFAULT-VALUE}.")
    private String output;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description = "The sample's Parquet file, if it does not lie beside the jar.")
    private String sample;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        String data = sample == null ? Distribution.sample().toString() : sample;
        Console console = spark.console(spec.commandLine());
        long rendered = 0;
        try (OpenedSpark opened = spark.open("demo", console)) {
            SparkSession session = opened.session();
            for (Demonstration method : Demonstration.values()) {
                RunReport report = RenderCommand.run(method.job(data, output, mode(session, method)), session, console);
                rendered += report.rendered();
                console.say(String.format(Locale.ROOT, "%s: %d heatmaps", method, report.rendered()));
            }
        }
        report(data, rendered);
        return ExitCode.OK;
    }

    /** Replaces only what a run of this software has made. */
    private OutputOptions.Mode mode(SparkSession session, Demonstration method) throws IOException {
        Path report = new Path(method.folder(output), RunReport.FILE_NAME);
        boolean isOurs = report.getFileSystem(session.sparkContext().hadoopConfiguration())
                .exists(report);
        return isOurs ? OutputOptions.Mode.OVERWRITE : OutputOptions.Mode.ERROR;
    }

    private void report(String data, long rendered) {
        Lines text = new Lines().add("").add("Rendered %d heatmaps. Look at:", rendered);
        String row = "  %-" + (output.length() + 2 + Demonstration.width()) + "s  %s";
        for (Demonstration method : Demonstration.values()) {
            text.add(row, method.folder(output) + "/", method.shows());
        }
        Demonstration last = Demonstration.OCCLUSION;
        text.add("")
                .add("The last of them again, to change one step at a time:")
                .add("  vision-heatmaps render --format png --output mine --input '%s' \\", data)
                .add("      --where \"%s\" \\", last.where())
                .add("      --pipeline '%s'", last.pipeline())
                .add("What a picture says of itself:")
                .add("  vision-heatmaps inspect %s/*.png", last.folder(output));
        masksOf(data).ifPresent(masks -> text.add("Do the maps look at the objects? The sample has masks of them:")
                .add("  vision-heatmaps audit --output audits --by method --input-query \\")
                .add("      '%s'", withMasks(data, masks)));
        text.print(spec.commandLine().getOut());
    }

    /** The file of masks beside a sample, if there is one. */
    static Optional<String> masksOf(String data) {
        java.nio.file.Path masks = java.nio.file.Path.of(data).resolveSibling("masks.parquet");
        return Files.exists(masks) ? Optional.of(masks.toString()) : Optional.empty();
    }

    /** The sample's rows with the mask of their photograph, in SQL. */
    static String withMasks(String data, String masks) {
        return "SELECT * FROM parquet.`" + data + "` JOIN parquet.`" + masks + "` USING (photograph)";
    }
}

package org.visionheatmaps.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.visionheatmaps.cli.options.ErrorArguments;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.options.VerdictArguments;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.Lines;
import org.visionheatmaps.cli.text.ProgressDisplay;
import org.visionheatmaps.cli.text.RunSummary;
import org.visionheatmaps.io.numpy.FileListing;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.run.ImportReport;
import org.visionheatmaps.spark.importer.ImportJob;
import org.visionheatmaps.spark.importer.ImportKeys;
import org.visionheatmaps.spark.importer.ImportOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.tensor.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: NumPy and safetensors files, and photographs, to a table. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Makes a table of attributions from NumPy, safetensors and HDF5 files.",
            "The files are .npy, .npz, .safetensors, .h5, .hdf5 and .jld2, with the photographs beside them;",
            "or, with --images alone, a table of photographs. The table is Parquet.",
            ""
        },
        footer = {
            "",
            "@|bold Ids|@ (the path below the folder or the fixed part of the glob, without ending)",
            "  lrp/cat.npy                     lrp/cat",
            "  lrp/cat.npy of shape N,C,H,W    lrp/cat/0, lrp/cat/1, ... one row each",
            "  maps.npz, maps.safetensors      maps/<key> for each array",
            "  maps.npz with --key K           maps/0, maps/1, ... or, with --ids, as that array says",
            "  maps.h5                         its dataset 'attribution' as with --key, or maps/<path> for each",
            "Arrays beside that of --key that have a value for each element become columns, labels for instance.",
            "Photographs belong to the rows with their name: lrp/cat.jpg (or png, jpeg, webp); maps/<key>.png, or",
            "maps.png for all of its rows.",
            "",
            "@|bold Examples|@",
            "  vision-heatmaps import --input attributions/ --output attributions.parquet",
            "  vision-heatmaps import --input 's3a://lake/run7/*.npz' --images s3a://lake/photos \\",
            "      --output s3a://lake/run7.parquet",
            "  vision-heatmaps import --input gradcam.npz --key cams --ids filenames --images photos/ \\",
            "      --output gradcam.parquet",
            "  vision-heatmaps import --input run.h5 --key runs/one/maps --ids runs/one/names \\",
            "      --output run.parquet",
            "  vision-heatmaps import --images photos/ --output photos.parquet",
            "  vision-heatmaps render --input attributions.parquet --images photos.parquet \\",
            "      --output heatmaps --format png --preset cam"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int FAULTS_SHOWN = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-i", "--input"},
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files of arrays, folders or globs, on any file system that Hadoop knows. Several may follow,"
                    + " and the option may be repeated.")
    private List<String> inputs = List.of();

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "Photographs are here, not beside the arrays. Without --input: make a table of them.")
    private String images;

    @Option(
            names = "--key",
            paramLabel = "K",
            description =
                    "The array that holds attributions: a key of .npz and .safetensors files, a path in HDF5 files"
                            + " ('attribution' if it is there). The arrays beside it with a value for each element are carried.")
    private String key;

    @Option(
            names = "--ids",
            paramLabel = "K",
            description =
                    "The array of ids, strings or numbers: one for each index of the attributions' first dimension.")
    private String ids;

    @Option(
            names = "--image-key",
            paramLabel = "K",
            description = "The array of photographs: names of files, or pixels of uint8 (N,H,W, N,H,W,3 or N,3,H,W)."
                    + " Default: photographs are found by ids.")
    private String imageKey;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PATH",
            description = "The folder of the table.")
    private String output;

    @Option(
            names = "--mode",
            paramLabel = "M",
            defaultValue = "error",
            description = "If the output exists: error, overwrite or append. Default: ${DEFAULT-VALUE}.")
    private OutputOptions.Mode mode;

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "NCHW",
            description = "Order of the arrays' dimensions. 4-D arrays become a row for each element, except in WHCN."
                    + " Default: ${DEFAULT-VALUE}.")
    private Layout layout;

    @Option(
            names = "--as",
            paramLabel = "T",
            description = "Convert whole numbers and booleans, which are refused otherwise: float32 or float64. Floats"
                    + " stay as they are (bfloat16 becomes float32).")
    private DType as;

    @Option(
            names = "--max-image-bytes",
            paramLabel = "N",
            defaultValue = "268435456",
            description = "Larger files of photographs are quarantined. Default: ${DEFAULT-VALUE}.")
    private long maxImageBytes;

    @Mixin
    private ErrorArguments errors;

    @Mixin
    private VerdictArguments verdict;

    @Mixin
    private SparkOptions spark;

    /**
     * The job that the arguments describe.
     *
     * @throws ParameterException if they do not fit each other
     */
    ImportJob job() {
        try {
            return new ImportJob(
                    inputs,
                    Optional.ofNullable(images),
                    output,
                    new ImportOptions(
                            mode,
                            layout,
                            Optional.ofNullable(as),
                            maxImageBytes,
                            ImportKeys.of(
                                    Optional.ofNullable(key), Optional.ofNullable(ids), Optional.ofNullable(imageKey)),
                            errors.policy()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public Integer call() throws IOException {
        ImportJob job = job();
        Console console = spark.console(spec.commandLine());
        try (OpenedSpark opened = spark.open("import", console)) {
            ImportReport report;
            try (ProgressDisplay progress = console.progress()) {
                report = job.run(opened.session(), progress);
            }
            verdict.add(report);
            console.say(summary(report));
        }
        return ExitCode.OK;
    }

    private static Lines summary(ImportReport report) {
        Lines text = new Lines()
                .add(
                        "Imported %,d rows of %,d files, quarantined %,d, in %.1f s.",
                        report.written(),
                        report.files(),
                        report.quarantined(),
                        report.seconds().get("total"))
                .add("  output      " + report.output());
        if (!report.carried().isEmpty()) {
            text.add("  carried     %s", String.join(", ", report.carried()));
        }
        report.notCarried().forEach((name, reason) -> text.add("  not carried %s: %s", name, reason));
        report.skipped()
                .forEach((ending, count) ->
                        text.add("  skipped     %,d %s files%s", count, ending, FileListing.advice(ending)));
        if (report.withoutImage() > 0) {
            text.add("  note        %,d have no image", report.withoutImage());
        }
        if (report.quarantined() > 0) {
            text.add("  quarantine  " + report.output() + "/" + QuarantineFolder.NAME);
            RunSummary.addFaults(text, report.quarantinedByReason());
            report.firstFaults().stream().limit(FAULTS_SHOWN).forEach(fault -> text.add("    %s", fault));
        }
        return text;
    }
}

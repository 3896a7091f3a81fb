package org.visionheatmaps.cli;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.spark.OutputOptions;
import picocli.CommandLine.Option;

/** Where heatmaps go. */
final class OutputArguments {
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PATH",
            description = "A folder, on any file system that Hadoop knows.")
    private String path;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "parquet",
            description = "parquet: rows with id, heatmap.bytes and provenance. png: files <output>/<id>.png. Default:"
                    + " ${DEFAULT-VALUE}.")
    private OutputOptions.Format format;

    @Option(
            names = "--png",
            paramLabel = "E",
            defaultValue = "fast",
            description = "fast: quick to write. small, smallest: fewer bytes of the same pixels, for about ten and a"
                    + " hundred times the work. Default: ${DEFAULT-VALUE}.")
    private PngEncoding.Effort effort;

    @Option(
            names = "--png-color",
            paramLabel = "C",
            defaultValue = "rgb",
            description =
                    "rgb: exact. palette: the 256 nearest colours of the scheme, less than half the bytes; exact if"
                            + " an image has no more than 256 colours; overlays with more stay RGB. Default: ${DEFAULT-VALUE}.")
    private PngEncoding.Color color;

    @Option(
            names = "--mode",
            paramLabel = "M",
            defaultValue = "error",
            description = "If the output exists: error, overwrite or append. Default: ${DEFAULT-VALUE}.")
    private OutputOptions.Mode mode;

    @Option(
            names = "--partition-by",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Carried columns that make folders: method=grad_cam/cat.png.")
    private List<String> partitionBy = List.of();

    @Option(
            names = "--carry",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Columns to carry through to the output. Default: all that are not read for drawing.")
    private List<String> carry;

    OutputOptions options() {
        return new OutputOptions(
                path, format, mode, partitionBy, Optional.ofNullable(carry), new PngEncoding(effort, color));
    }
}

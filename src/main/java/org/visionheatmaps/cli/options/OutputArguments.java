package org.visionheatmaps.cli.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visionheatmaps.metrics.StrongestPart;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.Caption;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.Composition;
import org.visionheatmaps.render.Panel;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.Viewer;
import picocli.CommandLine.Option;

/** Where heatmaps go. */
public final class OutputArguments {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "A folder, on any file system that Hadoop knows. This or --table.")
    private String path;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "A table instead of a folder, such as catalog.db.heatmaps: made by --format if it is new.")
    private String table;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "parquet",
            description = "parquet: rows with id, heatmap.bytes and provenance. png: files <output>/<id>.png."
                    + " webdataset: tar files of many. values: rows with the map's numbers (float32, with shape) in place of"
                    + " colours; the colormap, and what needs colours, is left out. Or any other that Spark knows:"
                    + " orc, avro, delta, iceberg."
                    + " Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    @Option(
            names = "--writer-option",
            paramLabel = "K=V",
            description = "For Spark's writer of the format, repeatable: compression=zstd, mergeSchema=true. Of"
                    + " webdataset: shard-bytes=268435456, shard-samples=10000.")
    private Map<String, String> writerOptions = Map.of();

    @Option(
            names = "--report",
            paramLabel = "PATH",
            description = "Where a table's run puts _report.json and _quarantine. Default: <output>.report; needed with"
                    + " --table. In a folder of files they lie in the output itself.")
    private String report;

    @Option(
            names = "--png",
            paramLabel = "E",
            defaultValue = "fast",
            description = "fast: quick to write. small: fewer bytes of the same pixels, for about ten times the work."
                    + " Default: ${DEFAULT-VALUE}.")
    private PngEncoding.Effort effort;

    @Option(
            names = "--png-color",
            paramLabel = "C",
            defaultValue = "auto",
            description = "auto: exact; a palette, which takes half the bytes, for images of at most 256 colours, RGB"
                    + " for others. rgb: exact, for readers that know no palette. palette: the 256 nearest colours of the"
                    + " scheme where an image has more; overlays with more stay RGB. grey8, grey16: no colours, but the"
                    + " values as levels of grey, from the lower to the upper end of the colormap's range, or of the"
                    + " map. Default: ${DEFAULT-VALUE}.")
    private PngEncoding.Color color;

    @Option(
            names = "--colorbar",
            paramLabel = "SIDE",
            defaultValue = "none",
            description = "Beside each heatmap a bar of its colours with the values at round numbers: right, bottom,"
                    + " none. The heatmap's own pixels stay as they are, at the top left. Default: ${DEFAULT-VALUE}.")
    private ColorbarSide colorbar;

    @Option(
            names = "--panel",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Several pictures side by side in each PNG, with one scale: photo, heatmap, overlay, mask (the"
                            + " photograph where the map is strong). Default: the heatmap alone.")
    private List<Panel> panels = List.of();

    @Option(
            names = "--caption",
            paramLabel = "TEXT",
            description =
                    "A line beneath each heatmap, with values of carried columns: '{label} {score:.2f}'. Numbers as"
                            + " .2f, .1e or .0%%.")
    private Caption caption;

    @Option(
            names = "--sheet",
            paramLabel = "RxC",
            description =
                    "Leave a page of the first heatmaps by id in the output, _sheet.png, of so many rows and columns:"
                            + " 5x8. Of --format png and parquet. The command sheet makes others later.")
    private SheetSize sheet;

    @Option(
            names = "--viewer",
            paramLabel = "NAME",
            description = "A manifest in the folder of --format png, with ids and carried columns: huggingface"
                    + " (metadata.jsonl, which datasets and the hub's viewer open) or fiftyone (samples.json)."
                    + " huggingface with --format parquet: files say which columns are images, which on"
                    + " storage that is not local writes them twice.")
    private Viewer viewer;

    @Option(
            names = "--box",
            paramLabel = "SHARE",
            description = "A column box (x, y, width, height in pixels of the map): around the largest connected part"
                    + " of the pixels with at least this share of the map's greatest value: 0.15. Of --format png in"
                    + " the manifest of --viewer.")
    private Double box;

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

    /**
     * @throws IllegalArgumentException if they do not fit each other
     */
    public OutputOptions options() {
        if ((path == null) == (table == null)) {
            throw new IllegalArgumentException(
                    path == null
                            ? "Missing required option: '--output=PATH' (or --table=NAME)"
                            : "--output and --table both say where to write: give one of them");
        }
        boolean isTable = table != null || !format.isOfFiles();
        if (report != null && !isTable) {
            throw new IllegalArgumentException("--report is for tables: with --format " + format.name()
                    + " the report lies in the output " + path);
        }
        if (report == null && table != null) {
            throw new IllegalArgumentException(
                    "--table needs --report PATH too, a folder for _report.json and what cannot be drawn");
        }
        String folder = isTable ? report == null ? path.replaceFirst("/+$", "") + ".report" : report : path;
        OutputOptions options = (isTable
                        ? OutputOptions.of(
                                new OutputOptions.Table(table == null ? path : table, table == null), format, folder)
                        : OutputOptions.of(folder, format))
                .withMode(mode)
                .withPartitionBy(partitionBy)
                .withCarry(Optional.ofNullable(carry))
                .withPng(new PngEncoding(effort, color))
                .withComposition(new Composition(panels, caption, colorbar))
                .withWriterOptions(writerOptions);
        OutputOptions viewed = viewer == null ? options : options.withViewer(viewer);
        OutputOptions boxed = box == null ? viewed : viewed.withBoxes(StrongestPart.requireShare(box));
        return sheet == null ? boxed : boxed.withSheet(sheet);
    }
}

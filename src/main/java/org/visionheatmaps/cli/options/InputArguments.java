package org.visionheatmaps.cli.options;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.input.source.PartitionTypes;
import org.visionheatmaps.tensor.Layout;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a dataset's values are to be read: options that {@code render} and {@code inspect} share. */
public final class InputArguments {
    @Option(
            names = "--input-format",
            paramLabel = "F",
            defaultValue = "auto",
            description =
                    "parquet, arrow (IPC files and streams: .arrow, .arrows, .feather), auto (either, by name or how a file"
                            + " begins), or any that Spark reads: delta, iceberg, orc, avro, json, csv, jdbc, ...; rows of"
                            + " those need ids. Default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(
            names = "--reader-option",
            paramLabel = "K=V",
            description = "Of Spark's reader, for formats other than Parquet and Arrow: versionAsOf=12, header=true,"
                    + " url=jdbc:... May be repeated.")
    private Map<String, String> readerOptions = new TreeMap<>();

    @Option(
            names = "--input-table",
            paramLabel = "NAME",
            description = "A table or view in place of --input: catalog.db.name.")
    private String table;

    @Option(
            names = "--input-query",
            paramLabel = "SQL",
            description = "The rows of a query in place of --input: 'SELECT ... FROM ...'.")
    private String query;

    @Option(
            names = "--partition-types",
            paramLabel = "T",
            defaultValue = "text",
            description =
                    "Of columns in the names of folders: text (fold=001 stays 001), infer (numbers and dates by their"
                            + " values), or each by name: fold=int,day=date. Default: ${DEFAULT-VALUE}.")
    private PartitionTypes partitionTypes;

    @Option(
            names = "--on-bad-file",
            paramLabel = "DO",
            defaultValue = "fail",
            description =
                    "With files that cannot be opened (cut, empty, not what their name says): fail, or quarantine: read"
                            + " the others and report these. Default: ${DEFAULT-VALUE}.")
    private InputSource.BadFiles badFiles;

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "NCHW",
            description =
                    "Order of the dimensions, declared and never guessed, a letter each: NCHW, NHWC, WHCN, CHW, HWC,"
                            + " HW, NHW, ... Each index of other letters is a heatmap: NHWCK gives id/n/k. Default: ${DEFAULT-VALUE}.")
    private Layout layout;

    @Option(
            names = "--shape",
            paramLabel = "C,H,W",
            split = ",",
            hideParamSyntax = true,
            description = "Sizes in the order of the layout, for values that carry none: 3,224,224.")
    private List<Integer> shape;

    @Option(
            names = "--dtype",
            paramLabel = "T",
            defaultValue = "float32",
            description =
                    "Of binary values: float32, float16, bfloat16, float64, uint8, int16, ..., little-endian; big-endian as"
                            + " '>f4'. NumPy files (.npy bytes) say their own. Default: ${DEFAULT-VALUE}.")
    private DType dtype;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Only rows for which this is true: \"method = 'grad_cam'\".")
    private String where;

    @Option(
            names = "--attribution-column",
            paramLabel = "NAME",
            defaultValue = "attribution",
            description = "Column of the values; as of every column, a field of a struct is a.b. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String attributionColumn;

    @Option(
            names = "--id-column",
            paramLabel = "NAME",
            description =
                    "Column that names the heatmaps: strings, numbers, times or UUIDs. Default: id, if there is one.")
    private String idColumn;

    @Option(
            names = "--shape-column",
            paramLabel = "NAME",
            description = "Column of the sizes. Default: shape, if there is one.")
    private String shapeColumn;

    @Option(
            names = "--dtype-column",
            paramLabel = "NAME",
            description = "Column of the dtypes. Default: dtype, if there is one.")
    private String dtypeColumn;

    @Option(
            names = "--image-column",
            paramLabel = "NAME",
            description = "Column of the photographs: PNG, JPEG or WebP bytes, paths, a struct of both, or numbers."
                    + " Default: image, if there is one.")
    private String imageColumn;

    @Mixin
    private ImageArguments images;

    /** Whether the input is named by these options: a table, a query, or a format that needs no paths. */
    public boolean nameInput() {
        return table != null || query != null || nameFormat() && !readerOptions.isEmpty();
    }

    /** Whether files are said to be of a format. */
    public boolean nameFormat() {
        return !format.equalsIgnoreCase(InputSource.DEFAULT.format());
    }

    /**
     * These options for some paths.
     *
     * @throws IllegalArgumentException if an input is none, or two at once
     */
    public InputOptions of(List<String> paths) {
        InputSource source = InputSource.DEFAULT
                .withFormat(format)
                .withReaderOptions(readerOptions)
                .withPartitionTypes(partitionTypes)
                .withBadFiles(badFiles);
        source = table == null ? source : source.withTable(table);
        source = query == null ? source : source.withQuery(query);
        InputOptions input = InputOptions.of(source, paths)
                .withColumns(columns())
                .withLayout(layout)
                .withDType(dtype)
                .withImages(images.options());
        input = shape == null ? input : input.withShape(shape);
        return where == null ? input : input.withWhere(where);
    }

    private InputOptions.Columns columns() {
        InputOptions.Columns usual = InputOptions.Columns.DEFAULT;
        Map<String, String> named = new TreeMap<>();
        return new InputOptions.Columns(
                attributionColumn,
                named(idColumn, usual.id(), "--id-column", named),
                named(shapeColumn, usual.shape(), "--shape-column", named),
                named(dtypeColumn, usual.dtype(), "--dtype-column", named),
                named(imageColumn, usual.image(), "--image-column", named),
                named);
    }

    private static String named(String given, String usual, String option, Map<String, String> named) {
        if (given == null) {
            return usual;
        }
        named.put(given, option);
        return given;
    }
}

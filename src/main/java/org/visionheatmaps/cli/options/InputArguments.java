package org.visionheatmaps.cli.options;

import java.util.List;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.input.InputOptions;
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
                    "parquet, arrow (IPC files and streams: .arrow, .arrows, .feather), or auto: by the name of the"
                            + " first file, or how it begins. Default: ${DEFAULT-VALUE}.")
    private InputFormat format;

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "NCHW",
            description = "Order of the dimensions, declared and never guessed: NCHW, NHWC, WHCN, or CHW, HWC, WHC, HW,"
                    + " WH. Default: ${DEFAULT-VALUE}.")
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
            description = "Of binary values: float16, float32, float64, little-endian. Default: ${DEFAULT-VALUE}.")
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
            description = "Column of the values. Default: ${DEFAULT-VALUE}.")
    private String attributionColumn;

    @Option(
            names = "--id-column",
            paramLabel = "NAME",
            defaultValue = "id",
            description = "Column that names the heatmaps. Default: ${DEFAULT-VALUE}.")
    private String idColumn;

    @Option(
            names = "--shape-column",
            paramLabel = "NAME",
            defaultValue = "shape",
            description = "Column of the sizes. Default: ${DEFAULT-VALUE}.")
    private String shapeColumn;

    @Option(
            names = "--dtype-column",
            paramLabel = "NAME",
            defaultValue = "dtype",
            description = "Column of the dtypes. Default: ${DEFAULT-VALUE}.")
    private String dtypeColumn;

    @Option(
            names = "--image-column",
            paramLabel = "NAME",
            defaultValue = "image",
            description = "Column of the photographs: PNG, JPEG or WebP bytes, paths, a struct of both, or numbers."
                    + " Default: ${DEFAULT-VALUE}.")
    private String imageColumn;

    @Mixin
    private ImageArguments images;

    /** These options for some paths. */
    public InputOptions of(List<String> paths) {
        InputOptions input = InputOptions.of(paths.toArray(String[]::new))
                .withColumns(
                        new InputOptions.Columns(attributionColumn, idColumn, shapeColumn, dtypeColumn, imageColumn))
                .withFormat(format)
                .withLayout(layout)
                .withDType(dtype)
                .withImages(images.options());
        input = shape == null ? input : input.withShape(shape);
        return where == null ? input : input.withWhere(where);
    }
}

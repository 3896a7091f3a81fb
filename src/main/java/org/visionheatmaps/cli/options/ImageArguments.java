package org.visionheatmaps.cli.options;

import java.util.List;
import java.util.Optional;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.io.image.TensorPixels;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.tensor.Layout;
import picocli.CommandLine.Option;

/** Where photographs are and how they are read. */
final class ImageArguments {
    @Option(
            names = "--images",
            paramLabel = "TABLE",
            description = "Photographs from another table, joined by id: a path or glob, or a table of a catalog.")
    private String table;

    @Option(
            names = "--images-format",
            paramLabel = "F",
            defaultValue = "parquet",
            description = "What --images is, if it is a path: any format that Spark reads. Default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(
            names = "--images-id",
            paramLabel = "NAME",
            defaultValue = "id",
            description = "Column of ids in that table. Default: ${DEFAULT-VALUE}.")
    private String id;

    @Option(
            names = "--images-image",
            paramLabel = "NAME",
            defaultValue = "image",
            description = "Column of photographs in that table. Default: ${DEFAULT-VALUE}.")
    private String image;

    @Option(
            names = "--images-base",
            paramLabel = "FOLDER",
            description = "Where relative paths of photographs start. Default: the folder of the file they stand in.")
    private String base;

    @Option(
            names = "--image-root",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Folders, files or globs that paths of photographs may name, besides the folder of the table that has"
                            + " the path and --images-base.")
    private List<String> roots = List.of();

    @Option(
            names = "--image-orientation",
            paramLabel = "O",
            defaultValue = "exif",
            description =
                    "exif: upright, by the EXIF data. stored: as the pixels lie, if the model saw them so. Default:"
                            + " ${DEFAULT-VALUE}.")
    private ImageDecoder.Orientation orientation;

    @Option(
            names = "--image-tensor",
            description = "Binary photographs are numbers, not encoded images. (Arrays always are.)")
    private boolean isTensor;

    @Option(
            names = "--image-dtype",
            paramLabel = "T",
            defaultValue = "float32",
            description = "Of photographs that are binary numbers. Default: ${DEFAULT-VALUE}.")
    private DType dtype;

    @Option(
            names = "--image-shape",
            paramLabel = "3,H,W",
            split = ",",
            hideParamSyntax = true,
            description = "Sizes of photographs that are numbers and carry none.")
    private List<Integer> shape;

    @Option(
            names = "--image-layout",
            paramLabel = "L",
            defaultValue = "NCHW",
            description = "Order of the dimensions of photographs that are numbers. Default: ${DEFAULT-VALUE}.")
    private Layout layout;

    @Option(
            names = "--image-mean",
            paramLabel = "R,G,B",
            split = ",",
            hideParamSyntax = true,
            description = "Undoes a model's preprocessing: pixel = 255 * (x * std + mean), clamped and rounded."
                    + " Default: 0.")
    private List<Double> mean = List.of(0.0);

    @Option(
            names = "--image-std",
            paramLabel = "R,G,B",
            split = ",",
            hideParamSyntax = true,
            description = "See --image-mean. Of ImageNet: 0.485,0.456,0.406 and 0.229,0.224,0.225. Default: 1.")
    private List<Double> std = List.of(1.0);

    @Option(
            names = "--max-image-pixels",
            paramLabel = "N",
            defaultValue = "100000000",
            description = "Larger photographs are quarantined before they are decoded. Default: ${DEFAULT-VALUE}.")
    private long maxPixels;

    @Option(
            names = "--max-image-bytes",
            paramLabel = "N",
            defaultValue = "268435456",
            description = "Larger files of photographs are quarantined. Default: ${DEFAULT-VALUE}.")
    private long maxBytes;

    /**
     * What these options say.
     *
     * @throws IllegalArgumentException if they cannot be used
     */
    ImageOptions options() {
        return new ImageOptions(
                Optional.ofNullable(table).map(source -> new ImageOptions.Table(source, format, id, image)),
                Optional.ofNullable(base),
                roots,
                new ImageOptions.Numbers(
                        isTensor, dtype, Optional.ofNullable(shape), new TensorPixels(layout, mean, std)),
                new ImageDecoder(maxPixels, orientation, ImageMemory.DEFAULT),
                maxBytes);
    }
}

package org.visionheatmaps.cli.options;

import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.spark.measure.MaskOptions;
import picocli.CommandLine.Option;

/** Where objects are said to be, and how maps are compared with that. */
public final class MaskArguments {
    @Option(
            names = "--mask-column",
            paramLabel = "NAME",
            description =
                    "Column of where the object is: PNG bytes (what is not black), numbers or booleans of H x W, or boxes as"
                            + " list<struct<x, y, width, height>>. Default: mask, if there is one.")
    private String column;

    @Option(
            names = "--boxes",
            paramLabel = "ORDER",
            defaultValue = "none",
            description =
                    "Lists of four numbers in the mask column are boxes: xywh (COCO's order), xyxy (Pascal VOC's)."
                            + " Default: ${DEFAULT-VALUE}.")
    private MaskOptions.Boxes boxes;

    @Option(
            names = "--relative-boxes",
            description = "Boxes are shares of the photograph's width and height, and no pixels.")
    private boolean areRelative;

    @Option(
            names = "--mask-sign",
            paramLabel = "S",
            defaultValue = "positive",
            description =
                    "What of a map is compared with the mask: positive values, absolute ones, or signed as they are."
                            + " Default: ${DEFAULT-VALUE}.")
    private Localisation.Sign sign;

    @Option(
            names = "--topk",
            paramLabel = "K",
            defaultValue = "1000",
            description = "The greatest pixels that the metric topk looks at. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--pointing-tolerance",
            paramLabel = "PX",
            defaultValue = "15",
            description =
                    "How far from the object the greatest pixel may be, in pixels of the mask or photograph. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double tolerance;

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public MaskOptions options() {
        return new MaskOptions(
                column == null ? MaskOptions.DEFAULT.column() : column,
                column != null,
                boxes,
                areRelative,
                new Localisation.Options(sign, top, tolerance));
    }
}

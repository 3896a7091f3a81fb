package org.visionheatmaps.cli.options;

import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.spark.measure.MaskOptions;
import picocli.CommandLine.Option;

/** Where objects are said to be. */
public final class MaskColumnArguments {
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

    /** Without a measure of one's own. */
    public MaskOptions options() {
        return options(Localisation.Options.DEFAULT);
    }

    /**
     * @param measure how maps are compared with objects
     */
    public MaskOptions options(Localisation.Options measure) {
        return new MaskOptions(
                column == null ? MaskOptions.DEFAULT.column() : column, column != null, boxes, areRelative, measure);
    }
}

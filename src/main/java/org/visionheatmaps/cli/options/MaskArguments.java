package org.visionheatmaps.cli.options;

import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.spark.measure.MaskOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where objects are said to be, and how maps are compared with that. */
public final class MaskArguments {
    @Mixin
    private MaskColumnArguments column;

    @Option(
            names = "--masks",
            paramLabel = "TABLE",
            description =
                    "Masks or boxes from another table, joined by id: a path or glob of Parquet, or a table of a catalog."
                            + " The column is that of --mask-column.")
    private String table;

    @Option(
            names = "--masks-id",
            paramLabel = "NAME",
            defaultValue = "id",
            description = "Column of ids in that table. Default: ${DEFAULT-VALUE}.")
    private String tableId;

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
        MaskOptions options = column.options(new Localisation.Options(sign, top, tolerance));
        return table == null ? options : options.in(new MaskOptions.Table(table, tableId));
    }
}

package org.visionheatmaps.cli;

import java.util.List;
import java.util.Locale;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.spark.DatasetDescription;

/** What {@code inspect} prints. */
final class InspectText {
    private InspectText() {}

    /**
     * What a heatmap says of itself.
     *
     * @throws IllegalArgumentException if the PNG was not made by this software
     */
    static String of(String file, PngInfo png) {
        Provenance made;
        try {
            made = Provenance.of(png);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        ValueRange range = made.range();
        return file
                + "\n  id        " + made.id()
                + "\n  size      " + png.width() + " x " + png.height()
                + (made.area() == null
                        ? ""
                        : ", the heatmap at its top left " + made.area().width() + " x "
                                + made.area().height() + ", then its colour bar")
                + "\n  pipeline  " + made.pipeline()
                + (range == null
                        ? ""
                        : "\n  range     " + range.lower() + " to " + range.upper()
                                + " (the values of the first and the last colour)")
                + (made.masked() == null
                        ? ""
                        : "\n  masked    NaN and infinities are left out, their pixels "
                                + made.masked().color())
                + "\n  software  " + made.software();
    }

    /** The columns of a dataset as a table, and what to know. */
    static String of(DatasetDescription dataset) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d %s in %,d %s",
                dataset.rows(),
                dataset.rows() == 1 ? "row" : "rows",
                dataset.files(),
                dataset.files() == 1 ? "file" : "files"));
        int nameWidth = width(
                "column",
                dataset.columns().stream().map(DatasetDescription.Column::name).toList());
        int typeWidth = width(
                "type",
                dataset.columns().stream().map(DatasetDescription.Column::type).toList());
        String row = "%n  %-" + nameWidth + "s  %-" + typeWidth + "s  %s";
        text.append(String.format(Locale.ROOT, row, "column", "type", "read as"));
        for (DatasetDescription.Column column : dataset.columns()) {
            text.append(String.format(Locale.ROOT, row, column.name(), column.type(), column.use()));
        }
        dataset.notes().forEach(note -> text.append("\nnote: ").append(note));
        return text.toString();
    }

    private static int width(String header, List<String> cells) {
        return Math.max(
                header.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }
}

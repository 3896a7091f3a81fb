package org.visionheatmaps.cli.text;

import java.util.List;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.spark.input.DatasetDescription;

/** What {@code inspect} prints. */
public final class InspectText {
    private InspectText() {}

    /**
     * What a heatmap says of itself.
     *
     * @throws IllegalArgumentException if the PNG was not made by this software
     */
    public static Lines of(String file, PngInfo png) {
        Provenance made;
        try {
            made = Provenance.of(png);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        String size = png.width() + " x " + png.height();
        Lines text = new Lines().add(file).add("  id        " + made.id());
        text.add("  size      " + (made.area() == null ? size : size + areas(made.area())));
        text.add("  pipeline  " + made.pipeline());
        ValueRange range = made.range();
        if (range != null) {
            text.add("  range     " + range.lower() + " to " + range.upper()
                    + " (the values of the first and the last colour)");
        }
        if (made.masked() != null) {
            text.add("  masked    NaN and infinities are left out, their pixels "
                    + made.masked().color());
        }
        return text.add("  software  " + made.software());
    }

    private static String areas(Provenance.Area heatmap) {
        return ", the heatmap at its top left " + heatmap.width() + " x " + heatmap.height() + ", then its colour bar";
    }

    /** The columns of a dataset as a table, and what to know. */
    public static Lines of(DatasetDescription dataset) {
        Lines text = new Lines()
                .add(
                        "%,d %s in %,d %s",
                        dataset.rows(),
                        dataset.rows() == 1 ? "row" : "rows",
                        dataset.files(),
                        dataset.files() == 1 ? "file" : "files");
        int nameWidth = width(
                "column",
                dataset.columns().stream().map(DatasetDescription.Column::name).toList());
        int typeWidth = width(
                "type",
                dataset.columns().stream().map(DatasetDescription.Column::type).toList());
        String row = "  %-" + nameWidth + "s  %-" + typeWidth + "s  %s";
        text.add(row, "column", "type", "read as");
        dataset.columns().forEach(column -> text.add(row, column.name(), column.type(), column.use()));
        dataset.notes().forEach(note -> text.add("note: " + note));
        return text;
    }

    private static int width(String header, List<String> cells) {
        return Math.max(
                header.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }
}

package org.visionheatmaps.sink;

import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Writes a file per row: {@code rows.write().format("heatmap-png").mode("append").save(folder)}, in any mode, and as a stream. Rows have a column {@code heatmap struct<bytes, path>}, or columns {@code bytes} and {@code path}; other columns
 * are not written. The folder changes whole or not at all.
 *
 * <p>{@code spark.read().format("heatmap-png").load(folder)} gives a row for each PNG file below the folder: {@link PictureColumn}.
 */
public final class PngSource extends ImageSource {
    @Override
    public String shortName() {
        return "heatmap-png";
    }

    @Override
    boolean canRead() {
        return true;
    }

    @Override
    FileLayout format(CaseInsensitiveStringMap options) {
        return new SeparateFiles(options.get(LINES_IN));
    }
}

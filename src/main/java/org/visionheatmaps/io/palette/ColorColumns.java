package org.visionheatmaps.io.palette;

import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.HexColor;

/**
 * Columns of text: a colour a line, as red, green and blue or as {@code #rrggbb}, separated by commas, semicolons, tabs or spaces. A
 * first line of words is a header; other lines that begin with {@code #} and are no colour are comments.
 */
final class ColorColumns {
    private final ColorRows rows = new ColorRows();
    private boolean first = true;

    private ColorColumns() {}

    static ColorScheme read(String text) {
        ColorColumns columns = new ColorColumns();
        TextLines.forEach(text, columns::line);
        return columns.rows.scheme();
    }

    private void line(String line) {
        String[] fields = line.replace("\"", "").strip().split("[,;\\s]+", -1);
        boolean wasFirst = first;
        if (fields.length == 1 && HexColor.matches(fields[0])) {
            first = false;
            rows.addHex(fields[0]);
            return;
        }
        if (line.startsWith("#")) {
            return;
        }
        first = false;
        if (wasFirst && !TextLines.isNumber(fields[0])) {
            return;
        }
        if (fields.length != 3) {
            throw new IllegalArgumentException(
                    "a line needs red, green and blue, or #rrggbb, but there is '" + line + "'");
        }
        rows.add(TextLines.number(fields[0]), TextLines.number(fields[1]), TextLines.number(fields[2]));
    }
}

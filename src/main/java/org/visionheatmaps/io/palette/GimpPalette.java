package org.visionheatmaps.io.palette;

import org.visionheatmaps.color.ColorScheme;

/** A palette of GIMP (gpl): a heading, maybe {@code Name:}, and lines of red, green, blue from 0 to 255 and a colour's name. */
final class GimpPalette {
    private static final String HEADING = "GIMP Palette";
    private static final String NAME = "Name:";

    private final ColorRows rows = new ColorRows();
    private String name;
    private boolean begun;

    private GimpPalette(String stem) {
        this.name = stem;
    }

    /** The scheme under the name that the file gives it, or the file's own. */
    static ColorScheme read(String text, String stem, String file) {
        GimpPalette palette = new GimpPalette(stem);
        TextLines.forEach(text, palette::line);
        return SchemeFiles.named(palette.rows.schemeOfBytes(), palette.name, file);
    }

    private void line(String line) {
        if (!begun) {
            if (!line.equals(HEADING)) {
                throw new IllegalArgumentException("a GIMP palette begins with '" + HEADING + "', not '" + line + "'");
            }
            begun = true;
        } else if (line.startsWith(NAME)) {
            name = line.substring(NAME.length()).strip();
        } else if (!line.startsWith("#") && !line.startsWith("Columns:")) {
            String[] fields = line.split("\\s+", 4);
            if (fields.length < 3) {
                throw new IllegalArgumentException("a colour needs red, green and blue, but there is '" + line + "'");
            }
            rows.add(TextLines.number(fields[0]), TextLines.number(fields[1]), TextLines.number(fields[2]));
        }
    }
}

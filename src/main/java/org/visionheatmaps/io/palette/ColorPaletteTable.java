package org.visionheatmaps.io.palette;

import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.HexColor;

/**
 * A colour palette table of GMT (cpt): a slice a line, {@code from red green blue to red green blue}, a colour also as {@code r/g/b},
 * {@code #rrggbb} or one grey, from 0 to 255. The colours of background, foreground and missing values are not read, and the values
 * only for their spacing.
 */
final class ColorPaletteTable {
    private static final double FULL = 255;

    private final ColorStops stops = new ColorStops(FULL);

    private ColorPaletteTable() {}

    static ColorScheme read(String text) {
        ColorPaletteTable table = new ColorPaletteTable();
        TextLines.forEach(text, table::line);
        return table.stops.scheme();
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            if (line.contains("COLOR_MODEL") && !line.matches(".*=\\s*\\+?(?i:RGB)\\b.*")) {
                throw new IllegalArgumentException("the colours need to be RGB, but there is '" + line + "'");
            }
            return;
        }
        String slice =
                line.replaceFirst(";.*", "").replaceFirst("\\s+[LUB]\\s*$", "").strip();
        String[] fields = slice.split("\\s+", -1);
        if (fields[0].matches("[BFN]")) {
            return;
        }
        switch (fields.length) {
            case 8 -> {
                add(fields[0], fields[1] + "/" + fields[2] + "/" + fields[3]);
                add(fields[4], fields[5] + "/" + fields[6] + "/" + fields[7]);
            }
            case 4 -> {
                add(fields[0], fields[1]);
                add(fields[2], fields[3]);
            }
            default ->
                throw new IllegalArgumentException(
                        "a slice needs a value and a colour, twice, but there is '" + line + "'");
        }
    }

    private void add(String value, String color) {
        double[] rgb = components(color);
        stops.add(TextLines.number(value), rgb[0], rgb[1], rgb[2]);
    }

    private static double[] components(String color) {
        if (color.startsWith("#") && HexColor.matches(color)) {
            return HexColor.components(color).asDoubleStream().toArray();
        }
        String[] parts = color.split("/", -1);
        if (parts.length != 3 && parts.length != 1 || !TextLines.isNumber(parts[0])) {
            throw new IllegalArgumentException(
                    "a colour needs red/green/blue, #rrggbb or a grey, but there is '" + color + "'");
        }
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = TextLines.number(parts[i % parts.length]);
        }
        return rgb;
    }
}

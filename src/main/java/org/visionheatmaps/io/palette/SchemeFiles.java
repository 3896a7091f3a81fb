package org.visionheatmaps.io.palette;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.color.SchemeSource;

/**
 * Colour schemes of one's own from a local file: JSON, CSV or other columns of text, a GIMP palette (gpl), a GMT colour palette
 * table (cpt); which one, its extension says. A scheme's name is the one that the file gives, or the file's own without the
 * extension; characters that cannot follow a colon become {@code _}.
 */
public final class SchemeFiles {
    private SchemeFiles() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is in none of the formats, or damaged; the message names file and line
     */
    public static List<ColorScheme> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        String stem = dot > 0 ? name.substring(0, dot) : name;
        List<String> known = List.of("json", "csv", "tsv", "txt", "gpl", "cpt");
        if (dot < 0 || !known.contains(extension)) {
            throw new IllegalArgumentException(
                    "A file of colour schemes ends with .json, .csv (or .tsv, .txt), .gpl or .cpt, but got '" + name
                            + "'");
        }
        String text = Files.readString(file);
        try {
            return switch (extension) {
                case "json" -> JsonSchemes.read(text, stem, name);
                case "gpl" -> List.of(GimpPalette.read(text, stem, name));
                case "cpt" -> List.of(named(ColorPaletteTable.read(text), stem, name));
                default -> List.of(named(ColorColumns.read(text), stem, name));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The colour schemes of '" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** A scheme under a name, of an unknown class. */
    static ColorScheme named(ColorScheme colors, String name, String file) {
        return colors.named(clean(name), SchemeClass.OTHER, source(file));
    }

    /** What a pipeline's text can write after a colon. */
    static String clean(String name) {
        String cleaned = name.replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("^_+|_+$", "");
        if (cleaned.isEmpty()) {
            throw new IllegalArgumentException("the name '" + name + "' has neither a letter nor a digit");
        }
        return cleaned;
    }

    static SchemeSource source(String file) {
        return SchemeSource.file(file);
    }
}

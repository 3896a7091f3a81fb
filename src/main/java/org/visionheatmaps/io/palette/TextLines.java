package org.visionheatmaps.io.palette;

import java.util.List;

/** Lines of a text with their numbers, for readers that say where they stumbled. */
final class TextLines {
    private TextLines() {}

    /** Does something with a line. */
    @FunctionalInterface
    interface Reader {
        void read(String line);
    }

    /** Hands on every line that is not blank, without the space around it. */
    static void forEach(String text, Reader reader) {
        List<String> lines = text.replaceFirst("^\uFEFF", "").lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                reader.read(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    /** A number. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is needed, but there is '" + text + "'", e);
        }
    }

    /** Whether {@link #number} reads a text. */
    static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    }
}

package org.visionheatmaps.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of figures, as Markdown for people and JSON for programs. */
final class BenchmarkReport {
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final StringBuilder markdown = new StringBuilder();

    /** A line of prose, and a value under a key. */
    void fact(String key, String text, Object value) {
        json.put(key, value);
        markdown.append(text).append("\n\n");
    }

    /** A table; numbers are rounded to three digits for people. */
    void table(String key, String title, List<Map<String, Object>> rows) {
        json.put(key, rows);
        List<String> columns = new ArrayList<>(rows.get(0).keySet());
        markdown.append("## ").append(title).append("\n\n");
        line(columns);
        line(columns.stream()
                .map(column -> rows.get(0).get(column) instanceof Number ? "---:" : "---")
                .toList());
        for (Map<String, Object> row : rows) {
            line(columns.stream().map(column -> text(row.get(column))).toList());
        }
        markdown.append('\n');
    }

    private void line(List<String> cells) {
        markdown.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String text(Object value) {
        if (!(value instanceof Double number)) {
            return String.valueOf(value);
        }
        int digits = number == 0 ? 0 : 2 - (int) Math.floor(Math.log10(Math.abs(number)));
        return String.format(Locale.ROOT, "%." + Math.max(0, digits) + "f", number);
    }

    /** Writes {@code benchmark.md} and {@code benchmark.json}, and gives the Markdown. */
    String write(Path folder) throws IOException {
        Files.writeString(folder.resolve("benchmark.md"), markdown);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("benchmark.json").toFile(), json);
        return markdown.toString();
    }
}

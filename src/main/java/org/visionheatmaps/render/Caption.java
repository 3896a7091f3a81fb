package org.visionheatmaps.render;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of text with values in it: {@code {label} {probability:.2f}}. A column's name stands in braces, perhaps with a format of numbers:
 * {@code .2f} of so many decimals, {@code .1e} with an exponent, {@code .0%} as a share. A brace itself is doubled.
 *
 * @param text as written
 */
public record Caption(String text) implements Serializable {
    private static final Pattern PART = Pattern.compile("\\{\\{|\\}\\}|\\{([^{}:]+)(?::([^{}]*))?\\}|[{}]");
    private static final Pattern FORMAT = Pattern.compile("\\.(\\d{1,2})([fe%])");
    private static final String NOTHING = "\u2013";

    /**
     * A value in the text.
     *
     * @param column whose value it is
     * @param format of a number; null to write the value as it is
     */
    public record Field(String column, String format) {}

    /**
     * @throws IllegalArgumentException if a brace has no other, or a format is none of a number
     */
    public Caption {
        fields(text);
    }

    /** The values in the text, in order. */
    public List<Field> fields() {
        return fields(text);
    }

    private static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            if (part.group(1) != null) {
                String format = part.group(2);
                if (format != null && !FORMAT.matcher(format).matches()) {
                    throw new IllegalArgumentException(
                            "The caption's '" + part.group() + "' has no format of a number: use .2f, .1e or .0%");
                }
                fields.add(new Field(part.group(1), format));
            } else if (part.end() - part.start() == 1) {
                throw new IllegalArgumentException("The caption '" + text + "' has a " + part.group()
                        + " alone at character " + (part.start() + 1)
                        + ": a column's name stands in braces, {label}; a brace itself is doubled");
            }
        }
        return fields;
    }

    /**
     * The line for one element: of one line, without control characters.
     *
     * @param values of the columns; null for none, which is written as a dash
     */
    public String of(Function<String, Object> values) {
        StringBuilder line = new StringBuilder();
        Matcher part = PART.matcher(text);
        int done = 0;
        while (part.find()) {
            line.append(text, done, part.start());
            done = part.end();
            line.append(
                    part.group(1) == null
                            ? part.group().substring(1)
                            : formatted(values.apply(part.group(1)), part.group(2)));
        }
        return line.append(text, done, text.length()).toString().replaceAll("[\\s\\p{Cc}]+", " ");
    }

    private static String formatted(Object value, String format) {
        if (value == null) {
            return NOTHING;
        }
        if (format == null || !(value instanceof Number number)) {
            return value.toString();
        }
        Matcher parts = FORMAT.matcher(format);
        if (!parts.matches()) {
            throw new IllegalStateException(format);
        }
        boolean isShare = parts.group(2).equals("%");
        double factor = isShare ? 100 : 1;
        String letter = isShare ? "f" : parts.group(2);
        return String.format(Locale.ROOT, "%." + parts.group(1) + letter, factor * number.doubleValue())
                + (isShare ? "%" : "");
    }

    @Override
    public String toString() {
        return text;
    }
}

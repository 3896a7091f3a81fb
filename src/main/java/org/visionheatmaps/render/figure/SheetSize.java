package org.visionheatmaps.render.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many pictures a contact sheet has room for.
 *
 * @param rows at least 1
 * @param columns at least 1
 */
public record SheetSize(int rows, int columns) {
    private static final int MAX_PICTURES = 10_000;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");

    /**
     * @throws IllegalArgumentException if there is room for none, or for more than ten thousand
     */
    public SheetSize {
        if (rows < 1 || columns < 1 || (long) rows * columns > MAX_PICTURES) {
            throw new IllegalArgumentException("A sheet has at least 1 row and 1 column, and room for " + MAX_PICTURES
                    + " heatmaps at most, but got " + rows + "x" + columns);
        }
    }

    /**
     * A size as it is written: {@code 5x8} or {@code 5×8}, rows first.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static SheetSize parse(String text) {
        Matcher size = TEXT.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "A sheet's size is its rows and columns, such as 5x8, but got '" + text + "'");
        }
        return new SheetSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }

    /** The number of pictures. */
    public int cells() {
        return rows * columns;
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}

package org.visionheatmaps.text;

import java.util.List;

/**
 * A text that cannot be read. The message has three lines: the problem and where it is, the line of the text around the place, and a
 * caret under it. All that they quote is {@linkplain VisibleText visible}, and long lines are cut.
 */
public abstract class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_PROBLEM = 1000;
    /** How much of the line is shown on either side of the place. */
    private static final int WINDOW = 100;

    private final int line;
    private final int column;

    protected SyntaxException(String text, int position, String problem) {
        super(message(text, position, problem));
        this.line = line(text, position);
        this.column = column(text, position);
    }

    /** The line of the place, from 1. */
    public int line() {
        return line;
    }

    /** The column of the place, from 1. */
    public int column() {
        return column;
    }

    /**
     * A message as lines that are safe to show. Line breaks come from a syntax exception among the causes that the message quotes
     * whole; any other is part of foreign text and is escaped.
     *
     * @param message of the failure
     * @param failure whose causes are searched
     * @param max characters outside the quoted message
     */
    public static List<String> lines(String message, Throwable failure, int max) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 100; cause = cause.getCause(), depth++) {
            int at = cause instanceof SyntaxException ? message.indexOf(cause.getMessage()) : -1;
            if (at >= 0) {
                String before = VisibleText.cut(message.substring(0, at), max);
                String after = VisibleText.cut(
                        message.substring(at + cause.getMessage().length()), max);
                return (before + cause.getMessage() + after).lines().toList();
            }
        }
        return List.of(VisibleText.cut(message, max));
    }

    private static int lineStart(String text, int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, lineStart(text, position))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static int column(String text, int position) {
        return position - lineStart(text, position) + 1;
    }

    private static String message(String text, int position, String problem) {
        int start = lineStart(text, position);
        int newline = text.indexOf('\n', position);
        int end = newline < 0 ? text.length() : newline;
        String where = text.indexOf('\n') >= 0 ? "line " + line(text, position) + ", column " : "column ";
        int from = Math.max(start, position - WINDOW);
        int to = Math.min(end, position + WINDOW);
        String before = (from > start ? "…" : "") + shown(text, from, position);
        String after = shown(text, position, to).stripTrailing() + (to < end ? "…" : "");
        return VisibleText.cut(problem, MAX_PROBLEM) + " (" + where + column(text, position) + ")\n  " + before + after
                + "\n  " + " ".repeat(before.length()) + "^";
    }

    private static String shown(String text, int from, int to) {
        return VisibleText.of(text.substring(from, to).replaceAll("\\s", " "));
    }
}

package org.visionheatmaps.pipeline;

/** The text of a pipeline cannot be read. The message shows the line with a caret under the place. */
public final class PipelineSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    PipelineSyntaxException(String text, int position, String problem) {
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
        int end = text.indexOf('\n', start);
        String source = text.substring(start, end < 0 ? text.length() : end).replace('\t', ' ');
        String where = text.indexOf('\n') >= 0 ? "line " + line(text, position) + ", column " : "column ";
        return problem + " (" + where + column(text, position) + ")\n  " + source + "\n  "
                + " ".repeat(column(text, position) - 1) + "^";
    }
}

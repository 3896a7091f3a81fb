package org.visionheatmaps.audit;

/** The text of a rule cannot be read. The message shows it with a caret under the place. */
public final class RuleSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    RuleSyntaxException(String text, int position, String problem) {
        super(problem + " (column " + (position + 1) + ")\n  " + text.replaceAll("\\s", " ") + "\n  "
                + " ".repeat(position) + "^");
        this.column = position + 1;
    }

    /** The column of the place, from 1. */
    public int column() {
        return column;
    }
}

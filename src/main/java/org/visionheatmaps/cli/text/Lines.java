package org.visionheatmaps.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.text.SyntaxException;
import org.visionheatmaps.text.VisibleText;

/**
 * What a command prints. The commands print nothing else: whatever a line quotes, it stays one line and steers no terminal, see {@link
 * VisibleText}. Only this class ends lines and adds colours.
 */
public final class Lines {
    /** Longer messages of errors are cut: they may quote a whole pipeline. */
    static final int MAX_MESSAGE = 2000;

    private final List<String> lines = new ArrayList<>();

    /** Adds a line. */
    public Lines add(String line) {
        lines.add(VisibleText.of(line));
        return this;
    }

    /** Adds a line of a pattern, see {@link String#format}. */
    public Lines add(String pattern, Object... values) {
        return add(String.format(Locale.ROOT, pattern, values));
    }

    /** Adds a line that ends with the colours of a scheme. */
    Lines addSwatch(String line, ColorScheme scheme, int blocks) {
        lines.add(VisibleText.of(line) + Swatches.of(scheme, blocks));
        return this;
    }

    /** Adds the lines of a text that this program wrote, such as a document. */
    public Lines addDocument(String text) {
        text.lines().forEach(this::add);
        return this;
    }

    /** Adds the message of a failure: one line, or those of a {@link SyntaxException} that it quotes. */
    Lines addMessage(String message, Throwable failure) {
        lines.addAll(SyntaxException.lines(message, failure, MAX_MESSAGE));
        return this;
    }

    /** Adds what another text has. */
    public Lines addAll(Lines others) {
        lines.addAll(others.lines);
        return this;
    }

    /** The lines, each changed by decoration of this program's own. */
    Lines decorated(UnaryOperator<String> decoration) {
        lines.replaceAll(decoration);
        return this;
    }

    /** Prints them. */
    public void print(PrintWriter writer) {
        lines.forEach(writer::println);
        writer.flush();
    }

    /** The lines with line feeds between them. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}

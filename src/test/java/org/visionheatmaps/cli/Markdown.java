package org.visionheatmaps.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code in a page of Markdown.
 *
 * @param blocks fenced; those that are indented by four spaces after an empty line have the language {@code indented}
 * @param spans between backticks, on one line each; in tables {@code \|} is {@code |}
 */
public record Markdown(List<Block> blocks, List<String> spans) {
    private static final Pattern BLOCK = Pattern.compile(
            "(?ms)^(?:<!-- not run: ([^\n]+) -->\n)?```(\\w*)\n(.*?)^```$|(?<=\n\n)((?:    [^\n]*\n|\n(?=    ))+)");
    private static final Pattern SPAN = Pattern.compile("(?s)(?<!`)(`+)(?!`)((?:(?!\n\n).)+?)(?<!`)\\1(?!`)");
    private static final Pattern WORD = Pattern.compile("\\G\\s*((?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+)");

    /**
     * A block of code.
     *
     * @param line where it begins, from 1
     * @param notRun why no test runs it, as a comment before the block says; or null
     */
    public record Block(int line, String language, String text, String notRun) {}

    public static Markdown parse(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        StringBuilder prose = new StringBuilder();
        while (block.find()) {
            int line = (int) page.substring(0, block.start()).lines().count() + 1;
            boolean isFenced = block.group(3) != null;
            String text = isFenced ? block.group(3) : block.group(4).replaceAll("(?m)^    ", "");
            blocks.add(new Block(line, isFenced ? block.group(2) : "indented", text, block.group(1)));
            block.appendReplacement(prose, "\n");
        }
        block.appendTail(prose);
        List<String> spans = SPAN.matcher(prose)
                .results()
                .map(span -> span.group(2)
                        .replaceAll("\\s+", " ")
                        .replace("\\|", "|")
                        .strip())
                .toList();
        return new Markdown(blocks, spans);
    }

    /** The lines of a block as the shell has them: one that ends with a backslash goes on in the next. */
    public static List<String> commandLines(String block) {
        return block.replaceAll("\\\\\n *", "").lines().toList();
    }

    /** The words of a line as the shell has them, without its comment. */
    public static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1))
                .takeWhile(word -> !word.startsWith("#"))
                .map(word -> word.replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"))
                .toList();
    }
}

package org.visionheatmaps.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code in a page of Markdown.
 *
 * @param blocks fenced, or indented by four spaces after an empty line; without the indent
 * @param spans between backticks, on one line each; in tables {@code \|} is {@code |}
 */
record Markdown(List<String> blocks, List<String> spans) {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```\\w*\n(.*?)^```$|(?<=\n\n)((?:    [^\n]*\n|\n(?=    ))+)");
    private static final Pattern SPAN = Pattern.compile("(?s)(?<!`)(`+)(?!`)((?:(?!\n\n).)+?)(?<!`)\\1(?!`)");

    static Markdown parse(String page) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        StringBuilder prose = new StringBuilder();
        while (block.find()) {
            blocks.add(block.group(1) != null ? block.group(1) : block.group(2).replaceAll("(?m)^    ", ""));
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
}

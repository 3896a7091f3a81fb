package org.visionheatmaps.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the symbols of a pipeline's text from left to right, skipping white space and comments. */
final class Tokens {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern SYMBOL = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eEf][+-]?\\d+)?(?![\\p{L}\\p{N}_.])");

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private final String text;
    private final Matcher matcher;
    private int position;

    Tokens(String text) {
        this.text = text;
        this.matcher = NAME.matcher(text);
        skipBlank();
    }

    /** A name and where it stands. */
    record Name(String text, int position) {}

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == text.length();
    }

    boolean atName() {
        return looking(NAME);
    }

    boolean atString() {
        return text.startsWith("\"", position);
    }

    /** Takes a punctuation symbol if it comes next. */
    boolean take(String symbol) {
        if (!text.startsWith(symbol, position)) {
            return false;
        }
        position += symbol.length();
        skipBlank();
        return true;
    }

    Name name(String wanted) {
        int start = position;
        return new Name(token(NAME, wanted), start);
    }

    String symbol() {
        return token(SYMBOL, "a name after ':'");
    }

    /** What stands between quotes; a backslash takes the next character as it is. */
    String string() {
        if (!looking(STRING)) {
            throw error("A text in quotes needs a closing quote");
        }
        String quoted = token(STRING, "a text in quotes");
        return ESCAPED.matcher(quoted.substring(1, quoted.length() - 1)).replaceAll("$1");
    }

    double number(String wanted) {
        return Double.parseDouble(token(NUMBER, wanted).replace('f', 'e'));
    }

    /** A little of what comes next, for messages. */
    String rest() {
        String rest = text.substring(position).lines().findFirst().orElse("").strip();
        return rest.length() <= 20 ? rest : rest.substring(0, 20) + "…";
    }

    PipelineSyntaxException error(String problem) {
        return error(position, problem);
    }

    PipelineSyntaxException error(int at, String problem) {
        return new PipelineSyntaxException(text, at, problem);
    }

    private String token(Pattern pattern, String wanted) {
        if (!looking(pattern)) {
            throw error("Expected " + wanted + ", but found " + (atEnd() ? "the end" : "'" + rest() + "'"));
        }
        String token = matcher.group();
        position = matcher.end();
        skipBlank();
        return token;
    }

    private boolean looking(Pattern pattern) {
        return matcher.usePattern(pattern).region(position, text.length()).lookingAt();
    }

    private void skipBlank() {
        boolean comment = false;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            comment = c != '\n' && (comment || c == '#');
            if (!comment && !Character.isWhitespace(c)) {
                return;
            }
        }
    }
}

package org.visionheatmaps.png;

import java.util.Objects;

/**
 * A keyword and its text, kept inside a PNG.
 *
 * @param keyword 1 to 79 printable Latin-1 characters without leading, trailing or double spaces
 * @param text anything but the character NUL; kept as Latin-1 where that can hold it (tEXt), otherwise as UTF-8 (iTXt)
 */
public record TextChunk(String keyword, String text) {
    private static final int LONGEST_KEYWORD = 79;
    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final char LATIN_1 = '\u00FF';

    /**
     * @throws IllegalArgumentException for a keyword or text that PNG does not allow
     */
    public TextChunk {
        Objects.requireNonNull(text);
        if (!isKeyword(keyword)) {
            throw new IllegalArgumentException(
                    "A PNG keyword needs 1 to 79 printable Latin-1 characters, but got '" + keyword + "'");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The text of a PNG chunk cannot hold the character NUL");
        }
    }

    private static boolean isKeyword(String keyword) {
        for (int i = 0; i < keyword.length(); i++) {
            char letter = keyword.charAt(i);
            boolean isInnerSpace = letter == ' ' && i > 0 && i < keyword.length() - 1 && keyword.charAt(i - 1) != ' ';
            if (!isInnerSpace && !(letter > ' ' && letter <= '~') && !(letter > NO_BREAK_SPACE && letter <= LATIN_1)) {
                return false;
            }
        }
        return !keyword.isEmpty() && keyword.length() <= LONGEST_KEYWORD;
    }

    boolean isLatin1() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LATIN_1) {
                return false;
            }
        }
        return true;
    }
}

package org.visionheatmaps.png;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A keyword and its text, kept inside a PNG.
 *
 * @param keyword 1 to 79 printable Latin-1 characters without leading, trailing or double spaces
 * @param text anything but the character NUL; kept as Latin-1 where that can hold it (tEXt), otherwise as UTF-8 (iTXt)
 */
public record TextChunk(String keyword, String text) {
    /**
     * @throws IllegalArgumentException for a keyword or text that PNG does not allow
     */
    public TextChunk {
        Objects.requireNonNull(text);
        if (!keyword.matches("[\\x21-\\x7E\\xA1-\\xFF](?: ?[\\x21-\\x7E\\xA1-\\xFF]){0,78}") || keyword.length() > 79) {
            throw new IllegalArgumentException(
                    "A PNG keyword needs 1 to 79 printable Latin-1 characters, but got '" + keyword + "'");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The text of a PNG chunk cannot hold the character NUL");
        }
    }

    boolean isLatin1() {
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
    }
}

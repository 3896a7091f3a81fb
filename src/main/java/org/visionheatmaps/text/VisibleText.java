package org.visionheatmaps.text;

/**
 * Text from outside as it may be shown. Characters that steer a terminal or reorder what a reader sees become their escapes as JSON
 * writes them ({@code \n}, {@code \u001b}): the C0 and C1 controls, DEL, the line and paragraph separators, the bidirectional
 * embeddings, overrides and isolates (Unicode TR 36, 2.10) and surrogates without their partner. A backslash stays as it is, so the
 * result of a result is itself.
 */
public final class VisibleText {
    private VisibleText() {}

    /** The text on one line. */
    public static String of(String text) {
        return escaped(text, "");
    }

    /** The text with its line feeds and tabs, for pages that show them as space. */
    public static String block(String text) {
        return escaped(text, "\n\t");
    }

    /** The text on one line, cut after a number of characters; {@code …} stands for the rest. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return of(text);
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(max - 1));
        return of(text.substring(0, splitsPair ? max - 1 : max)) + "…";
    }

    private static String escaped(String text, String kept) {
        int at = 0;
        while (at < text.length() && !isEscaped(text, at, kept)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, at);
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            visible.append(isEscaped(text, at, kept) ? escape(c) : String.valueOf(c));
        }
        return visible.toString();
    }

    private static boolean isEscaped(String text, int at, String kept) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return steers(c) && kept.indexOf(c) < 0;
    }

    /** Whether a character moves a cursor, ends a line or turns the direction of others. */
    static boolean steers(char c) {
        return c < 0x20 || c >= 0x7f && c <= 0x9f || c >= '\u2028' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}

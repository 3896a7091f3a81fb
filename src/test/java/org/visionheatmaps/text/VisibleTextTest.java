package org.visionheatmaps.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("fast")
class VisibleTextTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(
                        "ab€語😀\\\"\n\r\t\u001b\u0007\u007f\u0085\u009b\u00a0\u2027\u2028\u2029\u202a\u202e\u202f\u2066\u2069")
                .withChars('\ud83d', '\ude00', '\ud800')
                .ofMaxLength(40);
    }

    private static boolean isSafe(int c) {
        return Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.SURROGATE
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                && !(c >= 0x202a && c <= 0x202e)
                && !(c >= 0x2066 && c <= 0x2069);
    }

    @Property
    void nothingThatSteersIsLeft(@ForAll("texts") String text) {
        assertTrue(VisibleText.of(text).codePoints().allMatch(VisibleTextTest::isSafe), VisibleText.of(text));
    }

    @Property
    void allOtherCharactersStayAsTheyAre(@ForAll("texts") String text) {
        int[] safe = text.codePoints().filter(VisibleTextTest::isSafe).toArray();
        String expected = new String(safe, 0, safe.length);
        assertEquals(expected, VisibleText.of(expected));
        assertEquals(expected, VisibleText.of(text).replaceAll("(?s)\\\\(u[0-9a-f]{4}|[nrt])", ""));
    }

    @Property
    void whatIsVisibleIsNotEscapedAgain(@ForAll("texts") String text) {
        assertEquals(VisibleText.of(text), VisibleText.of(VisibleText.of(text)));
    }

    @Property
    void everyControlIsEscaped(@ForAll @IntRange(max = 0x9f) int c) {
        boolean isControl = Character.isISOControl(c);
        assertEquals(isControl, !VisibleText.of("a" + (char) c).equals("a" + (char) c));
    }

    @Example
    void escapesAreThoseOfJson() {
        assertEquals(
                "a\\n\\r\\t\\u001b[31m\\u009b\\u007f\\u202e\\u2028\\ud800",
                VisibleText.of("a\n\r\t\u001b[31m\u009b\u007f\u202e\u2028\ud800"));
    }

    @Example
    void pagesKeepLineFeedsAndTabs() {
        assertEquals("a\n\tb\\r\\u202e", VisibleText.block("a\n\tb\r\u202e"));
    }

    @Example
    void longTextsAreCutBetweenCharacters() {
        assertEquals("abc", VisibleText.cut("abc", 3));
        assertEquals("ab…", VisibleText.cut("abc", 2));
        assertEquals("a…", VisibleText.cut("a😀b", 2));
        assertEquals("a\\n…", VisibleText.cut("a\nbc", 2));
    }

    @Property
    void aStreamShowsTheSameWhereverItIsSplit(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 5) int step) throws IOException {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (VisibleStream stream = new VisibleStream(shown)) {
            byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at += step) {
                stream.write(bytes, at, Math.min(step, bytes.length - at));
            }
        }
        assertEquals(VisibleText.block(valid).replace("\\r\n", "\r\n"), shown.toString(StandardCharsets.UTF_8));
    }

    @Example
    void bytesThatAreNoTextPassAStream() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        byte[] bytes = {(byte) 0xFF, (byte) 0xC2, 'a', (byte) 0xE2, (byte) 0x80, 'b', (byte) 0xE2};
        try (VisibleStream stream = new VisibleStream(shown)) {
            for (byte b : bytes) {
                stream.write(b);
            }
        }
        assertEquals(
                List.of(bytes.length, 0),
                List.of(shown.size(), java.util.Arrays.mismatch(bytes, shown.toByteArray()) + 1));
    }
}

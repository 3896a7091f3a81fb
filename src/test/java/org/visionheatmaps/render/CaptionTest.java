package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class CaptionTest {
    private static final Map<String, Object> VALUES = new HashMap<>(
            Map.of("label", "cat", "probability", 0.98765, "count", 12, "text", "two\nlines\u0007 and\ttabs"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{label} {probability:.2f}     | cat 0.99",
                "{probability:.1%} of {label}  | 98.8% of cat",
                "{count:.0f} {probability:.1e} | 12 9.9e-01",
                "{probability}                 | 0.98765",
                "{none}, {none:.2f}            | \u2013, \u2013",
                "{{{label}}}                   | {cat}",
                "{text}                        | two lines and tabs",
                "no columns                    | no columns"
            })
    void valuesStandWhereTheirColumnsAreNamed(String caption, String line) {
        assertEquals(line, new Caption(caption).of(VALUES::get));
    }

    @Test
    void columnsAreKnownBeforeAnyRow() {
        assertEquals(
                List.of(new Caption.Field("label", null), new Caption.Field("a.b", ".2f")),
                new Caption("{label} {{x}} {a.b:.2f}").fields());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{label       | has a { alone at character 1",
                "label}       | has a } alone at character 6",
                "{}           | has a { alone at character 1",
                "{label:2d}   | '{label:2d}' has no format of a number: use .2f, .1e or .0%",
                "{label:.200f}| '{label:.200f}' has no format"
            })
    void aCaptionThatIsNoneIsAnError(String caption, String said) {
        String message = assertThrows(IllegalArgumentException.class, () -> new Caption(caption))
                .getMessage();
        assertTrue(message.contains(said), message);
    }

    @Test
    void longCaptionsAreCut() {
        CaptionFont font = CaptionFont.get();
        String cut = font.cut("a long label that has no room", 100);
        assertTrue(cut.endsWith("\u2026") && cut.startsWith("a long"), cut);
        assertTrue(font.width(cut) <= 100 && font.width(cut) > 85, cut);
        assertEquals("short", font.cut("short", 100));
    }

    @Test
    void theFontHasTheLettersOfManyLanguagesAndABoxForOthers() {
        for (String letters : List.of("Żółćěščř", "ñ¿Việt", "Ελληνικά", "Кириллица", "≤±µ°€→")) {
            letters.codePoints()
                    .forEach(letter -> assertNotEquals(
                            drawn("\u6771"), drawn(Character.toString(letter)), Character.toString(letter)));
        }
        assertEquals(drawn("\u6771"), drawn("\u3042"));
        assertEquals(drawn("\u00e9"), drawn("e\u0301"));
    }

    private static List<Integer> drawn(String text) {
        Canvas canvas = new Canvas(100, 20);
        CaptionFont.get().write(canvas, text, 0, 0, 1);
        byte[] rgb = canvas.image().rgb();
        return IntStream.range(0, rgb.length).mapToObj(at -> (int) rgb[at]).toList();
    }
}

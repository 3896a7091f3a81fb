package org.visionheatmaps.io.palette;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Files of colour schemes from anybody: they are read, or refused with the file's name. */
@Tag("fast")
class DamagedSchemesTest {
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("schemes");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String extension : List.of("json", "csv", "gpl", "cpt")) {
            Files.deleteIfExists(folder.resolve("s." + extension));
        }
        Files.delete(folder);
    }

    private static Path file(String extension, String text) throws IOException {
        return Files.writeString(folder.resolve("s." + extension), text);
    }

    private static String refusal(String extension, String text) throws IOException {
        Path file = file(extension, text);
        String message = assertThrows(IllegalArgumentException.class, () -> SchemeFiles.read(file), text)
                .getMessage();
        assertTrue(message.startsWith("The colour schemes of 's." + extension + "' cannot be read: "), message);
        return message;
    }

    @Example
    void aFileWithoutASchemeIsRefused() throws IOException {
        for (String extension : List.of("json", "csv", "gpl", "cpt")) {
            for (String text : List.of("", " \n\n", "\ufeff")) {
                refusal(extension, text);
            }
        }
        for (String text : List.of(
                "null", "{}", "[]", "1", "true", "\"#fff\"", "{\"a\": null}", "{\"colors\": {}}", "[{}]", "[[]]")) {
            refusal("json", text);
        }
    }

    @Example
    void valuesOfAnotherTypeAreRefused() throws IOException {
        for (String text : List.of(
                "[{\"colors\": [\"#fff\"]}, 3]",
                "[{\"colors\": [\"#fff\"]}, null]",
                "{\"a\": [{\"x\": 1, \"y\": 2, \"z\": 3}]}",
                "[null]",
                "[[1, 2, null]]",
                "{\"RGBPoints\": null}",
                "{\"RGBPoints\": 3}",
                "{\"RGBPoints\": [0, 8]}",
                "{\"RGBPoints\": [0, 0, 0, \"x\"]}",
                "{\"RGBPoints\": [0, 0, 0, 1e999]}",
                "{\"colors\": [[1e999, 0, 0]]}",
                "{\"colors\": [\"#fff\"], \"class\": []}x",
                "{\"colors\": [\"#fff\"], \"colors\": [\"#000\"]}",
                "{\"colors\": [\"#fff\"]} {}")) {
            refusal("json", text);
        }
    }

    @Example
    void nestingBeyondTheLimitIsRefusedWithTheLimit() throws IOException {
        for (String opening : List.of("[", "{\"a\":")) {
            String message = refusal("json", opening.repeat(100_000));
            assertTrue(message.contains("(17) exceeds the maximum allowed (16,"), message);
        }
    }

    @Example
    void aLongValueIsNotQuotedWhole() throws IOException {
        String message = refusal("json", "{\"a\": [[" + "1, ".repeat(1 << 18) + "1]]}");
        assertTrue(message.length() < 500 && message.contains("…"), message);
    }

    @Example
    void schemesThatOnceEndedInATraceAreRefused() throws IOException {
        refusal("json", Files.readString(Path.of("src/test/resources/crashers/schemes-2.json")));
    }

    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"a\"",
                        "\"colors\"",
                        "\"RGBPoints\"",
                        "\"Name\"",
                        "\"class\"",
                        "\"#fff\"",
                        "\"other\"",
                        "0",
                        "1",
                        "255",
                        "-1",
                        "1e999",
                        "NaN",
                        "null",
                        "true",
                        "#",
                        "#ffffff",
                        "GIMP Palette\n",
                        "Name:",
                        "\n",
                        " ",
                        "/",
                        ";",
                        "B",
                        "\u001b",
                        "\u202e",
                        "# COLOR_MODEL = HSV\n")
                .list()
                .ofMaxSize(40)
                .map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll("soups") String text) throws IOException {
        for (String extension : List.of("json", "csv", "gpl", "cpt")) {
            Path file = file(extension, text);
            try {
                SchemeFiles.read(file);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("The colour schemes of "), e.getMessage());
            }
        }
    }
}

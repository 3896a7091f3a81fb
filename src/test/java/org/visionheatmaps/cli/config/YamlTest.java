package org.visionheatmaps.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** YAML from anybody, as options and as rules: it is read, or refused with the file and the line. */
@Tag("spark")
class YamlTest {
    private static void refused(String expected, String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String message : List.of(
                    assertThrows(IllegalArgumentException.class, () -> YamlOptions.parse("f.yaml", text))
                            .getMessage(),
                    assertThrows(IllegalArgumentException.class, () -> RulesFile.parse("f.yaml", text))
                            .getMessage())) {
                assertTrue(message.startsWith("f.yaml"), message);
                assertTrue(message.contains(expected), message);
                assertFalse(message.contains("\n"), message);
            }
        });
    }

    @Example
    void nestingBeyondTheLimitIsRefusedWithTheLimit() {
        for (String opening : List.of("{", "[", "- ", "? ", "{a: ", "[a, ", "{? [")) {
            for (int depth : new int[] {17, 1000, 100_000}) {
                refused("line 1", opening.repeat(depth));
            }
        }
        refused("line 1: lists and mappings nest at most 16 deep", "{".repeat(100_000));
        refused("line 1: lists and mappings nest at most 16 deep", "[".repeat(100_000));
    }

    @Example
    void optionsThatOnceOverflowedTheStackAreRefused() throws IOException {
        Path file = Path.of("src/test/resources/crashers/options-1.yaml");
        // It is no UTF-8 either.
        assertThrows(IllegalArgumentException.class, () -> YamlOptions.read(file.toString()));
        refused("nest at most 16 deep", Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    @Example
    void somethingElseThanAMappingIsRefused() {
        for (String text : List.of("- a", "a", "1e999999999", "[]", "!!binary aGk=")) {
            refused("line 1: needs ", text);
        }
    }

    @Example
    void anEmptyOrNullDocumentHasNoOptionsAndIsNoFileOfRules() {
        for (String text : List.of("", " \n", "# comment", "null", "---", "--- null\n...")) {
            assertEquals(List.of(), YamlOptions.parse("f.yaml", text));
            assertEquals(
                    "f.yaml needs 'rules:' and a list of rules, each with a 'check', but is empty",
                    assertThrows(IllegalArgumentException.class, () -> RulesFile.parse("f.yaml", text))
                            .getMessage());
        }
    }

    @Example
    void secondDocumentsUnknownAliasesAndVersionsAreRefused() {
        refused("line ", "a: 1\n---\nb: 2");
        refused("line ", "rules: *nobody");
        refused("", "%YAML 9.9\n---\na: 1");
        refused("", "a: \"\u0007\"");
        refused("", "a: b: c");
        refused("", "\ta: 1");
        refused("line 1", "rules: &a [*a]");
    }

    @Example
    void aliasesOfAliasesAreNotExpanded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 100; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(before)
                    .append(", ")
                    .append(before)
                    .append("]\n");
        }
        refused("aliases", bomb.toString());
    }

    @Example
    void aKeyThatStandsThereTwiceIsRefused() {
        refused("line 2: 'rules' stands there twice", "rules: []\nrules: []");
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> RulesFile.parse("f.yaml", "rules:\n- check: count > 1\n  check: count > 2"))
                .getMessage()
                .startsWith("f.yaml, line 3: 'check' stands there twice"));
    }

    @Example
    void tagsBuildNothing() {
        assertEquals(
                List.of("x"),
                YamlOptions.parse("f.yaml", "a: !!javax.script.ScriptEngineManager x")
                        .get(0)
                        .values());
        refused("line 1", "a: !!javax.script.ScriptEngineManager {b: c}");
    }

    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ": ",
                        "- ",
                        "? ",
                        "\n",
                        "  ",
                        ",",
                        "&a ",
                        "*a",
                        "!t ",
                        "!!int ",
                        "|",
                        ">",
                        "'",
                        "\"",
                        "\\",
                        "#",
                        "%YAML 1.2",
                        "---\n",
                        "...",
                        "a",
                        "rules",
                        "check",
                        "count >= 1",
                        "null",
                        "~",
                        "<<",
                        "\t",
                        "@",
                        "`",
                        "\u0007",
                        "\u2028",
                        "\ufeff",
                        "\ud83d",
                        "1e9")
                .list()
                .ofMaxSize(40)
                .map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll("soups") String text) {
        for (Runnable reader :
                List.<Runnable>of(() -> YamlOptions.parse("f.yaml", text), () -> RulesFile.parse("f.yaml", text))) {
            try {
                reader.run();
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("f.yaml"), e.getMessage());
            }
        }
    }
}

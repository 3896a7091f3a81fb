package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import net.jqwik.api.constraints.IntRange;

/** Texts from anybody: they are pipelines, or they are refused with a place. */
@Tag("fast")
class PipelineNestingTest {
    private static final List<String> OPENING =
            List.of("[", "dataset(", "ResizeToImage(Lanczos(", "RangeColormap(reverse(", "RangeColormap([[");

    @Property(tries = 100)
    void nestingBeyondTheLimitIsRefusedWithTheLimit(@ForAll @IntRange(min = 33, max = 20_000) int depth) {
        for (String opening : OPENING) {
            String text = "RangeColormap(" + opening.repeat(depth);
            PipelineSyntaxException refused =
                    assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse(text), opening);
            assertTrue(refused.getMessage().startsWith("Lists and calls nest at most 32 deep (column "), opening);
            assertTrue(refused.getMessage().length() < 1000, opening);
        }
    }

    @Example
    void listsInCallsInDatasetAreNotTooDeep() {
        String text = "SumReduction() |> dataset(CenteredColormap(reverse([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])))";
        assertTrue(Pipeline.parse(text).needsFit());
    }

    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(
                        "[",
                        "]",
                        "(",
                        ")",
                        ",",
                        ";",
                        "|>",
                        "=",
                        ":",
                        "-",
                        "+",
                        "1",
                        ".5e9",
                        "1e999",
                        "\"",
                        "\\",
                        "#",
                        "\n",
                        " ",
                        "dataset",
                        "by",
                        "PercentileClip",
                        "RangeColormap",
                        "reverse",
                        "jet",
                        "\"#fff\"",
                        "NormReduction()",
                        "Lanczos",
                        "ResizeToImage",
                        "FlipImage()",
                        "\u001b",
                        "\u202e",
                        "\ud800",
                        "é",
                        "null")
                .list()
                .ofMaxSize(60)
                .map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @Property
    void anyTextIsAPipelineOrASyntaxError(@ForAll("soups") String text) {
        try {
            Pipeline pipeline = Pipeline.parse(text);
            assertEquals(pipeline, Pipeline.parse(pipeline.toString()));
        } catch (PipelineSyntaxException e) {
            List<String> lines = e.getMessage().lines().toList();
            assertEquals(3, lines.size(), e.getMessage());
            assertTrue(e.getMessage().chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)), e.getMessage());
            assertTrue(e.line() >= 1 && e.column() >= 1);
        }
    }

    @Example
    void aPipelineThatOnceOverflowedTheStackIsRefused() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/crashers/pipeline-3.txt"));
        assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse(text));
    }

    @Example
    void aMegabyteOfPipelineIsNotQuotedWhole() {
        for (String text : List.of(
                "x".repeat(1 << 20) + "()",
                "NormReduction() ".repeat(1 << 16),
                "NormReduction(" + "y".repeat(1 << 20) + "=1)",
                "ExtremaColormap(:" + "z".repeat(1 << 20) + ")",
                "ExtremaColormap([\"" + "\\\"".repeat(1 << 19) + "\"])",
                "NormReduction() |> ".repeat(50_000) + "?")) {
            PipelineSyntaxException refused = assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse(text));
            assertTrue(refused.getMessage().length() < 2000, text.substring(0, 20));
            assertTrue(refused.getMessage().contains("…"), text.substring(0, 20));
        }
    }

    @Example
    void theCaretStandsUnderThePlaceWhateverIsBeforeIt() {
        PipelineSyntaxException refused = assertThrows(
                PipelineSyntaxException.class, () -> Pipeline.parse("RangeColormap([\"\u001b[31m\u202e\"], ?)"));
        String[] lines = refused.getMessage().split("\n");
        assertEquals('?', lines[1].charAt(lines[2].indexOf('^')), refused.getMessage());
        assertTrue(lines[1].contains("\\u001b[31m\\u202e"), refused.getMessage());
        assertEquals(27, refused.column());
    }
}

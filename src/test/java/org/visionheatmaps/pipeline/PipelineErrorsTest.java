package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong pipeline says of itself: the problem, the place, the line and a caret. */
@Tag("fast")
class PipelineErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        # text                                 | column | problem
        Nope()                                 | 1  | Unknown transform 'Nope' (known: Abs, AbsSumReduction,
        NormReductio()                         | 1  | Unknown transform 'NormReductio': did you mean 'NormReduction'?
        NormReduction                          | 14 | Expected '(' after 'NormReduction', as in NormReduction()
        NormReduction(                         | 15 | Expected a value for NormReduction
        NormReduction(3)                       | 15 | NormReduction takes no arguments
        NormReduction(x=3)                     | 15 | NormReduction has no argument 'x'
        NormReduction() FlipImage()            | 17 | "Expected '|>' or the end of the pipeline, but found 'FlipImage()'"
        FlipImage() extra                      | 13 | "Expected '|>' or the end"
        Clip(1)                                | 1  | Clip needs an argument 'upper'
        Clip(1 2)                              | 8  | Expected ',' or ')' in the arguments of Clip
        Clip(1, 0)                             | 9  | Clip needs finite lower <= upper
        Clip(1, 1e999)                         | 9  | Clip needs finite lower <= upper
        Clip(0, 1, 2)                          | 12 | Clip takes at most 2 arguments (it has: lower, upper)
        AlphaOverlay(1, 2)                     | 17 | AlphaOverlay takes at most 1 argument (it has: alpha)
        AlphaOverlay(alpha=0.1, alpha=0.2)     | 25 | AlphaOverlay is given 'alpha' twice
        AlphaOverlay(0.1, alpha=0.2)           | 19 | AlphaOverlay is given 'alpha' twice
        AlphaOverlay(alfa=0.1)                 | 14 | AlphaOverlay has no argument 'alfa': did you mean 'alpha'?
        AlphaOverlay(1.5)                      | 14 | AlphaOverlay needs alpha in [0, 1], but got 1.5
        AlphaOverlay(:jet)                     | 14 | AlphaOverlay needs a number for 'alpha'
        AlphaOverlay(1.5x)                     | 14 | Expected a value for AlphaOverlay
        AlphaOverlay(alpha=)                   | 20 | Expected a value for AlphaOverlay
        ExtremaColormap(:batlo)                | 17 | Unknown colour scheme ':batlo': did you mean 'batlow'?
        Clip(0, Inf)                           | 9  | Expected a finite number, but found 'Inf': a bound beyond all values, such as 1e30, clips nothing
        ExtremaColormap(batlow)                | 17 | Expected a value, but found 'batlow': a name is written with a colon
        ExtremaColormap(scheme=jet)            | 24 | Expected a value, but found 'jet': a name is written with a colon
        ExtremaColormap(3)                     | 17 | "ExtremaColormap needs a name such as :batlow, reverse(:batlow), or a list of colours for 'scheme'"
        ExtremaColormap([])                    | 17 | A colour scheme needs three components per colour and at least one colour
        ExtremaColormap(["#000", 3])           | 17 | "A list of colours needs ""#rrggbb"" or ""#rrggbbaa"" for each, or"
        ExtremaColormap([[0, 0]])              | 17 | "A list of colours needs ""#rrggbb"" or"
        ExtremaColormap([[0, 0, 255]])         | 17 | "A colour scheme needs components from 0 to 1, but 'inline' has 255.0"
        ExtremaColormap(["red"])               | 17 | "A colour needs the form ""#rrggbb"" or ""#rgb"", but got "
        ExtremaColormap(["#000)                | 18 | A text in quotes needs a closing quote
        ExtremaColormap(["#000" "#fff"])       | 25 | "Expected ',' or ']' in the list of ExtremaColormap"
        ExtremaColormap(["#000",,])            | 25 | Expected a value for ExtremaColormap
        ExtremaColormap(reverse(:batlo))       | 17 | Unknown colour scheme ':batlo': did you mean 'batlow'?
        ExtremaColormap(reverse(:jet, 2))      | 17 | reverse takes at most 1 argument
        ExtremaColormap(:)                     | 18 | Expected a name after ':'
        RangeColormap(:jet, 1, 2, 3, 4)        | 30 | RangeColormap takes at most 4 arguments (it has: scheme, lower, upper, levels)
        RangeColormap(:jet, 1, 2, levels=1)    | 27 | A colormap needs 2 to 256 levels, or 0 for no levels, but got 1
        ExtremaColormap([[1, "#000"], [0, "#fff"]]) | 17 | A colour scheme needs finite places that ascend, but got [1.0, 0.0]
        ExtremaColormap([[1, "#000"], [1, "#fff"]]) | 17 | A colour scheme needs a last place beyond the first, but both are 1.0
        ResizeToImage(Lanczos(9))              | 15 | Lanczos needs 1 to 4 samples on each side, but got 9
        ResizeToImage(Lanczos(1.5))            | 15 | Lanczos needs a whole number for 'a', but got 1.5
        ResizeToImage(Linear(2))               | 15 | Linear takes no arguments
        ResizeToImage(Bicubic())               | 15 | Unknown method of resizing 'Bicubic': use Lanczos(1), Lanczos(2)
        PermuteDims(1.5, 2)                    | 13 | PermuteDims needs a whole number for 'dims', but got 1.5
        PermuteDims(0, 1)                      | 16 | PermuteDims needs one or more different dimensions
        PermuteDims()                          | 1  | PermuteDims needs one or more different dimensions
        PercentileClip(1, 99)                  | 19 | PercentileClip needs 0 <= lower < upper <= 1 (fractions, not percent)
        dataset(SumReduction())                | 9  | dataset needs a step that is fitted to values, such as PercentileClip()
        dataset()                              | 1  | "dataset needs the step to fit, as in dataset(PercentileClip())"
        dataset(3)                             | 9  | dataset needs a call such as PercentileClip() for 'transform'
        dataset(PercentilClip())               | 9  | Unknown transform 'PercentilClip': did you mean 'PercentileClip'?
        dataset(PercentileClip(1, 99))         | 27 | PercentileClip needs 0 <= lower < upper <= 1
        dataset(PercentileClip(), by=method)   | 30 | Expected a value, but found 'method': a name is written with a colon
        dataset(PercentileClip(), by=3)        | 27 | dataset needs a name such as :method or
        dataset(PercentileClip(), by=[:a :b])  | 34 | "Expected ',' or ']' in the list of dataset"
        dataset(PercentileClip(), by=[:a, :a]) | 27 | dataset needs each column of 'by' once
        datset(PercentileClip())               | 1  | Unknown transform 'datset': did you mean 'dataset'?
        PermuteDims(2, 1)                      | 1  | step 1: PermuteDims(2, 1) needs a value of 2 dimensions
        """)
    void theProblemAndItsColumnAreNamed(String text, int column, String problem) {
        PipelineSyntaxException error = assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse(text));
        assertTrue(error.getMessage().startsWith(problem), error.getMessage());
        assertEquals(column, error.column(), error.getMessage());
        assertEquals(1, error.line());
        List<String> lines = error.getMessage().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).endsWith(" (column " + column + ")"), error.getMessage());
        assertEquals("  " + text, lines.get(1));
        assertEquals(" ".repeat(column + 1) + "^", lines.get(2));
    }

    @Test
    void aPipelineOfSeveralLinesNamesTheLineAndShowsItAlone() {
        PipelineSyntaxException error = assertThrows(
                PipelineSyntaxException.class,
                () -> Pipeline.parse("NormReduction()\r\n\t|> FlipImag() # oops\r\n|> ExtremaColormap()"));
        assertEquals(2, error.line());
        assertEquals(5, error.column());
        List<String> lines = error.getMessage().lines().toList();
        assertTrue(lines.get(0).endsWith(" (line 2, column 5)"), error.getMessage());
        assertEquals("   |> FlipImag() # oops", lines.get(1));
        assertEquals("      ^", lines.get(2));
    }

    @Test
    void anEmptyTextOrAnEndAfterAnArrowAsksForAStep() {
        for (String text : new String[] {"", "   \n ", "# nothing"}) {
            String message = assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse(text))
                    .getMessage();
            assertTrue(message.startsWith("A pipeline needs at least one step, such as NormReduction()"), message);
        }
        String message = assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse("FlipImage() |>"))
                .getMessage();
        assertTrue(message.startsWith("A step must follow '|>' (column 15)"), message);
        assertThrows(IllegalArgumentException.class, () -> new Pipeline(List.of()));
    }

    @Test
    void aStepOfTheWrongKindIsNamedWithWhatComesToIt() {
        PipelineSyntaxException error = assertThrows(
                PipelineSyntaxException.class,
                () -> Pipeline.parse("SumReduction() |> ExtremaColormap(:jet) |> NormReduction()"));
        assertEquals(
                "step 3: NormReduction() needs channels, but step 2 gives colors",
                error.getMessage().lines().findFirst().orElseThrow().replaceFirst(" \\(column 44\\)$", ""));
        assertEquals(44, error.column());
    }

    @Test
    void aMissingReductionOrColormapIsSuggested() {
        String scalars = assertThrows(
                        PipelineSyntaxException.class, () -> Pipeline.parse("FlipImage() |> ExtremaColormap()"))
                .getMessage();
        assertTrue(
                scalars.startsWith("step 2: ExtremaColormap(:batlow) needs scalars, but step 1 gives channels"
                        + " (put a reduction such as NormReduction() before it)"),
                scalars);
        String colors = assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse("AlphaOverlay()"))
                .getMessage();
        assertTrue(
                colors.startsWith("step 1: AlphaOverlay(0.6) needs colors, but the input is channels"
                        + " (put a colormap such as ExtremaColormap() before it)"),
                colors);
    }

    @Test
    void anUnknownPresetNamesTheNearest() {
        String message = assertThrows(IllegalArgumentException.class, () -> Preset.named("sensitivty"))
                .getMessage();
        assertEquals(
                "Unknown preset 'sensitivty': did you mean 'sensitivity'? (there are: sensitivity, attribution, cam, cam-smooth, captum, zennit, grad-cam, vertex, pair-saliency)",
                message);
    }
}

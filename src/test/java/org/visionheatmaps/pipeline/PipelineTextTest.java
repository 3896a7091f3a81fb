package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.color.SchemeSource;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.PermuteDims;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.SumReduction;
import org.visionheatmaps.transform.resize.Lanczos;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** What the grammar reads. */
@Tag("fast")
class PipelineTextTest {
    private static final Transform BATLOW = new ExtremaColormap(TransformSamples.scheme("batlow"));
    private static final Transform BERLIN = new CenteredColormap(TransformSamples.scheme("berlin"));
    private static final Transform JET = new ExtremaColormap(TransformSamples.scheme("jet"));

    @Test
    void defaultsAreTheReferences() {
        assertEquals(
                List.of(
                        new NormReduction(),
                        new PercentileClip(0.001, 0.999),
                        BATLOW,
                        new ResizeToImage(new Lanczos(1)),
                        new AlphaOverlay(0.6)),
                Pipeline.parse("NormReduction() |> PercentileClip() |> ExtremaColormap() |> ResizeToImage()"
                                + " |> AlphaOverlay()")
                        .steps());
        assertEquals(BERLIN, last("SumReduction() |> CenteredColormap()"));
        assertEquals(new ResizeToImage(new Lanczos(1)), last("ResizeToImage(Lanczos())"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SumReduction() |> PercentileClip(0.25, 0.75)",
                "SumReduction()|>PercentileClip(0.25,0.75)",
                "  SumReduction ( )\n\t|> PercentileClip\r\n(\n 0.25 ,\n 0.75 ) \n",
                "SumReduction() |> PercentileClip(lower=0.25, upper=0.75)",
                "SumReduction() |> PercentileClip(upper = 0.75, lower = 0.25)",
                "SumReduction() |> PercentileClip(0.25; upper=0.75)",
                "SumReduction() |> PercentileClip(; lower=0.25, upper=0.75)",
                "SumReduction() |> PercentileClip(0.25, upper=0.75,)",
                "SumReduction() |> PercentileClip(.25, 75e-2)",
                "SumReduction() |> PercentileClip(+2.5E-1, 7.5f-1)",
                "# reduce\nSumReduction() # the sum |> NormReduction()\n  |> # then\n PercentileClip(0.25, # low\n 0.75)"
            })
    void spacesCommentsAndKeywordsAreFree(String text) {
        assertEquals(Pipeline.of(new SumReduction(), new PercentileClip(0.25, 0.75)), Pipeline.parse(text));
    }

    @Test
    void wholeNumbersAndDecimalsAreBothNumbers() {
        assertEquals(new AlphaOverlay(1), last("SumReduction() |> ExtremaColormap() |> AlphaOverlay(1)"));
        assertEquals(new AlphaOverlay(1), last("SumReduction() |> ExtremaColormap() |> AlphaOverlay(1.)"));
        assertEquals(new ResizeToImage(new Lanczos(3)), last("ResizeToImage(Lanczos(3.0))"));
        assertEquals(new Clip(-2, 1e300), last("SumReduction() |> Clip(-2, 1e300)"));
        assertEquals(new PermuteDims(List.of(2, 1, 3)), last("PermuteDims(2, 1, 3)"));
    }

    @Test
    void schemesAndMethodsAreArgumentsByPlaceOrName() {
        assertEquals(JET, last("SumReduction() |> ExtremaColormap(:jet)"));
        assertEquals(JET, last("SumReduction() |> ExtremaColormap(scheme = :jet)"));
        assertEquals(JET, last("SumReduction() |> ExtremaColormap(; scheme=: jet)"));
        assertEquals(new ResizeToImage(new Linear()), last("ResizeToImage(Linear())"));
        assertEquals(new ResizeToImage(new Lanczos(2)), last("ResizeToImage(method=Lanczos(a=2))"));
        assertEquals(
                new RangeColormap(TransformSamples.scheme("jet"), -1, 2),
                last("SumReduction() |> RangeColormap(:jet, -1, 2)"));
        assertEquals(
                new RangeColormap(TransformSamples.scheme("jet"), -1, 2),
                last("SumReduction() |> RangeColormap(upper=2, lower=-1, scheme=:jet)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "captum:heat_map:all | RangeColormap([\"#ff0000\", \"#ffffff\", \"#008000\"], -1.0, 1.0) > FlipImage()",
                "captum:heat_map:negative | Polarity(:negative) > MassClip(0.02) > RangeColormap(:Reds, 0.0, 1.0) > FlipImage()",
                "captum:blended_heat_map:positive | RangeColormap(:Greens, 0.0, 1.0) > GreyImage() > AlphaOverlay(0.5)",
                "captum:blended_heat_map | \"#008000\"], -1.0, 1.0) > GreyImage() > AlphaOverlay(0.5)",
                "Captum:masked_image:absolute_value | Polarity(:absolute) > MassClip(0.02) > FlipImage() > ResizeToImage(Linear()) > MaskImage()",
                "captum:alpha_scaling:positive | RangeColormap([\"#ffffffff\", \"#ffffff00\"], 0.0, 1.0) > AlphaOverlay(1.0)"
            })
    void picturesOfCaptumGoByItsNames(String name, String end) {
        String text = Preset.pipelineOf(name).toString();
        assertTrue(text.replace("|>", ">").endsWith(end), text);
    }

    @Test
    void everySignAndMethodOfCaptumHasAPictureOfItsOwn() {
        Set<String> texts = new HashSet<>();
        for (String method : List.of("heat_map", "blended_heat_map", "masked_image", "alpha_scaling")) {
            for (String sign : List.of("all", "positive", "negative", "absolute_value")) {
                String name = "captum:" + method + ":" + sign;
                if (sign.equals("all") && (method.equals("masked_image") || method.equals("alpha_scaling"))) {
                    assertThrows(IllegalArgumentException.class, () -> Preset.pipelineOf(name));
                } else {
                    assertTrue(texts.add(Preset.pipelineOf(name).toString()), name);
                }
            }
        }
        assertTrue(texts.contains(Preset.CAPTUM.pipeline().toString()));
        String message = assertThrows(IllegalArgumentException.class, () -> Preset.pipelineOf("captum:mask_image"))
                .getMessage();
        assertTrue(message.contains("did you mean 'masked_image'"), message);
    }

    @Test
    void aSchemeMayBeReversedOrWrittenAsItsColours() {
        ColorScheme jet = TransformSamples.scheme("jet");
        assertEquals(new ExtremaColormap(jet.reversed()), last("SumReduction() |> ExtremaColormap(:jet_r)"));
        assertEquals(new ExtremaColormap(jet.reversed()), last("SumReduction() |> ExtremaColormap(reverse(:jet))"));
        assertEquals(JET, last("SumReduction() |> ExtremaColormap(scheme=reverse(:jet_r))"));
        assertEquals(
                new ExtremaColormap(ColorScheme.ofBytes(0, 0, 0, 255, 136, 0, 255, 255, 255)),
                last("SumReduction() |> ExtremaColormap([\"#000\", \"#FF8800\" , # a comment\n\"ffffff\"])"));
        assertEquals(
                new CenteredColormap(ColorScheme.of(0, 0.5, 1, 1, 0, 0)),
                last("SumReduction() |> CenteredColormap([[0, .5, 1], [1e0, 0, 0.0]])"));
        assertEquals(
                new ExtremaColormap(ColorScheme.ofBytes(1, 2, 3, 0, 0, 0)),
                last("SumReduction() |> ExtremaColormap(reverse([\"#000\", \"#010203\"]))"));
    }

    @Test
    void aSchemeOfOnesOwnIsKnownByNameAndPrintsAsItsColours() {
        ColorScheme mine = ColorScheme.ofBytes(0, 0, 0, 255, 136, 0)
                .named("mine", SchemeClass.SEQUENTIAL, SchemeSource.file("mine.gpl"));
        Transforms transforms =
                Transforms.standard().with(ColorSchemes.catalogue().with(List.of(mine)));
        Pipeline pipeline = transforms.parse("SumReduction() |> ExtremaColormap(:mine_r)");
        assertEquals("SumReduction() |> ExtremaColormap([\"#ff8800\", \"#000000\"])", pipeline.toString());
        assertEquals(pipeline, Pipeline.parse(pipeline.toString()));
    }

    @Test
    void adviceComesForASchemeThatDoesNotSuitItsColormap() {
        assertEquals(List.of(), Preset.SENSITIVITY.pipeline().advice());
        assertEquals(List.of(), Preset.ATTRIBUTION.pipeline().advice());
        assertEquals(List.of(), Preset.CAM.pipeline().advice());
        assertAdvice(
                "CenteredColormap(:batlow)",
                "CenteredColormap puts zero in the middle of the sequential scheme :batlow,");
        assertAdvice("ExtremaColormap(:vik_r)", "ExtremaColormap stretches the divergent scheme :vik_r ");
        assertAdvice("ExtremaColormap(:tab10)", "ExtremaColormap blends the colours of the qualitative scheme :tab10,");
        assertAdvice(
                "CenteredColormap(:tab10)", "CenteredColormap blends the colours of the qualitative scheme :tab10,");
    }

    private static void assertAdvice(String colormap, String start) {
        List<String> advice = Pipeline.parse("SumReduction() |> " + colormap).advice();
        assertEquals(1, advice.size());
        assertTrue(advice.get(0).startsWith(start), advice.get(0));
    }

    @Test
    void thousandsOfBlanksAndCommentsAreReadToo() {
        String blanks = " ".repeat(50_000) + "# a comment\n".repeat(50_000);
        assertEquals(new FlipImage(), last(blanks + "FlipImage(" + blanks + ")" + blanks));
    }

    @Test
    void presetsAreTheReferencesPipelines() {
        assertEquals(Pipeline.of(new NormReduction(), BATLOW, new FlipImage()), Preset.SENSITIVITY.pipeline());
        assertEquals(Pipeline.of(new NormReduction(), BERLIN, new FlipImage()), Preset.ATTRIBUTION.pipeline());
        assertEquals(
                Pipeline.of(
                        new SumReduction(),
                        JET,
                        new FlipImage(),
                        new ResizeToImage(new Lanczos(1)),
                        new AlphaOverlay(0.6)),
                Preset.CAM.pipeline());
        assertEquals(
                "SumReduction() |> FlipImage() |> ResizeToImage(Linear()) |> ExtremaColormap(:jet1) |> AlphaOverlay(0.5)",
                Preset.CAM_SMOOTH.pipeline().toString());
        assertEquals(Preset.CAM_SMOOTH, Preset.named("cam-smooth"));
        assertEquals(Preset.CAM, Preset.named("Cam"));
        assertEquals("sensitivity", Preset.SENSITIVITY.toString());
    }

    @Test
    void pipelinesComposeByAppending() {
        Pipeline composed = Pipeline.of(new SumReduction()).then(JET).then(new FlipImage());
        assertEquals("SumReduction() |> ExtremaColormap(:jet) |> FlipImage()", composed.toString());
        assertEquals(composed, Pipeline.parse(composed.toString()));
    }

    @Test
    void aStepOverTheDatasetNamesItsColumns() {
        OverDataset all = new OverDataset(new PercentileClip(), List.of());
        assertEquals(all, last("dataset(PercentileClip())"));
        assertEquals("dataset(PercentileClip(0.001, 0.999))", all.toString());
        OverDataset one = new OverDataset(new PercentileClip(), List.of("method"));
        assertEquals(one, last("dataset(PercentileClip(), by=:method)"));
        assertEquals(one, last("dataset(PercentileClip(); by = [:method,] ,)"));
        assertEquals("dataset(PercentileClip(0.001, 0.999), by=:method)", one.toString());
        OverDataset two = new OverDataset(new PercentileClip(), List.of("method", "my \"own\" \\ # column"));
        assertEquals(
                "dataset(PercentileClip(0.001, 0.999), by=[:method, \"my \\\"own\\\" \\\\ # column\"])",
                two.toString());
        assertEquals(two, last(two.toString()));
        assertEquals(
                List.of("method", "my \"own\" \\ # column"),
                Pipeline.of(one, two).groupColumns());
    }

    private static Step last(String text) {
        List<Step> steps = Pipeline.parse(text).steps();
        return steps.get(steps.size() - 1);
    }
}

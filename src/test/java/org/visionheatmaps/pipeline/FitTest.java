package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.pipeline.ListDataPass.Element;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.ScaleClip;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.reduction.SumReduction;

/** Fits over datasets in memory. */
@Tag("fast")
class FitTest {
    private static final List<Element> TWO_METHODS = List.of(
            element("lrp", 1, 2, 3, 4),
            element("lrp", -1, 0, 5, 2),
            element("grad", 10, 20, 30, 40),
            element(null, 100, 101, 102, 103));

    /** Those whose statistics a fit knows exactly. */
    static List<Fittable> fittables() {
        return TransformSamples.ALL.stream()
                .filter(Fittable.class::isInstance)
                .map(Fittable.class::cast)
                .filter(step -> !step.needsAllValues())
                .toList();
    }

    private static Element element(String group, float... values) {
        return new Element(Tensor.channels(values, values.length / 2, 2, 1), null, group(group));
    }

    private static Group group(String... values) {
        return new Group(Arrays.asList(values));
    }

    @ParameterizedTest
    @MethodSource("fittables")
    void aDatasetOfOneImageIsImageScope(Fittable step) {
        for (boolean floats : new boolean[] {true, false}) {
            Tensor x = Samples.channels(floats, Samples.Strides.PIXELS, 31, 17, 3);
            List<Step> before = step.inputKinds().contains(Kind.CHANNELS) ? List.of() : List.of(new SumReduction());
            List<Step> steps = new ArrayList<>(before);
            steps.add(new OverDataset(step, List.of()));
            Pipeline pipeline = new Pipeline(steps);
            Fit fit = pipeline.fit(new ListDataPass(List.of(new Element(x, null, Group.ALL))), QuantileMethod.EXACT);
            assertEquals(
                    pipeline.perImage().apply(x, null).fittedPipeline(),
                    fit.of(Group.ALL).orElseThrow());
        }
    }

    @Test
    void aClipAndARangeAfterItAreThoseOfOneImageOfAllPixels() {
        Random random = new Random(3);
        List<Element> elements = new ArrayList<>();
        float[] all = new float[12 * 64];
        for (int e = 0; e < 12; e++) {
            float[] values = new float[64];
            for (int i = 0; i < 64; i++) {
                values[i] = (float) random.nextGaussian();
                all[e * 64 + i] = values[i];
            }
            elements.add(new Element(Tensor.channels(values, 8, 8, 1), null, Group.ALL));
        }
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(PercentileClip(0.05, 0.9)) |> FlipImage()"
                + " |> dataset(PercentileClip(0.1, 0.95)) |> dataset(CenteredColormap())");
        Fit fit = pipeline.fit(new ListDataPass(elements), QuantileMethod.EXACT);
        assertEquals(2, fit.passes());
        assertEquals(
                pipeline.perImage()
                        .apply(Tensor.channels(all, 64, 12, 1), null)
                        .fittedPipeline()
                        .toString(),
                fit.of(Group.ALL).orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource({"0.02", "0.5", "0"})
    void theShareOfTheSumIsThatOfAllValuesTogetherWithinTheBound(double fraction) {
        Random random = new Random(4);
        List<Element> elements = new ArrayList<>();
        float[] all = new float[20 * 64];
        for (int e = 0; e < 20; e++) {
            float[] values = new float[64];
            for (int i = 0; i < 64; i++) {
                values[i] = (float) Math.pow(random.nextGaussian(), 3) * (e + 1);
                all[e * 64 + i] = values[i];
            }
            elements.add(new Element(Tensor.channels(values, 8, 8, 1), null, Group.ALL));
        }
        // After another step over the dataset, whose pass it does not share.
        Pipeline pipeline = Pipeline.parse(
                "SumReduction() |> dataset(PercentileClip(0, 1)) |> dataset(MassClip(" + fraction + "))");
        Tensor together = Tensor.channels(all, 64, 20, 1);
        double wanted = scale(pipeline.perImage().apply(together, null).fittedPipeline());
        Fit fit = pipeline.fit(new ListDataPass(elements), QuantileMethod.APPROXIMATE);
        assertEquals(2, fit.passes());
        // Sums within 2^-10 may end one value earlier or later, and these lie close together.
        assertEquals(1, scale(fit.of(Group.ALL).orElseThrow()) / wanted, 0.01);
        List<Element> reversed = new ArrayList<>(elements);
        Collections.reverse(reversed);
        assertEquals(
                fit.of(Group.ALL),
                pipeline.fit(new ListDataPass(reversed), QuantileMethod.APPROXIMATE)
                        .of(Group.ALL));
    }

    private static double scale(FittedPipeline pipeline) {
        return pipeline.transforms().stream()
                .filter(ScaleClip.class::isInstance)
                .mapToDouble(step -> ((ScaleClip) step).scale())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachGroupHasItsOwnConstants() {
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet), by=:method)");
        Fit fit = pipeline.fit(new ListDataPass(TWO_METHODS), QuantileMethod.APPROXIMATE);
        assertEquals(List.of("method"), fit.columns());
        assertEquals(
                "SumReduction() |> RangeColormap(:jet, -1.0, 5.0)",
                fit.of(group("lrp")).orElseThrow().toString());
        assertEquals(
                "SumReduction() |> RangeColormap(:jet, 10.0, 40.0)",
                fit.of(group("grad")).orElseThrow().toString());
        assertEquals(
                "SumReduction() |> RangeColormap(:jet, 100.0, 103.0)",
                fit.of(group((String) null)).orElseThrow().toString());
        assertTrue(fit.of(group("other")).isEmpty());
        assertEquals(1, fit.passes());
        Statistics lrp = fit.steps().get(0).groups().get(group("lrp"));
        assertEquals(2, lrp.elements());
        assertEquals(8, lrp.values());
        assertEquals(-1, lrp.min());
        assertEquals(5, lrp.max());
    }

    @Test
    void aRangeOverAllMayFollowAClipByGroup() {
        Pipeline pipeline = Pipeline.parse(
                "SumReduction() |> dataset(PercentileClip(0, 0.5), by=:method)" + " |> dataset(ExtremaColormap(:jet))");
        Fit fit = pipeline.fit(new ListDataPass(TWO_METHODS), QuantileMethod.EXACT);
        assertEquals(1, fit.passes(), "whole numbers have so few bits that one pass tells them apart");
        assertEquals(
                "SumReduction() |> Clip(-1.0, 2.0) |> RangeColormap(:jet, -1.0, 101.5)",
                fit.of(group("lrp")).orElseThrow().toString());
        assertEquals(
                "SumReduction() |> Clip(10.0, 25.0) |> RangeColormap(:jet, -1.0, 101.5)",
                fit.of(group("grad")).orElseThrow().toString());
    }

    @Test
    void aRangeByGroupMayFollowAClipOverAll() {
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(PercentileClip(0.5, 1))"
                + " |> dataset(ExtremaColormap(:jet), by=[:method])");
        Fit fit = pipeline.fit(new ListDataPass(TWO_METHODS), QuantileMethod.EXACT);
        assertEquals(
                "SumReduction() |> Clip(7.5, 103.0) |> RangeColormap(:jet, 10.0, 40.0)",
                fit.of(group("grad")).orElseThrow().toString());
        // All of them are at the clip's lower bound: an empty range becomes (0, 1).
        assertEquals(
                "SumReduction() |> Clip(7.5, 103.0) |> RangeColormap(:jet, 0.0, 1.0)",
                fit.of(group("lrp")).orElseThrow().toString());
    }

    @Test
    void columnsThatDifferFromStepToStepMakeGroupsOfTheirOwn() {
        List<Element> elements = List.of(
                new Element(Tensor.channels(new float[] {0, 1}, 2, 1, 1), null, group("a", "x")),
                new Element(Tensor.channels(new float[] {0, 3}, 2, 1, 1), null, group("a", "y")),
                new Element(Tensor.channels(new float[] {0, 5}, 2, 1, 1), null, group("b", "y")));
        Pipeline pipeline = Pipeline.parse(
                "SumReduction() |> dataset(PercentileClip(0, 1), by=:m)" + " |> dataset(ExtremaColormap(:jet), by=:n)");
        Fit fit = pipeline.fit(new ListDataPass(elements), QuantileMethod.EXACT);
        assertEquals(List.of("m", "n"), fit.columns());
        assertEquals(1, fit.passes());
        assertEquals(
                "SumReduction() |> Clip(0.0, 3.0) |> RangeColormap(:jet, 0.0, 5.0)",
                fit.of(group("a", "y")).orElseThrow().toString());
        assertEquals(
                "SumReduction() |> Clip(0.0, 3.0) |> RangeColormap(:jet, 0.0, 1.0)",
                fit.of(group("a", "x")).orElseThrow().toString());
    }

    @Test
    void elementsThatCannotBeDrawnDoNotCount() {
        Tensor big = Tensor.channels(new float[] {1000, 1000, 1000, 1000}, 2, 2, 1);
        Tensor small = Tensor.channels(new float[] {1, 2, 3, 4}, 2, 2, 1);
        RgbImage fits = Samples.image(2, 2);
        RgbImage other = Samples.image(3, 2);
        Pipeline pipeline =
                Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet)) |> FlipImage() |> AlphaOverlay()");
        Fit fit = pipeline.fit(
                new ListDataPass(List.of(
                        new Element(big, other, Group.ALL),
                        new Element(small, fits, Group.ALL),
                        new Element(
                                Tensor.channels(new float[] {Float.MAX_VALUE, Float.MAX_VALUE}, 1, 1, 2),
                                Samples.image(1, 1),
                                Group.ALL))),
                QuantileMethod.APPROXIMATE);
        assertTrue(fit.of(Group.ALL).orElseThrow().toString().contains("RangeColormap(:jet, 1.0, 4.0)"));
        FittedStep step = fit.steps().get(0);
        assertEquals(Map.of("image_size", 1L, "non_finite", 1L), step.leftOut());
        assertEquals(1, step.elements());
        assertEquals(2, step.leftOutElements());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        # pipeline; one; exact; doubles
        SumReduction() |> ExtremaColormap(); 0; 0; 0
        SumReduction() |> dataset(ExtremaColormap()); 1; 1; 1
        SumReduction() |> dataset(PercentileClip()) |> ExtremaColormap(); 1; 2; 3
        SumReduction() |> dataset(PercentileClip(0, 1)) |> ExtremaColormap(); 1; 1; 1
        SumReduction() |> dataset(PercentileClip()) |> dataset(ExtremaColormap()); 1; 2; 3
        dataset(PercentileClip()) |> SumReduction() |> dataset(ExtremaColormap()); 2; 3; 4
        dataset(PercentileClip()) |> SumReduction() |> dataset(PercentileClip()); 2; 5; 6
        SumReduction() |> dataset(PercentileClip()) |> PercentileClip() |> dataset(ExtremaColormap()); 2; 3; 4
        SumReduction() |> dataset(PercentileClip()) |> FlipImage() |> Clip(0, 1) |> dataset(PercentileClip()); 1; 2; 3
        SumReduction() |> dataset(PercentileClip(), by=:a) |> dataset(PercentileClip()); 2; 5; 6
        SumReduction() |> dataset(PercentileClip(), by=:a) |> dataset(CenteredColormap()); 1; 2; 3
        """)
    void passesAreKnownWithoutData(String text, int approximate, int exact, int ofDoubles) {
        Pipeline pipeline = Pipeline.parse(text);
        assertEquals(approximate, pipeline.passes(QuantileMethod.APPROXIMATE, true));
        assertEquals(exact, pipeline.passes(QuantileMethod.EXACT, false));
        assertEquals(ofDoubles, pipeline.passes(QuantileMethod.EXACT, true));
    }

    @Test
    void anUnfittedPipelineSaysWhatToDo() {
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet))");
        assertTrue(pipeline.needsFit());
        String message =
                assertThrows(IllegalArgumentException.class, pipeline::fitted).getMessage();
        assertEquals(
                "dataset(ExtremaColormap(:jet)) has statistics of a dataset: fit the pipeline first, or write"
                        + " ExtremaColormap(:jet) to fit each image",
                message);
    }

    @Test
    void tooManyGroupsAreRefused() {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i <= PartialCounts.MAX_GROUPS; i++) {
            elements.add(element(String.valueOf(i), 1, 2));
        }
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(ExtremaColormap(:jet), by=:id)");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> pipeline.fit(new ListDataPass(elements), QuantileMethod.APPROXIMATE))
                .getMessage();
        assertTrue(message.startsWith("A fit takes at most 10000 groups"), message);
    }
}

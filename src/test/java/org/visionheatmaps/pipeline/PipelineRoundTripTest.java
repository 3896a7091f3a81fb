package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.visionheatmaps.Numbers;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.DropDims;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.PermuteDims;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.ScaleClip;
import org.visionheatmaps.transform.SelectChannels;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.reduction.AbsSumReduction;
import org.visionheatmaps.transform.reduction.MaxAbsReduction;
import org.visionheatmaps.transform.reduction.MaxReduction;
import org.visionheatmaps.transform.reduction.MeanReduction;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.SumAbsReduction;
import org.visionheatmaps.transform.reduction.SumReduction;
import org.visionheatmaps.transform.resize.Lanczos;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** Printing and parsing are inverse, over random pipelines of every transform with random arguments. */
@Tag("fast")
class PipelineRoundTripTest {
    private static final Pattern TOKEN = Pattern.compile("\\|>|\"[^\"]*\"|[\\p{L}\\p{N}_.+-]+|.");
    private static final String[] BLANKS = {"", "", " ", "\n", "\t", "\r\n", "  # x |> y(\n", " \n "};

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void parsingWhatWasPrintedGivesAnEqualPipeline(@ForAll("pipelines") Pipeline pipeline) {
        Pipeline parsed = Pipeline.parse(pipeline.toString());
        assertEquals(pipeline, parsed);
        assertEquals(pipeline.toString(), parsed.toString());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void spacingTheTextDifferentlyChangesNothing(@ForAll("pipelines") Pipeline pipeline, @ForAll Random random) {
        StringBuilder spaced = new StringBuilder();
        int lists = 0;
        for (MatchResult match : TOKEN.matcher(pipeline.toString()).results().toList()) {
            String token = match.group();
            lists += token.equals("[") ? 1 : token.equals("]") ? -1 : 0;
            if (!token.isBlank()) {
                boolean semicolon = token.equals(",") && lists == 0 && random.nextInt(4) == 0;
                spaced.append(BLANKS[random.nextInt(BLANKS.length)]).append(semicolon ? ";" : token);
            }
        }
        spaced.append(BLANKS[random.nextInt(BLANKS.length)]);
        assertEquals(pipeline, Pipeline.parse(spaced.toString()));
    }

    @Provide
    Arbitrary<Pipeline> pipelines() {
        return Arbitraries.integers().between(1, 7).flatMap(length -> grown(List.of(), Kind.CHANNELS, length));
    }

    private static Arbitrary<Pipeline> grown(List<Transform> steps, Kind kind, int left) {
        if (left == 0) {
            return Arbitraries.just(new Pipeline(List.copyOf(steps)));
        }
        return steps(kind).flatMap(step -> {
            List<Transform> longer = new ArrayList<>(steps);
            longer.add(step);
            return grown(longer, step.outputKind(kind), left - 1);
        });
    }

    private static Arbitrary<Transform> steps(Kind kind) {
        List<Arbitrary<? extends Transform>> steps = new ArrayList<>();
        steps.add(Arbitraries.just(new FlipImage()));
        steps.add(Arbitraries.oneOf(
                        Arbitraries.just(new Linear()),
                        Arbitraries.integers().between(1, 4).map(Lanczos::new))
                .map(ResizeToImage::new));
        if (kind == Kind.CHANNELS) {
            steps.add(Arbitraries.of(
                    new NormReduction(),
                    new SumReduction(),
                    new MaxAbsReduction(),
                    new SumAbsReduction(),
                    new AbsSumReduction(),
                    new MeanReduction(),
                    new MaxReduction()));
            steps.add(Arbitraries.shuffle(1, 2, 3, 17).map(SelectChannels::new));
            steps.add(Arbitraries.shuffle(1, 2, 3).map(PermuteDims::new));
            steps.add(Arbitraries.of(1, 2, 3).map(dim -> new DropDims(List.of(dim))));
        } else {
            steps.add(Arbitraries.shuffle(1, 2).map(PermuteDims::new));
        }
        if (kind == Kind.COLOR) {
            steps.add(Numbers.fractions().map(AlphaOverlay::new));
        } else {
            steps.add(Numbers.doubles().map(scale -> new ScaleClip(Math.abs(scale))));
            steps.add(pairs(Numbers.doubles()).map(pair -> new Clip(pair[0], pair[1])));
            steps.add(distinct(Numbers.fractions()).map(pair -> new PercentileClip(pair[0], pair[1])));
        }
        if (kind == Kind.SCALAR) {
            steps.add(Combinators.combine(schemes(), Arbitraries.of(0, 2, 256)).as(ExtremaColormap::new));
            steps.add(schemes().map(CenteredColormap::new));
            steps.add(Combinators.combine(schemes(), distinct(Numbers.doubles()))
                    .as((scheme, pair) -> new RangeColormap(scheme, pair[0], pair[1])));
        }
        return Arbitraries.of(steps).flatMap(step -> step.map(Transform.class::cast));
    }

    private static Arbitrary<ColorScheme> schemes() {
        Arbitrary<ColorScheme> catalogued = Arbitraries.of(
                        ColorSchemes.catalogue().names())
                .map(name -> ColorSchemes.catalogue().get(name));
        Arbitrary<ColorScheme> bytes = Arbitraries.integers()
                .between(0, 255)
                .array(int[].class)
                .ofMinSize(3)
                .ofMaxSize(30)
                .map(components -> ColorScheme.ofBytes(Arrays.copyOf(components, components.length / 3 * 3)));
        Arbitrary<ColorScheme> decimals = Numbers.fractions()
                .array(double[].class)
                .ofMinSize(3)
                .ofMaxSize(30)
                .map(components -> ColorScheme.of(Arrays.copyOf(components, components.length / 3 * 3)));
        Arbitrary<ColorScheme> own = Combinators.combine(
                        Arbitraries.oneOf(bytes, decimals),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.of(true, false))
                .as((scheme, alpha, isPlaced) -> own(scheme, alpha, isPlaced));
        return Combinators.combine(Arbitraries.oneOf(catalogued, bytes, decimals, own), Arbitraries.of(true, false))
                .as((scheme, reversed) -> reversed ? scheme.reversed() : scheme);
    }

    /** With alphas from a first one to 1, and squares of whole numbers as places. */
    private static ColorScheme own(ColorScheme scheme, int alpha, boolean isPlaced) {
        double[] alphas = new double[scheme.size()];
        double[] places = new double[scheme.size()];
        for (int color = 0; color < alphas.length; color++) {
            alphas[color] = Math.min(alpha + color, 255) / 255.0;
            places[color] = color * color - 1;
        }
        ColorScheme translucent = scheme.withAlphas(alphas);
        return isPlaced && scheme.size() > 1 ? translucent.at(places) : translucent;
    }

    /** Two numbers in order. */
    private static Arbitrary<double[]> pairs(Arbitrary<Double> numbers) {
        return numbers.tuple2()
                .map(pair -> new double[] {Math.min(pair.get1(), pair.get2()), Math.max(pair.get1(), pair.get2())});
    }

    private static Arbitrary<double[]> distinct(Arbitrary<Double> numbers) {
        return pairs(numbers).filter(pair -> pair[0] < pair[1]);
    }
}

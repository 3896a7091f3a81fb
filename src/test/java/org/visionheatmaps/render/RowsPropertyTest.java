package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.paint.RowPainter;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.Normalize;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.Polarity;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.ScaleClip;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.overlay.GreyImage;
import org.visionheatmaps.transform.overlay.MaskImage;
import org.visionheatmaps.transform.overlay.ValueAlpha;
import org.visionheatmaps.transform.reduction.AbsSumReduction;
import org.visionheatmaps.transform.reduction.MaxAbsReduction;
import org.visionheatmaps.transform.reduction.MaxReduction;
import org.visionheatmaps.transform.reduction.MeanReduction;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.SumAbsReduction;
import org.visionheatmaps.transform.reduction.SumReduction;
import org.visionheatmaps.transform.resize.Cubic;
import org.visionheatmaps.transform.resize.Lanczos;
import org.visionheatmaps.transform.resize.Linear;
import org.visionheatmaps.transform.resize.Nearest;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** Pictures that are computed row by row are, bit for bit, those of the steps one by one. */
@Tag("fast")
@net.jqwik.api.Tag("fast")
class RowsPropertyTest {
    /** A step that changes nothing, and for which there is no short way. */
    private record Same() implements Transform {
        @Override
        public Set<Kind> inputKinds() {
            return Set.of(Kind.COLOR);
        }

        @Override
        public Kind outputKind(Kind input) {
            return input;
        }

        @Override
        public Tensor apply(Tensor x, RgbImage image) {
            return x;
        }

        @Override
        public String toString() {
            return "Same()";
        }
    }

    private record Outcome(RgbImage pixels, String transparent, String pipeline, Object range, Object masked) {}

    @Property(tries = 1000)
    void rowByRowIsStepByStep(
            @ForAll("pipelines") List<Transform> steps,
            @ForAll("tensors") Tensor x,
            @ForAll("images") RgbImage image,
            @ForAll("bad") NonFinite nonFinite,
            @ForAll("colors") PngEncoding.Color color)
            throws IOException {
        requireAlike(steps, x, image, nonFinite, color);
    }

    /** Most random sizes differ, and an overlay takes none that do. */
    @Property(tries = 1000)
    void rowByRowIsStepByStepWhereSizesFit(
            @ForAll("pipelines") List<Transform> steps, @ForAll("tensors") Tensor x, @ForAll("bad") NonFinite nonFinite)
            throws IOException {
        boolean isFlipped = steps.stream().filter(FlipImage.class::isInstance).count() % 2 == 1;
        int width = isFlipped ? x.size(0) : x.size(1);
        int height = isFlipped ? x.size(1) : x.size(0);
        requireAlike(steps, x, image(width, height, 7), nonFinite, PngEncoding.Color.RGB);
    }

    @Example
    void stepsOnTheSmallMapAreDoneBeforeRows() throws IOException {
        float[] values = new float[7 * 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        List<Transform> steps = FittedPipeline.parse(
                        "SumReduction() |> MassClip(0.1) |> FlipImage()" + " |> ResizeToImage(Linear()) |> MaskImage()")
                .transforms();
        assertTrue(RowPainter.of(steps, RowPainter.NO_COLOR).isPresent());
        requireAlike(
                steps, Tensor.channels(values, 7, 7, 1), image(30, 20, 3), NonFinite.QUARANTINE, PngEncoding.Color.RGB);
    }

    private static void requireAlike(
            List<Transform> steps, Tensor x, RgbImage image, NonFinite nonFinite, PngEncoding.Color color)
            throws IOException {
        if (RowPainter.of(steps, nonFinite.badColor()).isEmpty()) {
            // Its values are not those of the row that was coloured just before.
            assertTrue(steps.stream().anyMatch(ValueAlpha.class::isInstance));
            return;
        }
        List<Transform> slow = new ArrayList<>(steps);
        slow.add(new Same());
        assertTrue(RowPainter.of(slow, nonFinite.badColor()).isEmpty());
        PngEncoding encoding = new PngEncoding(PngEncoding.Effort.FAST, color);
        ElementRenderer oneByOne = new ElementRenderer(
                new FittedPipeline(slow),
                RenderSettings.of("test").withEncoding(encoding).withNonFinite(nonFinite));
        ElementRenderer byRows = new ElementRenderer(
                new FittedPipeline(steps),
                RenderSettings.of("test").withEncoding(encoding).withNonFinite(nonFinite));
        Object wanted = outcome(oneByOne, x, image);
        for (int time = 0; time < 2; time++) {
            Object got = outcome(byRows, x, image);
            if (wanted instanceof Outcome drawn && got instanceof Outcome again) {
                assertEquals(drawn.pixels().width(), again.pixels().width());
                assertArrayEquals(drawn.pixels().rgb(), again.pixels().rgb());
                assertEquals(drawn.transparent(), again.transparent());
                assertEquals(drawn.pipeline().replace(" |> Same()", ""), again.pipeline());
                assertEquals(drawn.range(), again.range());
                assertEquals(drawn.masked(), again.masked());
            } else {
                assertEquals(wanted, got);
            }
        }
    }

    /** A picture, or the reason why there is none. */
    private static Object outcome(ElementRenderer renderer, Tensor x, RgbImage image) throws IOException {
        try {
            Heatmap heatmap = renderer.render("a", x, image);
            PngInfo info = PngInfo.read(heatmap.png());
            return new Outcome(
                    Pixels.decode(heatmap.png()),
                    NonFiniteTest.key(heatmap.png()).toString(),
                    heatmap.pipeline(),
                    heatmap.range(),
                    Provenance.of(info).masked());
        } catch (BadDataException e) {
            return e.reason();
        }
    }

    @Provide
    Arbitrary<List<Transform>> pipelines() {
        Arbitrary<List<Transform>> flip = Arbitraries.of(List.of(), List.of(new FlipImage()));
        Arbitrary<List<Transform>> resize = Arbitraries.of(
                        new Lanczos(1),
                        new Linear(),
                        new Lanczos(2),
                        new Lanczos(3),
                        new Lanczos(4),
                        new Nearest(),
                        new Cubic())
                .flatMap(method -> Arbitraries.of(List.of(), List.of(new ResizeToImage(method))));
        Arbitrary<List<Transform>> seldom = Arbitraries.integers()
                .between(0, 5)
                .flatMap(one -> one == 0 ? resize : Arbitraries.just(List.<Transform>of()));
        Arbitrary<List<Transform>> reduce = Arbitraries.of(
                List.of(new NormReduction()),
                List.of(new SumReduction()),
                List.of(new MaxAbsReduction()),
                List.of(new SumAbsReduction()),
                List.of(new AbsSumReduction()),
                List.of(new MeanReduction()),
                List.of(new MaxReduction()));
        Arbitrary<List<Transform>> clip = Arbitraries.of(
                List.of(),
                List.of(),
                List.of(new Clip(-0.25, 0.5)),
                List.of(new PercentileClip()),
                List.of(new PercentileClip(0.2, 0.7)),
                List.of(new Polarity(Polarity.Sign.POSITIVE)),
                List.of(new Polarity(Polarity.Sign.NEGATIVE), new Clip(0.1, 0.5)),
                List.of(new Normalize(false)),
                List.of(new Normalize(true)),
                List.of(new ScaleClip(0.3)));
        Arbitrary<List<Transform>> colormap = Arbitraries.of("batlow", "berlin", "jet", "viridis", "tab10")
                .map(ColorSchemes.catalogue()::get)
                .flatMap(scheme -> Arbitraries.of(
                        List.of(new ExtremaColormap(scheme)),
                        List.of(new CenteredColormap(scheme)),
                        List.of(new ExtremaColormap(scheme, 5)),
                        List.of(new RangeColormap(scheme, -0.5, 0.7)),
                        List.of(new RangeColormap(scheme, -0.5, 0.7, 256)),
                        List.of(new GreyImage(), new MaskImage()),
                        List.of(new MaskImage())));
        Arbitrary<List<Transform>> overlay = Arbitraries.of(0.0, 0.3, 0.6, 1.0)
                .flatMap(alpha -> Arbitraries.of(
                        List.of(),
                        List.of(new AlphaOverlay(alpha)),
                        List.of(new GreyImage(), new AlphaOverlay(alpha)),
                        List.of(new AlphaOverlay(alpha), new GreyImage()),
                        List.of(new ValueAlpha(alpha, 1)),
                        List.of(new GreyImage(), new ValueAlpha(alpha, 0.5))));
        List<Arbitrary<List<Transform>>> parts = List.of(
                seldom, flip, seldom, reduce, flip, clip, resize, clip, flip, colormap, flip, resize, flip, seldom,
                overlay, seldom, flip);
        return Combinators.combine(parts).as(all -> {
            List<Transform> steps = new ArrayList<>();
            all.forEach(steps::addAll);
            return steps;
        });
    }

    /** Floats and doubles, channels first and last; some have values that are not finite, or whose sums are not. */
    /** Those of pictures; levels of grey are not drawn. */
    @Provide
    Arbitrary<PngEncoding.Color> colors() {
        return Arbitraries.of(PngEncoding.Color.class).filter(color -> !color.isGrey());
    }

    @Provide
    Arbitrary<Tensor> tensors() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 12);
        return Combinators.combine(
                        size,
                        size,
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as((width, height, channels, form, isLast, seed) -> {
                    int[] sizes = {width, height, channels};
                    int[] strides =
                            isLast ? new int[] {channels, channels * width, 1} : new int[] {1, width, width * height};
                    double[] values = values(width * height * channels, form, new Random(seed));
                    if (seed % 4 == 0) {
                        return Tensor.of(Kind.CHANNELS, values, 0, sizes, strides);
                    }
                    float[] floats = new float[values.length];
                    for (int i = 0; i < floats.length; i++) {
                        floats[i] = (float) values[i];
                    }
                    return Tensor.of(Kind.CHANNELS, floats, 0, sizes, strides);
                });
    }

    private static double[] values(int length, int form, Random random) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double value = random.nextGaussian();
            values[i] = switch (form) {
                case 0 -> Math.rint(value);
                case 1 -> random.nextInt(3) == 0 ? -0.0 : value;
                case 2 -> random.nextInt(9) == 0 ? Double.NaN : value;
                case 3 -> random.nextInt(20) == 0 ? Float.MAX_VALUE : value;
                case 4 -> random.nextInt(2) == 0 ? Double.NaN : value * 1e30;
                default -> value;
            };
        }
        return values;
    }

    @Provide
    Arbitrary<RgbImage> images() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 40);
        return Combinators.combine(size, size, Arbitraries.longs())
                .as(RowsPropertyTest::image)
                .injectNull(0.1);
    }

    private static RgbImage image(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    @Provide
    Arbitrary<NonFinite> bad() {
        return Arbitraries.of(NonFinite.QUARANTINE, NonFinite.mask("transparent"), NonFinite.mask("#ff00fe"));
    }

    @Test
    void aStepOfOnesOwnBeforeTheRowsIsNoHindrance() throws IOException {
        List<Transform> steps = FittedPipeline.parse(
                        "PermuteDims(2, 1, 3) |> PercentileClip() |> DropDims(3) |> ResizeToImage(Lanczos(3)) |> "
                                + "FlipImage() |> CenteredColormap(:berlin) |> FlipImage() |> AlphaOverlay(0.4)")
                .transforms();
        float[] values = new float[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        Tensor x = Tensor.channels(values, 6, 10, 1);
        requireAlike(steps, x, image(31, 17, 5), NonFinite.QUARANTINE, PngEncoding.Color.RGB);
    }
}

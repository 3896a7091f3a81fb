package org.visionheatmaps.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.SweptSchemes;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.CenteredColormap;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.ExtremaColormap;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.FlipImage;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.RangeColormap;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.reduction.AbsSumReduction;
import org.visionheatmaps.transform.reduction.MaxAbsReduction;
import org.visionheatmaps.transform.reduction.MaxReduction;
import org.visionheatmaps.transform.reduction.MeanReduction;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.Reduction;
import org.visionheatmaps.transform.reduction.SumAbsReduction;
import org.visionheatmaps.transform.reduction.SumReduction;
import org.visionheatmaps.transform.resize.ResizeToImage;

/** The short way gives, bit for bit, what applying the steps one by one gives. */
@Tag("fast")
@net.jqwik.api.Tag("fast")
class HeatmapPainterTest {
    private static final List<ColorScheme> SCHEMES = ColorSchemes.catalogue().names().stream()
            .map(ColorSchemes.catalogue()::get)
            .toList();

    @Property(tries = 2000)
    void theShortWayIsTheLongWay(@ForAll("pipelines") List<Transform> steps, @ForAll("tensors") Tensor x) {
        HeatmapPainter painter = HeatmapPainter.of(steps).orElseThrow();
        for (int time = 0; time < 2; time++) {
            painter.prepare(x).ifPresent(painting -> {
                List<Transform> fitted = new ArrayList<>();
                RgbImage wanted = RgbImage.ofColors(apply(steps, x, fitted));
                assertEquals(fitted, painting.fit().steps());
                RgbImage pixels = painting.rgb();
                assertEquals(wanted.width(), pixels.width());
                assertArrayEquals(wanted.rgb(), pixels.rgb());
            });
        }
    }

    @Test
    void aSweepOfEachSchemeIsTheLongWay() {
        Random random = new Random(1);
        float[] floats = new float[1 << 16];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
        }
        Tensor x = Tensor.channels(floats, 256, 256, 1);
        for (ColorScheme scheme : SweptSchemes.all()) {
            for (Transform clip : List.of(new Clip(0.001, 0.999), new Clip(0, 1), new PercentileClip(0, 1))) {
                List<Transform> steps = List.of(new SumReduction(), clip, new ExtremaColormap(scheme));
                assertArrayEquals(
                        RgbImage.ofColors(apply(steps, x, new ArrayList<>())).rgb(), shortWay(steps, x));
            }
            List<Transform> steps = List.of(new SumReduction(), new CenteredColormap(scheme), new FlipImage());
            assertArrayEquals(
                    RgbImage.ofColors(apply(steps, x, new ArrayList<>())).rgb(), shortWay(steps, x));
        }
    }

    @Test
    void levelsAreThoseOfTheLongWay() {
        Random random = new Random(4);
        float[] floats = new float[3 * 70 * 50];
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) random.nextGaussian();
            doubles[i] = random.nextInt(256) / 255.0;
        }
        ColorScheme scheme =
                ColorScheme.ofBytes(0, 255, 255, 0, 0, 0, 255, 0, 0).at(0, 128, 255);
        for (Tensor x : List.of(Tensor.channels(floats, 70, 50, 3), Tensor.channels(doubles, 70, 50, 3))) {
            for (int levels : new int[] {2, 7, 255, 256}) {
                for (List<Transform> steps : List.<List<Transform>>of(
                        List.of(new SumReduction(), new CenteredColormap(scheme, false, levels)),
                        List.of(new SumReduction(), new PercentileClip(), new ExtremaColormap(scheme, levels)),
                        List.of(
                                new SumReduction(),
                                new RangeColormap(scheme, -Double.MAX_VALUE, Double.MAX_VALUE, levels),
                                new FlipImage()))) {
                    byte[] wanted = RgbImage.ofColors(apply(steps, x, new ArrayList<>()))
                            .rgb();
                    assertArrayEquals(wanted, shortWay(steps, x));
                    HeatmapPainter.Prepared ready =
                            HeatmapPainter.of(steps).orElseThrow().prepare(x).orElseThrow();
                    assertArrayEquals(
                            wanted, ready.indexed().orElseThrow().toRgb().rgb());
                    assertTrue(ready.nearest().colors() <= levels);
                }
            }
        }
    }

    @Property(tries = 500)
    void aPaletteIsOffByHalfAStepAtMost(@ForAll("pipelines") List<Transform> steps, @ForAll("tensors") Tensor x) {
        HeatmapPainter painter = HeatmapPainter.of(steps).orElseThrow();
        painter.prepare(x).ifPresent(painting -> {
            List<Transform> fitted = new ArrayList<>();
            RgbImage exact = RgbImage.ofColors(apply(steps, x, fitted));
            assertEquals(fitted, painting.fit().steps());
            requireHalfAStep(exact, painting.nearest(), scheme(fitted));
        });
    }

    @Test
    void aPaletteOfEachSchemeIsOffByHalfAStepAtMost() {
        Random random = new Random(2);
        float[] floats = new float[1 << 13];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
        }
        Tensor x = Tensor.channels(floats, 64, 128, 1);
        for (ColorScheme scheme : SweptSchemes.all()) {
            for (List<Transform> steps : List.<List<Transform>>of(
                    List.of(new SumReduction(), new ExtremaColormap(scheme)),
                    List.of(
                            new SumReduction(),
                            new Clip(0.1, 0.7),
                            new RangeColormap(scheme, 0, 1),
                            new FlipImage()))) {
                IndexedImage pixels = HeatmapPainter.of(steps)
                        .orElseThrow()
                        .prepare(x)
                        .orElseThrow()
                        .nearest();
                requireHalfAStep(RgbImage.ofColors(apply(steps, x, new ArrayList<>())), pixels, scheme);
            }
        }
    }

    @Test
    void aPaletteIsExactForImagesOfFewColors() {
        Random random = new Random(3);
        float[] values = new float[1 << 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(200) * 0.37f;
        }
        Tensor x = Tensor.channels(values, 512, 128, 1);
        for (Reduction reduction : reductions()) {
            List<Transform> steps = List.of(reduction, new RangeColormap(SCHEMES.get(0), -3, 99));
            RgbImage exact = RgbImage.ofColors(apply(steps, x, new ArrayList<>()));
            IndexedImage pixels = HeatmapPainter.of(steps)
                    .orElseThrow()
                    .prepare(x)
                    .orElseThrow()
                    .nearest();
            assertArrayEquals(exact.rgb(), pixels.toRgb().rgb());
        }
    }

    @Test
    void aPaletteIsExactUpTo256Colors() {
        double[] components = new double[3 * 1000];
        for (int i = 0; i < components.length; i++) {
            components[i] = (i % 3 == 0 ? i / 3 % 256 : i % 3 == 1 ? i / 3 / 256 * 50 : 77) / 255.0;
        }
        ColorScheme scheme = ColorScheme.of(components);
        HeatmapPainter painter = HeatmapPainter.of(List.of(new SumReduction(), new RangeColormap(scheme, 0, 999)))
                .orElseThrow();
        for (int colors : new int[] {1, 256, 257, 2, 255, 1000, 256}) {
            float[] values = new float[2000];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % colors * 7 % 1000;
            }
            Tensor x = Tensor.channels(values, 40, 50, 1);
            HeatmapPainter.Prepared ready = painter.prepare(x).orElseThrow();
            byte[] exact = ready.rgb().rgb().clone();
            assertEquals(colors <= 256, ready.indexed().isPresent());
            assertArrayEquals(exact, ready.rgb().rgb(), "after what was tried");
            IndexedImage pixels = ready.nearest();
            if (colors > 256) {
                assertEquals(256, pixels.colors());
            } else {
                assertEquals(colors, pixels.colors());
                assertArrayEquals(exact, pixels.toRgb().rgb());
            }
        }
    }

    @Test
    void whatWasPaintedBeforeThereWereTooManyColorsIsTakenOver() {
        Random random = new Random(4);
        for (List<Transform> flip : List.<List<Transform>>of(List.of(), List.of(new FlipImage()))) {
            List<Transform> steps = new ArrayList<>(List.of(new SumReduction(), new ExtremaColormap(SCHEMES.get(0))));
            steps.addAll(flip);
            HeatmapPainter painter = HeatmapPainter.of(steps).orElseThrow();
            for (int[] size : new int[][] {{60, 50}, {2500, 3}, {5, 900}}) {
                float[] values = new float[size[0] * size[1]];
                for (int i = 0; i < values.length; i++) {
                    // Few colours in the first part, many in the second, and the least and the greatest in both.
                    values[i] = i < values.length / 2 ? i % 3 : 2 * random.nextFloat();
                }
                Tensor x = Tensor.channels(values, size[0], size[1], 1);
                byte[] exact =
                        RgbImage.ofColors(apply(steps, x, new ArrayList<>())).rgb();
                HeatmapPainter.Prepared ready = painter.prepare(x).orElseThrow();
                assertTrue(ready.indexed().isEmpty());
                assertArrayEquals(exact, ready.rgb().rgb());
                assertArrayEquals(exact, ready.rgb().rgb(), "again");
                ready.nearest();
                assertArrayEquals(exact, ready.rgb().rgb(), "after a palette");
            }
        }
    }

    @Property(tries = 100)
    void aPaletteDoesNotDependOnTheImagesBefore(
            @ForAll("pipelines") List<Transform> steps, @ForAll @Size(5) List<@From("tensors") Tensor> tensors) {
        HeatmapPainter painter = HeatmapPainter.of(steps).orElseThrow();
        for (Tensor x : tensors) {
            Optional<IndexedImage> alone =
                    HeatmapPainter.of(steps).orElseThrow().prepare(x).map(HeatmapPainter.Prepared::nearest);
            Optional<IndexedImage> after = painter.prepare(x).map(HeatmapPainter.Prepared::nearest);
            assertEquals(alone.isPresent(), after.isPresent());
            alone.ifPresent(wanted -> {
                assertArrayEquals(wanted.palette(), after.orElseThrow().palette());
                assertArrayEquals(wanted.indices(), after.orElseThrow().indices());
            });
        }
    }

    private static ColorScheme scheme(List<Transform> fitted) {
        return fitted.stream()
                .filter(RangeColormap.class::isInstance)
                .map(step -> ((RangeColormap) step).scheme())
                .findFirst()
                .orElseThrow();
    }

    /** Exactly the image, or off by at most what the scheme changes in half a step, and the rounding of two bytes. */
    private static void requireHalfAStep(RgbImage exact, IndexedImage pixels, ColorScheme scheme) {
        assertEquals(exact.width(), pixels.width());
        assertEquals(exact.height(), pixels.height());
        byte[] rgb = pixels.toRgb().rgb();
        if (IndexedImage.ofExactly(exact).isPresent()) {
            assertArrayEquals(exact.rgb(), rgb);
            return;
        }
        int last = scheme.size() - 1;
        for (int i = 0; i < rgb.length; i++) {
            int index = pixels.indices()[i / 3] & 0xFF;
            double place = index * last / 255.0;
            double most = 0;
            for (double side : new double[] {-0.5, 0.5}) {
                // Linear between the scheme's colours, so the ends and the colours between them hold the extremes.
                double end = Math.min(Math.max((index + side) * last / 255.0, 0), last);
                most = Math.max(most, Math.abs(component(scheme, end, i % 3) - component(scheme, place, i % 3)));
                for (int k = (int) Math.ceil(Math.min(place, end)); k <= Math.max(place, end); k++) {
                    most = Math.max(most, Math.abs(scheme.component(k, i % 3) - component(scheme, place, i % 3)));
                }
            }
            int off = Math.abs((exact.rgb()[i] & 0xFF) - (rgb[i] & 0xFF));
            assertTrue(off <= 255 * most + 1 + 1e-3, () -> scheme.name() + " is off by " + off + " at " + index);
        }
    }

    private static double component(ColorScheme scheme, double place, int c) {
        int before = (int) place;
        int after = Math.min(before + 1, scheme.size() - 1);
        return scheme.component(before, c)
                + (place - before) * (scheme.component(after, c) - scheme.component(before, c));
    }

    @Test
    void aNotFiniteValueIsRefusedWhereverItIs() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (Reduction reduction : reductions()) {
                for (int at = 0; at < 12; at++) {
                    float[] values = {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12};
                    values[at] = bad;
                    Tensor x = Tensor.channels(values, 2, 2, 3);
                    HeatmapPainter painter = HeatmapPainter.of(List.of(reduction, new ExtremaColormap(SCHEMES.get(0))))
                            .orElseThrow();
                    assertThrows(BadDataException.class, () -> painter.prepare(x), reduction + " of " + bad);
                }
            }
        }
    }

    @Test
    void otherStepsHaveNoShortWay() {
        Transform colormap = new ExtremaColormap(SCHEMES.get(0));
        assertTrue(HeatmapPainter.of(List.of(new MaxReduction(), colormap)).isEmpty());
        assertTrue(HeatmapPainter.of(List.of(new PercentileClip(), new NormReduction(), colormap))
                .isEmpty());
        assertTrue(
                HeatmapPainter.of(List.of(new NormReduction(), new FlipImage())).isEmpty());
    }

    @Test
    void stepsThatLookAtTheImageChangeNothingWithoutOne() {
        List<Transform> steps = List.of(
                new SumReduction(),
                new ResizeToImage(),
                new ExtremaColormap(SCHEMES.get(0)),
                new FlipImage(),
                new ResizeToImage(),
                new AlphaOverlay());
        Tensor x = Tensor.channels(new float[] {1, 2, 3, 4, 5, 6}, 3, 2, 1);
        byte[] wanted = RgbImage.ofColors(apply(steps, x, new ArrayList<>())).rgb();
        assertArrayEquals(wanted, shortWay(steps, x));
    }

    private static byte[] shortWay(List<Transform> steps, Tensor x) {
        return HeatmapPainter.of(steps)
                .orElseThrow()
                .prepare(x)
                .orElseThrow()
                .rgb()
                .rgb();
    }

    private static Tensor apply(List<Transform> steps, Tensor x, List<Transform> fitted) {
        Tensor value = x;
        for (Transform step : steps) {
            Transform done = step instanceof Fittable fittable ? fittable.fit(Summary.of(value)) : step;
            fitted.add(done);
            value = done.apply(value, null);
        }
        return value;
    }

    private static List<Reduction> reductions() {
        return List.of(
                new NormReduction(),
                new SumReduction(),
                new MaxAbsReduction(),
                new SumAbsReduction(),
                new AbsSumReduction(),
                new MeanReduction());
    }

    @Provide
    Arbitrary<List<Transform>> pipelines() {
        Arbitrary<List<Transform>> reduce = Arbitraries.of(reductions()).map(List::of);
        Arbitrary<List<Transform>> flip = Arbitraries.of(List.of(), List.of(new FlipImage()));
        Arbitrary<List<Transform>> clip = Arbitraries.of(
                List.of(),
                List.of(),
                List.of(new Clip(-0.25, 0.5)),
                List.of(new PercentileClip()),
                List.of(new PercentileClip(0.2, 0.7)),
                List.of(new PercentileClip(0, 1)));
        Arbitrary<List<Transform>> colormap = Arbitraries.of(SCHEMES)
                .flatMap(scheme -> Arbitraries.of(
                        List.of(new ExtremaColormap(scheme)),
                        List.of(new CenteredColormap(scheme)),
                        List.of(new RangeColormap(scheme, -0.5, 0.7))));
        return Combinators.combine(flip, reduce, flip, clip, flip, colormap, flip)
                .as((a, b, c, d, e, f, g) -> {
                    List<Transform> steps = new ArrayList<>();
                    List.of(a, b, c, d, e, f, g).forEach(steps::addAll);
                    return steps;
                });
    }

    /** Floats and doubles, channels last and first, many equal values, tiny and huge ones, both zeros. */
    @Provide
    Arbitrary<Tensor> tensors() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 20);
        return Combinators.combine(
                        size,
                        size,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(1e-30, 1e-3, 1.0, 1e6),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as((width, height, channels, scale, form, last, seed) -> {
                    double[] values = values(width * height * channels, scale, form, seed);
                    int[] sizes = {width, height, channels};
                    int[] strides =
                            last ? new int[] {channels, channels * width, 1} : new int[] {1, width, width * height};
                    if (seed % 3 == 0) {
                        return Tensor.of(Kind.CHANNELS, values, 0, sizes, strides);
                    }
                    float[] floats = new float[values.length];
                    for (int i = 0; i < floats.length; i++) {
                        floats[i] = (float) values[i];
                    }
                    return Tensor.of(Kind.CHANNELS, floats, 0, sizes, strides);
                });
    }

    private static double[] values(int length, double scale, int form, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double value = random.nextGaussian() * scale;
            values[i] = switch (form) {
                case 0 -> value;
                case 1 -> Math.rint(value / scale) * scale;
                case 2 -> random.nextInt(3) == 0 ? -0.0 : random.nextInt(2) == 0 ? 0.0 : value;
                default -> value * Math.pow(10, random.nextInt(8) - 4);
            };
        }
        return values;
    }
}

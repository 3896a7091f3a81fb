package org.visionheatmaps.transform.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class ReductionTest {
    private static final List<Reduction> ALL = List.of(
            new NormReduction(),
            new SumReduction(),
            new MaxAbsReduction(),
            new SumAbsReduction(),
            new AbsSumReduction(),
            new MeanReduction(),
            new MaxReduction());

    static Stream<Reduction> reductions() {
        return ALL.stream();
    }

    @ParameterizedTest
    @EnumSource
    void everyPixelOfFloatsIsTheFoldOfItsChannels(Samples.Strides order) {
        Tensor x = Samples.channels(true, order, 13, 7, 5);
        for (Reduction reduction : ALL) {
            Tensor reduced = reduction.apply(x, null);
            assertEquals("13×7", reduced.shapeText());
            for (int i = 0; i < 13; i++) {
                for (int j = 0; j < 7; j++) {
                    float[] pixel = new float[5];
                    for (int c = 0; c < 5; c++) {
                        pixel[c] = (float) x.at(i, j, c);
                    }
                    assertEquals(plain(reduction, pixel), (float) reduced.at(i, j), reduction.toString());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPixelOfDoublesIsTheFoldOfItsChannels(Samples.Strides order) {
        Tensor x = Samples.channels(false, order, 6, 11, 4);
        for (Reduction reduction : ALL) {
            Tensor reduced = reduction.apply(x, null);
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 11; j++) {
                    double[] pixel = new double[4];
                    for (int c = 0; c < 4; c++) {
                        pixel[c] = x.at(i, j, c);
                    }
                    assertEquals(plain(reduction, pixel), reduced.at(i, j), reduction.toString());
                }
            }
        }
    }

    private static float plain(Reduction reduction, float[] pixel) {
        float r = reduction instanceof MaxReduction ? -1e30f : 0;
        for (float c : pixel) {
            r = switch (reduction.getClass().getSimpleName()) {
                case "NormReduction" -> {
                    float square = r * r;
                    float other = c * c;
                    yield (float) Math.sqrt(square + other);
                }
                case "MaxAbsReduction" -> Math.max(r, c < 0 ? -c : c);
                case "SumAbsReduction" -> r + (c < 0 ? -c : c);
                case "MaxReduction" -> r > c ? r : c;
                default -> r + c;
            };
        }
        return finished(reduction, r, pixel.length);
    }

    private static double plain(Reduction reduction, double[] pixel) {
        double r = reduction instanceof MaxReduction ? -1e300 : 0;
        for (double c : pixel) {
            r = switch (reduction.getClass().getSimpleName()) {
                case "NormReduction" -> Math.sqrt(r * r + c * c);
                case "MaxAbsReduction" -> Math.max(r, c < 0 ? -c : c);
                case "SumAbsReduction" -> r + (c < 0 ? -c : c);
                case "MaxReduction" -> r > c ? r : c;
                default -> r + c;
            };
        }
        return finished(reduction, r, pixel.length);
    }

    private static float finished(Reduction reduction, float r, int channels) {
        return reduction instanceof MeanReduction ? r / channels : (float) finished(reduction, (double) r, 1);
    }

    private static double finished(Reduction reduction, double r, int channels) {
        if (reduction instanceof MeanReduction) {
            return r / channels;
        }
        return reduction instanceof AbsSumReduction && r < 0 ? -r : r;
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void oneChannelPassesThroughUntouched(Reduction reduction) {
        Tensor x = Samples.channels(true, Samples.Strides.PIXELS, 4, 3, 1);
        Tensor reduced = reduction.apply(x, null);
        assertEquals(Kind.SCALAR, reduced.kind());
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(x.at(i, j, 0), reduced.at(i, j));
            }
        }
    }

    @Test
    void normOfOneChannelKeepsItsSign() {
        assertEquals(List.of(-3.0), pixel(new NormReduction(), -3));
    }

    @Test
    void absSumIsTheDocumentedOneNotTheReferencesFold() {
        assertEquals(List.of(0.0), pixel(new AbsSumReduction(), -1, 2, -1));
    }

    @Test
    void theReductionsOfOnePixelDiffer() {
        assertEquals(List.of((double) (float) Math.sqrt(18)), pixel(new NormReduction(), 1, -4, 1));
        assertEquals(List.of(-2.0), pixel(new SumReduction(), 1, -4, 1));
        assertEquals(List.of(4.0), pixel(new MaxAbsReduction(), 1, -4, 1));
        assertEquals(List.of(6.0), pixel(new SumAbsReduction(), 1, -4, 1));
        assertEquals(List.of(2.0), pixel(new AbsSumReduction(), 1, -4, 1));
        assertEquals(List.of((double) (-2 / 3f)), pixel(new MeanReduction(), 1, -4, 1));
        assertEquals(List.of(1.0), pixel(new MaxReduction(), 1, -4, 1));
        assertEquals(List.of(-1.0), pixel(new MaxReduction(), -3, -1, -2));
        List<Object> all = new ArrayList<>();
        ALL.forEach(reduction -> all.add(pixel(reduction, 1, -4, 1)));
        assertEquals(ALL.size(), new HashSet<>(all).size());
    }

    @Test
    void theNormTakesARootAfterEveryChannel() {
        // One root of the sum of squares gives another last bit for these three.
        float a = 0.1f;
        float b = 0.7f;
        float c = 0.3f;
        float first = (float) Math.sqrt(a * a);
        float second = (float) Math.sqrt(first * first + b * b);
        float third = (float) Math.sqrt(second * second + c * c);
        assertEquals(List.of((double) third), pixel(new NormReduction(), a, b, c));
    }

    private static List<Double> pixel(Reduction reduction, float... channels) {
        return List.of(reduction
                .apply(Tensor.channels(channels, 1, 1, channels.length), null)
                .at(0, 0));
    }
}

package org.visionheatmaps.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.SchemesForTests;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** The edges of the colormaps: constants, ranges too small or too large for the dtype, values outside. */
@Tag("fast")
class ColormapTest {
    private static final ColorScheme JET = ColorSchemes.catalogue().get("jet");
    private static final ColorScheme BERLIN = ColorSchemes.catalogue().get("berlin");
    private static final double NEAR = 1e-6;

    @Test
    void aConstantGetsTheColourAtItsValueInTheUnitRange() {
        Fittable colormap = new ExtremaColormap(JET);
        assertArrayEquals(color(JET, 0), colors(colormap, -7f, -7f)[0]);
        assertArrayEquals(color(JET, 4), colors(colormap, 0.5f, 0.5f)[1]);
        assertArrayEquals(color(JET, 8), colors(colormap, 2f, 2f)[0]);
        assertArrayEquals(color(JET, 8), colors(colormap, 1e30, 1e30)[0]);
    }

    @Test
    void allZerosUnderCenteredGetTheFirstColour() {
        for (double[] pixel : colors(new CenteredColormap(BERLIN), 0f, -0f, 0f)) {
            assertArrayEquals(color(BERLIN, 0), pixel);
        }
    }

    @Test
    void allZerosMayBeTheMiddle() {
        double[][] zeros = colors(new CenteredColormap(JET, true), 0f, -0f, 0f);
        assertArrayEquals(color(JET, 4), zeros[0], NEAR);
        assertArrayEquals(color(JET, 4), zeros[1], NEAR);
        double[][] others = colors(new CenteredColormap(JET, true), -2f, 0f, 1f);
        assertArrayEquals(colors(new CenteredColormap(JET), -2f, 0f, 1f), others);
    }

    @Test
    void aConstantThatIsNotZeroIsAnEndOfCentered() {
        assertArrayEquals(color(BERLIN, 255), colors(new CenteredColormap(BERLIN), 0.25f, 0.25f)[0]);
        assertArrayEquals(color(BERLIN, 0), colors(new CenteredColormap(BERLIN), -0.25f, -0.25f)[0]);
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-45f, 1e-40f, 7e-37f, 1e-30f, 1, 3e38f})
    void endsAndMiddleOfFloatsAreRightForEveryMagnitude(float m) {
        double[][] centered = colors(new CenteredColormap(JET), -m, 0, m);
        assertArrayEquals(color(JET, 0), centered[0], NEAR);
        assertArrayEquals(color(JET, 4), centered[1], NEAR);
        assertArrayEquals(color(JET, 8), centered[2], NEAR);
        double[][] extrema = colors(new ExtremaColormap(JET), 0, m);
        assertArrayEquals(color(JET, 0), extrema[0], NEAR);
        assertArrayEquals(color(JET, 8), extrema[1], NEAR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4.9e-324, 1e-310, 1e-40, 1, 1e300, 1.7e308})
    void endsAndMiddleOfDoublesAreRightForEveryMagnitude(double m) {
        double[][] centered = colors(new CenteredColormap(JET), -m, 0, m);
        assertArrayEquals(color(JET, 0), centered[0], NEAR);
        assertArrayEquals(color(JET, 4), centered[1], NEAR);
        assertArrayEquals(color(JET, 8), centered[2], NEAR);
        double[][] extrema = colors(new ExtremaColormap(JET), 0, m);
        assertArrayEquals(color(JET, 0), extrema[0], NEAR);
        assertArrayEquals(color(JET, 8), extrema[1], NEAR);
    }

    @Test
    void valuesOutsideAFixedRangeGetTheEndColours() {
        RangeColormap colormap = new RangeColormap(JET, -1, 1);
        double[][] floats = colors(colormap, -Float.MAX_VALUE, -1.5f, -1, 0, 1, 3, Float.MAX_VALUE);
        double[][] doubles = colors(colormap, -Double.MAX_VALUE, -1.5, -1, 0, 1, 3, Double.MAX_VALUE);
        int[] wanted = {0, 0, 0, 4, 8, 8, 8};
        for (int i = 0; i < wanted.length; i++) {
            assertArrayEquals(color(JET, wanted[i]), floats[i]);
            assertArrayEquals(color(JET, wanted[i]), doubles[i]);
        }
    }

    @Test
    void aFixedRangeThatIsEmptyInFloatIsComputedInDouble() {
        double[][] colors = colors(new RangeColormap(JET, 1, 1 + 1e-12), 0.5f, 1, 2);
        assertArrayEquals(color(JET, 0), colors[0]);
        assertArrayEquals(color(JET, 0), colors[1]);
        assertArrayEquals(color(JET, 8), colors[2]);
    }

    @Test
    void betweenTwoColoursWeightsAreOfTheDtypeAndTheBlendIsDouble() {
        float x = 0.3f;
        float position = (x - -1f) * (8 / 2f) + 1;
        int before = (int) position;
        float weight = 1 - (position - before);
        double[] wanted = new double[3];
        for (int c = 0; c < 3; c++) {
            wanted[c] =
                    (double) weight * JET.component(before - 1, c) + (double) (1 - weight) * JET.component(before, c);
        }
        assertArrayEquals(wanted, colors(new RangeColormap(JET, -1, 1), x)[0]);
    }

    @Test
    void coloursHeldAsBytesAreBlendedInTheDtypeOfTheData() {
        float x = 0.3f;
        float position = x + 1;
        float weight = 1 - (position - 1);
        float blended = weight * (float) (10 / 255.0) + (1 - weight) * (float) (201 / 255.0);
        assertEquals(blended, colors(new RangeColormap(SchemesForTests.bytes(10, 201), 0, 1), x)[0][0]);
        double wide = weight * (10 / 255.0) + (1 - weight) * (201 / 255.0);
        assertEquals(wide, colors(new RangeColormap(SchemesForTests.floats(10, 201), 0, 1), x)[0][0]);
        assertNotEquals(blended, wide);
        assertEquals(
                colors(new RangeColormap(SchemesForTests.floats(10, 201), 0, 1), 0.3)[0][0],
                colors(new RangeColormap(SchemesForTests.bytes(10, 201), 0, 1), 0.3)[0][0]);
    }

    @Test
    void aSchemeOfOneColourPaintsAllInIt() {
        for (Transform colormap : new Transform[] {
            new ExtremaColormap(SchemesForTests.floats(51)), new RangeColormap(SchemesForTests.bytes(51), -1, 1)
        }) {
            for (double[] pixel : colors(colormap, -1f, 0.5f, 1f)) {
                assertArrayEquals(new double[] {0.2, 0.2, 0.2}, pixel, 1e-7);
            }
        }
    }

    @Test
    void valuesThatAreNotFiniteAreTheElementsFault() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (Transform colormap : new Transform[] {
                new RangeColormap(JET, -1, 1), new RangeColormap(JET, 0, 1e-300), new ExtremaColormap(JET)
            }) {
                BadDataException refused =
                        assertThrows(BadDataException.class, () -> colors(colormap, 0f, bad), colormap.toString());
                assertEquals(BadDataException.Reason.NON_FINITE, refused.reason());
                assertThrows(BadDataException.class, () -> colors(colormap, 0.0, (double) bad));
            }
        }
    }

    @Test
    void theFittedColormapDrawsTheSameColours() {
        Tensor x = Samples.scalars(true, Samples.Strides.PIXELS, 9, 5);
        for (Fittable colormap : new Fittable[] {new ExtremaColormap(BERLIN), new CenteredColormap(BERLIN)}) {
            Transform fitted = colormap.fit(Summary.of(x));
            assertTrue(fitted instanceof RangeColormap);
            assertArrayEquals(
                    colormap.apply(x, null).doubles(), fitted.apply(x, null).doubles());
        }
    }

    @Test
    void aRangeNeedsFiniteBoundsInOrder() {
        for (double[] bounds : new double[][] {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.POSITIVE_INFINITY}}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new RangeColormap(JET, bounds[0], bounds[1]))
                    .getMessage();
            assertTrue(message.endsWith("but got " + bounds[0] + " and " + bounds[1]), message);
        }
    }

    private static double[] color(ColorScheme scheme, int index) {
        return new double[] {scheme.component(index, 0), scheme.component(index, 1), scheme.component(index, 2)};
    }

    private static double[][] colors(Transform colormap, float... values) {
        return pixels(colormap.apply(Tensor.scalars(values, values.length, 1), null));
    }

    private static double[][] colors(Transform colormap, double... values) {
        return pixels(colormap.apply(Tensor.scalars(values, values.length, 1), null));
    }

    private static double[][] pixels(Tensor colors) {
        double[][] pixels = new double[colors.pixels()][3];
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < 3; c++) {
                pixels[i][c] = colors.at(i, 0, c);
            }
        }
        return pixels;
    }
}

package org.visionheatmaps.transform.resize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class ResizeToImageTest {
    static Stream<ResizeToImage> methods() {
        return Stream.of(
                new ResizeToImage(),
                new ResizeToImage(new Lanczos(2)),
                new ResizeToImage(new Lanczos(3)),
                new ResizeToImage(new Lanczos(4)),
                new ResizeToImage(new Linear()));
    }

    @Test
    void theDefaultIsLanczosOne() {
        assertEquals(new ResizeToImage(new Lanczos(1)), new ResizeToImage());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void noImageOrOneOfTheSameSizeChangesNothing(ResizeToImage resize) {
        Tensor x = Samples.scalars(true, Samples.Strides.PIXELS, 5, 8);
        assertSame(x, resize.apply(x, null));
        assertSame(x, resize.apply(x, Samples.image(8, 5)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theFirstDimensionBecomesTheImagesHeight(ResizeToImage resize) {
        RgbImage image = Samples.image(17, 6);
        assertEquals(
                "6×17",
                resize.apply(Samples.scalars(true, Samples.Strides.PLANES, 5, 8), image)
                        .shapeText());
        assertEquals(
                "6×17×3",
                resize.apply(Samples.channels(false, Samples.Strides.PLANES, 9, 30, 3), image)
                        .shapeText());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aConstantStaysConstantHoweverItGrowsOrShrinks(ResizeToImage resize) {
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {13, 2}, {40, 31}, {3, 3}}) {
            float[] values = new float[6 * 4];
            Arrays.fill(values, -0.3f);
            Tensor resized = resize.apply(Tensor.scalars(values, 6, 4), Samples.image(size[0], size[1]));
            for (float value : resized.floats()) {
                assertEquals(-0.3f, value, Math.ulp(0.3f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void channelsAgreeWithScalarsPlaneByPlane(ResizeToImage resize) {
        for (boolean floats : new boolean[] {true, false}) {
            Tensor x = Samples.channels(floats, Samples.Strides.PIXELS, 7, 5, 3);
            RgbImage image = Samples.image(11, 4);
            Tensor resized = resize.apply(x, image);
            assertEquals(floats, resized.isFloat());
            for (int c = 0; c < 3; c++) {
                assertSamePlane(resize.apply(x.channel(c), image), resized.channel(c));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void coloursAgreeWithScalarsPlaneByPlane(ResizeToImage resize) {
        for (Samples.Strides order : Samples.Strides.values()) {
            Tensor x = Samples.colors(order, 4, 9);
            RgbImage image = Samples.image(3, 10);
            Tensor resized = resize.apply(x, image);
            assertEquals(Kind.COLOR, resized.kind());
            for (int c = 0; c < 3; c++) {
                assertSamePlane(resize.apply(x.channel(c), image), resized.channel(c));
            }
        }
    }

    private static void assertSamePlane(Tensor wanted, Tensor plane) {
        assertEquals(wanted.shapeText(), plane.shapeText());
        for (int i = 0; i < wanted.size(0); i++) {
            for (int j = 0; j < wanted.size(1); j++) {
                assertEquals(wanted.at(i, j), plane.at(i, j));
            }
        }
    }

    @Test
    void growingALineInterpolatesAndHoldsItsEnds() {
        Tensor line = Tensor.scalars(new double[] {0, 1}, 1, 2);
        Tensor grown = new ResizeToImage(new Linear()).apply(line, Samples.image(4, 1));
        assertEquals(0, grown.at(0, 0));
        assertEquals(0.25, grown.at(0, 1), 1e-15);
        assertEquals(0.75, grown.at(0, 2), 1e-15);
        assertEquals(1, grown.at(0, 3));
    }

    @Test
    void theSquareOfSincIsBlendedInTwoDirections() {
        Tensor corner = Tensor.scalars(new double[] {1, 0, 0, 0}, 2, 2);
        Tensor grown = new ResizeToImage().apply(corner, Samples.image(4, 4));
        double weight = 0.9; // sinc(1/4)^2 = 8/pi^2, sinc(3/4)^2 = 8/(9 pi^2)
        assertEquals(1, grown.at(0, 0));
        assertEquals(weight, grown.at(1, 0), 1e-15);
        assertEquals(weight * weight, grown.at(1, 1), 1e-15);
        assertEquals((1 - weight) * (1 - weight), grown.at(2, 2), 1e-15);
        assertEquals(0, grown.at(3, 3));
    }

    @Test
    void lanczosTakesOneToFourSamplesOnEachSide() {
        for (int a : new int[] {0, 5, -1}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Lanczos(a))
                    .getMessage();
            assertTrue(message.contains("but got " + a), message);
        }
    }
}

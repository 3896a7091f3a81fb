package org.visionheatmaps.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TensorTest {
    @Test
    void aViewMustFitInItsArray() {
        int[] sizes = {2, 3};
        assertThrows(
                IllegalArgumentException.class, () -> Tensor.of(Kind.SCALAR, new float[5], 0, sizes, new int[] {1, 2}));
        assertThrows(
                IllegalArgumentException.class, () -> Tensor.of(Kind.SCALAR, new float[6], 1, sizes, new int[] {1, 2}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Tensor.of(Kind.SCALAR, new float[6], 0, sizes, new int[] {-1, 2}));
        assertEquals(
                0,
                Tensor.of(Kind.SCALAR, new float[6], 1, sizes, new int[] {-1, 2})
                        .at(1, 2));
    }

    @Test
    void ranksAreThoseOfTheKind() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Tensor.of(Kind.CHANNELS, new float[6], 0, new int[] {2, 3}, new int[] {1, 2}));
    }

    @Test
    void anEmptyTensorIsTheElementsFault() {
        BadDataException fault = assertThrows(BadDataException.class, () -> Tensor.scalars(new float[0], 0, 3));
        assertEquals(BadDataException.Reason.EMPTY, fault.reason());
        assertEquals("empty", fault.reason().text());
    }

    @Test
    void coloursAreThreeComponentsOfDouble() {
        int[] strides = {3, 6, 1};
        assertThrows(
                IllegalArgumentException.class,
                () -> Tensor.of(Kind.COLOR, new float[12], 0, new int[] {2, 2, 3}, strides));
        assertThrows(
                IllegalArgumentException.class,
                () -> Tensor.of(Kind.COLOR, new double[12], 0, new int[] {2, 2, 2}, strides));
    }

    @Test
    void denseMeansWithoutGapsTheFirstDimensionFastest() {
        Tensor planes = Tensor.channels(new float[24], 2, 3, 4);
        assertTrue(planes.isDense(3));
        assertFalse(planes.permute(1, 0).isDense(2));
    }

    @Test
    void theWrongDtypeIsADefectThatSaysSo() {
        String message = assertThrows(NullPointerException.class, () -> Tensor.scalars(new float[1], 1, 1)
                        .doubles())
                .getMessage();
        assertEquals("a tensor of floats has no doubles", message);
        assertEquals(
                "Tensor(scalars, float, 1×1)",
                Tensor.scalars(new float[1], 1, 1).toString());
    }

    @Test
    void bytesAreRoundedTiesToEvenAndClamped() {
        double[] components = {0.5 / 255, 1.5 / 255, 2.5 / 255, -1, 2, 0.5};
        int[] wanted = {0, 2, 2, 0, 255, 128};
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], RgbImage.toByte(components[i]) & 0xFF);
        }
    }

    @Test
    void theFirstDimensionOfColoursBecomesTheRows() {
        double[] values = new double[3 * 2 * 4];
        values[3 * (1 + 2 * 3) + 1] = 1;
        RgbImage image = RgbImage.ofColors(Tensor.colors(values, 2, 4));
        assertEquals(4, image.width());
        assertEquals(2, image.height());
        assertEquals((byte) 255, image.rgb()[3 * (1 * 4 + 3) + 1]);
    }

    @Test
    void onlyColoursBecomePixels() {
        assertThrows(IllegalArgumentException.class, () -> RgbImage.ofColors(Tensor.scalars(new float[1], 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> new RgbImage(2, 2, new byte[11]));
    }
}

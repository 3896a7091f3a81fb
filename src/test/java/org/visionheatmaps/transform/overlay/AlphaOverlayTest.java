package org.visionheatmaps.transform.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class AlphaOverlayTest {
    private final RgbImage photograph = Samples.image(9, 6);

    @ParameterizedTest
    @EnumSource
    void alphaZeroIsThePhotographByteForByte(Samples.Strides order) {
        Tensor overlaid = new AlphaOverlay(0).apply(Samples.colors(order, 6, 9), photograph);
        assertArrayEquals(photograph.rgb(), RgbImage.ofColors(overlaid).rgb());
    }

    @ParameterizedTest
    @EnumSource
    void alphaOneIsTheHeatmapByteForByte(Samples.Strides order) {
        Tensor heatmap = Samples.colors(order, 6, 9);
        Tensor overlaid = new AlphaOverlay(1).apply(heatmap, photograph);
        assertArrayEquals(
                RgbImage.ofColors(heatmap).rgb(), RgbImage.ofColors(overlaid).rgb());
    }

    @Test
    void betweenLiesTheBlendInDouble() {
        Tensor heatmap = Samples.colors(Samples.Strides.PIXELS, 6, 9);
        Tensor overlaid = new AlphaOverlay(0.3).apply(heatmap, photograph);
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 9; column++) {
                for (int c = 0; c < 3; c++) {
                    double pixel = (photograph.rgb()[3 * (row * 9 + column) + c] & 0xFF) / 255.0;
                    double wanted = pixel * (1 - 0.3) + heatmap.at(row, column, c) * 0.3;
                    assertEquals(wanted, overlaid.at(row, column, c));
                }
            }
        }
    }

    @Test
    void withoutAnImageTheHeatmapStays() {
        Tensor heatmap = Samples.colors(Samples.Strides.PLANES, 6, 9);
        assertSame(heatmap, new AlphaOverlay().apply(heatmap, null));
    }

    @Test
    void anotherSizeNamesBothSizesAndResizeToImage() {
        Tensor heatmap = Samples.colors(Samples.Strides.PLANES, 9, 6);
        BadDataException refused =
                assertThrows(BadDataException.class, () -> new AlphaOverlay().apply(heatmap, photograph));
        assertEquals(BadDataException.Reason.IMAGE_SIZE, refused.reason());
        assertEquals(
                "AlphaOverlay(0.6) needs a heatmap of the image's size, but the heatmap is 6×9 and the image 9×6"
                        + " (width×height): put ResizeToImage() before it",
                refused.getMessage());
    }

    @Test
    void alphaIsAShare() {
        for (double alpha : new double[] {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new AlphaOverlay(alpha))
                    .getMessage();
            assertEquals("AlphaOverlay needs alpha in [0, 1], but got " + alpha, message);
        }
    }

    @Test
    void aMaskShowsThePhotographAsFarAsTheMapIsStrong() {
        RgbImage photograph = new RgbImage(3, 1, new byte[] {(byte) 255, 0, 51, 100, 100, 100, 10, 20, 30});
        Tensor map = Tensor.scalars(new float[] {0.5f, -2, 7}, 1, 3);
        byte[] masked =
                RgbImage.ofColors(new MaskImage().apply(map, photograph)).rgb();
        assertArrayEquals(new byte[] {(byte) 128, 0, 26, 0, 0, 0, 10, 20, 30}, masked);
        byte[] grey = RgbImage.ofColors(new MaskImage().apply(map, null)).rgb();
        assertArrayEquals(new byte[] {(byte) 128, (byte) 128, (byte) 128, 0, 0, 0, -1, -1, -1}, grey);
        BadDataException fault =
                assertThrows(BadDataException.class, () -> new MaskImage().apply(map, new RgbImage(1, 1, new byte[3])));
        assertTrue(fault.getMessage().contains("put ResizeToImage() before it"), fault.getMessage());
    }
}

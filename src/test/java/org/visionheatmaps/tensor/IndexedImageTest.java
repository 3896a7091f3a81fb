package org.visionheatmaps.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class IndexedImageTest {
    @Test
    void anImageOfFewColoursBecomesIndicesFromDarkToLight() {
        byte[] rgb = {90, 90, 90, 0, 0, 0, -1, -1, -1, 0, 0, 0};
        IndexedImage indexed = IndexedImage.ofExactly(new RgbImage(2, 2, rgb)).orElseThrow();
        assertArrayEquals(new byte[] {1, 0, 2, 0}, indexed.indices());
        assertArrayEquals(new byte[] {0, 0, 0, 90, 90, 90, -1, -1, -1}, indexed.palette());
        assertEquals(3, indexed.colors());
        assertArrayEquals(rgb, indexed.toRgb().rgb());
    }

    @Test
    void twoHundredAndFiftySixColoursFitAndOneMoreDoesNot() {
        RgbImage fits = colors(256);
        assertArrayEquals(
                fits.rgb(), IndexedImage.ofExactly(fits).orElseThrow().toRgb().rgb());
        assertTrue(IndexedImage.ofExactly(colors(257)).isEmpty());
    }

    private static RgbImage colors(int count) {
        byte[] rgb = new byte[3 * count * 2];
        for (int i = 0; i < 2 * count; i++) {
            rgb[3 * i] = (byte) (i % count * 7);
            rgb[3 * i + 2] = (byte) (i % count >> 8);
        }
        return new RgbImage(count, 2, rgb);
    }

    @Test
    void coloursInAnyOrderBecomeAPaletteFromDarkToLight() {
        byte[] indices = {2, 0, 1, 2};
        IndexedImage indexed = IndexedImage.ofAppearance(4, 1, indices, new int[] {0xFFFFFF, 0x0000FF, 0x800000});
        assertArrayEquals(new byte[] {0, 0, -1, -128, 0, 0, -1, -1, -1}, indexed.palette());
        assertArrayEquals(new byte[] {1, 2, 0, 1}, indexed.indices());
        assertThrows(
                IndexOutOfBoundsException.class, () -> IndexedImage.ofAppearance(1, 1, new byte[] {1}, new int[] {0}));
        assertThrows(IllegalArgumentException.class, () -> IndexedImage.ofAppearance(1, 1, new byte[1], new int[0]));
    }

    @Test
    void lengthsAndIndicesThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new IndexedImage(2, 2, new byte[3], new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> new IndexedImage(0, 2, new byte[0], new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> new IndexedImage(1, 1, new byte[1], new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new IndexedImage(1, 1, new byte[1], new byte[4]));
        assertThrows(IllegalArgumentException.class, () -> new IndexedImage(1, 1, new byte[1], new byte[771]));
        assertEquals(
                "A palette of size 1 cannot hold the index 255: indices count from 0",
                assertThrows(IllegalArgumentException.class, () -> new IndexedImage(1, 1, new byte[] {-1}, new byte[3]))
                        .getMessage());
    }
}

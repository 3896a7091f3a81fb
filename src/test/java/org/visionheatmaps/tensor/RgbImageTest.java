package org.visionheatmaps.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class RgbImageTest {
    private static final RgbImage IMAGE =
            new RgbImage(3, 2, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18});

    @Test
    void aPartIsTheTopLeft() {
        RgbImage part = IMAGE.cropped(2, 1);
        assertEquals(2, part.width());
        assertEquals(1, part.height());
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5}, part.rgb());
        assertArrayEquals(new byte[] {0, 1, 2, 10, 11, 12}, IMAGE.cropped(1, 2).rgb());
        assertArrayEquals(IMAGE.rgb(), IMAGE.cropped(3, 2).rgb());
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "1, 3", "0, 1", "1, 0"})
    void aPartIsNotLargerThanTheWholeNorEmpty(int columns, int rows) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> IMAGE.cropped(columns, rows));
        assertEquals("An image of 3×2 pixels has no part of " + columns + "×" + rows, refused.getMessage());
    }
}

package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.tensor.RgbImage;

class ContactSheetTest {
    private static RgbImage plain(int width, int height, int grey) {
        byte[] rgb = new byte[3 * width * height];
        java.util.Arrays.fill(rgb, (byte) grey);
        return new RgbImage(width, height, rgb);
    }

    private static int grey(RgbImage image, int x, int y) {
        return image.rgb()[3 * (y * image.width() + x)] & 0xFF;
    }

    @Test
    void picturesStandInRowsFromTheTopLeftWithTheirIdsBelow() {
        List<ContactSheet.Cell> cells = List.of(
                new ContactSheet.Cell("a", plain(20, 10, 50)),
                new ContactSheet.Cell("b", plain(12, 16, 100)),
                new ContactSheet.Cell("c", plain(20, 16, 150)));
        RgbImage page = ContactSheet.of(cells, 2);
        assertEquals(8 + 2 * 28, page.width());
        assertEquals(8 + 2 * (16 + 12 + 8), page.height());
        assertEquals(50, grey(page, 8, 8));
        assertEquals(255, grey(page, 8, 18));
        assertEquals(100, grey(page, 36, 8));
        assertEquals(150, grey(page, 8, 44));
        // The back of the a, three pixels below its picture.
        assertEquals(0x22, grey(page, 8 + 4, 8 + 10 + 3 + 3));
        assertEquals(8 + 3 * 28, ContactSheet.of(cells, 9).width());
    }

    @Test
    void longIdsKeepTheirBeginningAndTheirEnd() {
        assertEquals("cat", ContactSheet.clipped("cat", 17));
        assertEquals("..t", ContactSheet.clipped("cats/t", 17));
        assertEquals("imag..0/12", ContactSheet.clipped("imagenet/val/n0/12", 60));
        assertEquals("..", ContactSheet.clipped("cats", 3));
    }

    @Test
    void picturesAreFittedByWholeFactors() {
        assertEquals(
                21, ContactSheet.Cell.within(24, "a", plain(7, 5, 1)).picture().width());
        RgbImage halved = ContactSheet.Cell.within(
                        4, "a", new RgbImage(5, 1, new byte[] {0, 0, 0, 3, 3, 3, 10, 10, 10, 20, 20, 20, 9, 9, 9}))
                .picture();
        assertEquals(List.of(3, 1), List.of(halved.width(), halved.height()));
        assertEquals(List.of(2, 15, 9), List.of(grey(halved, 0, 0), grey(halved, 1, 0), grey(halved, 2, 0)));
    }
}

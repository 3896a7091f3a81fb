package org.visionheatmaps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.metrics.Region;
import org.visionheatmaps.tensor.RgbImage;

@Tag("fast")
class MaskOutlineTest {
    private static RgbImage grey(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 0x80);
        return new RgbImage(width, height, rgb);
    }

    /** White, black and grey pixels as letters, a line for each row. */
    private static List<String> drawn(RgbImage image) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < image.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < image.width(); x++) {
                int value = image.rgb()[3 * (y * image.width() + x)] & 0xFF;
                line.append(value == 0xFF ? 'w' : value == 0 ? 'b' : '.');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @Test
    void theLineLiesWithinTheEdgeAndABlackOneAroundIt() {
        RgbImage picture = grey(9, 8);
        MaskOutline box = (width, height) -> Region.ofBoxes(new double[][] {{2, 1, 8, 8}}, 9, 8, width, height);
        assertEquals(
                List.of(
                        "..bbbbbb.",
                        ".bwwwwwwb",
                        ".bwwwwwwb",
                        ".bww..wwb",
                        ".bww..wwb",
                        ".bww..wwb",
                        ".bwwwwwwb",
                        ".bwwwwwwb"),
                drawn(box.over(picture)));
        assertEquals(grey(9, 8).rgb()[0], picture.rgb()[0], "the picture itself is as it was");
    }

    @Test
    void smallHeatmapsAreEnlargedAndThoseWithoutAMaskStayAsTheyAre() {
        RgbImage heatmap = grey(7, 5);
        assertSame(heatmap, MaskOutline.NONE.overEnlarged(heatmap));
        MaskOutline left = (width, height) -> Region.ofBoxes(new double[][] {{0, 0, 3.5, 5}}, 7, 5, width, height);
        RgbImage large = left.overEnlarged(heatmap);
        assertEquals(112, large.width());
        assertEquals(80, large.height());
        String middle = drawn(large).get(40);
        assertEquals("ww" + ".".repeat(52) + "wwb" + ".".repeat(55), middle);
    }
}

package org.visionheatmaps.render.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.render.Colorbar;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.RgbaImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.RangeColormap;

@Tag("fast")
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
    void longIdsHaveTwoLinesAndThenKeepTheirBeginningAndTheirEnd() {
        assertEquals(List.of("cat"), ContactSheet.lines("cat", 3));
        assertEquals(List.of("cat", "s/t"), ContactSheet.lines("cats/t", 3));
        assertEquals(List.of("cats/", "t12"), ContactSheet.lines("cats/t12", 7));
        assertEquals(List.of("integrated_", "gradients"), ContactSheet.lines("integrated_gradients", 15));
        assertEquals(List.of("integratedgrad", "ients"), ContactSheet.lines("integratedgradients", 14));
        assertEquals(List.of("imagenet/v", "..n01/1234"), ContactSheet.lines("imagenet/val/n01/1234", 10));
        assertEquals(List.of("c", ".."), ContactSheet.lines("cats", 1));
    }

    @Test
    void aRowLeavesRoomForTheLongestIdOfThePage() {
        List<ContactSheet.Cell> one = List.of(new ContactSheet.Cell("cat", plain(40, 40, 9)));
        List<ContactSheet.Cell> two = List.of(new ContactSheet.Cell("cat.occlusion", plain(40, 40, 9)));
        assertEquals(
                10, ContactSheet.of(two, 1).height() - ContactSheet.of(one, 1).height());
        RgbImage large = ContactSheet.of(List.of(new ContactSheet.Cell("cat", plain(448, 448, 9))), 1);
        assertEquals(8 + 448 + 2 * 12 + 8, large.height());
    }

    private static byte[] png(ColorbarSide side, String pipeline, int width, int height) {
        float[] values = new float[width * height];
        for (int at = 0; at < values.length; at++) {
            values[at] = at % 7 - 3;
        }
        return new ElementRenderer(
                        FittedPipeline.parse(pipeline),
                        RenderSettings.of("test").withColorbar(side))
                .render("id", Tensor.channels(values, width, height, 1), null)
                .png();
    }

    @ParameterizedTest
    @CsvSource({"RIGHT, 7, 5", "BOTTOM, 7, 5", "RIGHT, 300, 200", "BOTTOM, 300, 200"})
    void theHeatmapIsFittedAndItsBarIsDrawnBesideIt(ColorbarSide side, int width, int height) throws IOException {
        String pipeline = "SumReduction() |> RangeColormap(:berlin, -3, 3)";
        byte[] png = png(side, pipeline, width, height);
        ContactSheet.Cell cell =
                ContactSheet.Cell.within(100, "id", Pixels.decode(png), Provenance.of(PngInfo.read(png)));
        RgbImage heatmap = Pixels.decode(png(ColorbarSide.NONE, pipeline, width, height));
        RgbImage alone = ContactSheet.Cell.within(100, "id", heatmap).picture();
        RgbImage expected = new Colorbar(side)
                .beside(RgbaImage.opaque(alone), colormap(pipeline), pipeline)
                .colors();
        assertArrayEquals(expected.rgb(), cell.picture().rgb());
        assertEquals(expected.width(), cell.picture().width());
    }

    private static RangeColormap colormap(String pipeline) {
        return (RangeColormap) FittedPipeline.parse(pipeline).transforms().get(1);
    }

    @Test
    void aBarThatCannotBeDrawnAgainIsPartOfThePicture() throws IOException {
        byte[] png = png(ColorbarSide.RIGHT, "SumReduction() |> RangeColormap(:berlin, -3, 3)", 30, 30);
        RgbImage picture = Pixels.decode(png);
        Provenance made = new Provenance(
                "id",
                "SomebodysReduction() |> RangeColormap(:berlin, -3, 3)",
                null,
                "test",
                new Provenance.Area(30, 30),
                null);
        assertEquals(
                ContactSheet.Cell.within(50, "id", picture).picture().width(),
                ContactSheet.Cell.within(50, "id", picture, made).picture().width());
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

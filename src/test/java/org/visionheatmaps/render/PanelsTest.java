package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class PanelsTest {
    private static final String CAM = "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage()";
    private static final int SIDE = 12;
    private static final int GAP = 4;
    private static final Tensor MAP = Tensor.channels(new float[] {0, 1, -2, 3, 4, 5, 1, 0, 2}, 3, 3, 1);
    private static final RgbImage PHOTOGRAPH = photograph();

    @Test
    void eachPanelIsThePictureThatItsPipelineDraws() throws IOException {
        RgbImage all = picture(CAM + " |> AlphaOverlay(0.3)", MAP, PHOTOGRAPH, Panel.values());
        assertEquals(4 * SIDE + 3 * GAP, all.width());
        assertEquals(SIDE, all.height());
        assertArrayEquals(PHOTOGRAPH.rgb(), part(all, 0));
        assertArrayEquals(picture(CAM, MAP, PHOTOGRAPH).rgb(), part(all, 1));
        assertArrayEquals(
                picture(CAM + " |> AlphaOverlay(0.3)", MAP, PHOTOGRAPH).rgb(), part(all, 2));
        assertArrayEquals(
                picture(
                                "SumReduction() |> FlipImage() |> ResizeToImage() |> Abs() |> MassClip(0.02) |> MaskImage()",
                                MAP,
                                PHOTOGRAPH)
                        .rgb(),
                part(all, 3));
        assertEquals((byte) 255, all.rgb()[3 * SIDE], "white between panels");
    }

    @Test
    void aPipelineWithoutThePhotographIsLaidOverIt() throws IOException {
        String small = "SumReduction() |> CenteredColormap() |> FlipImage()";
        RgbImage all = picture(small, MAP, PHOTOGRAPH, Panel.HEATMAP, Panel.OVERLAY);
        String enlarged = small + " |> ResizeToImage(Nearest())";
        assertArrayEquals(picture(enlarged, MAP, PHOTOGRAPH).rgb(), part(all, 0));
        assertArrayEquals(
                picture(enlarged + " |> AlphaOverlay()", MAP, PHOTOGRAPH).rgb(), part(all, 1));
    }

    @Test
    void withoutAPhotographItsPanelIsWhite() throws IOException {
        RgbImage all = picture(CAM + " |> AlphaOverlay()", MAP, null, Panel.PHOTO, Panel.OVERLAY);
        assertEquals(2 * 3 + GAP, all.width());
        for (int x = 0; x < 3; x++) {
            assertEquals((byte) 255, all.rgb()[3 * x]);
        }
        assertArrayEquals(picture(CAM, MAP, null).rgb(), part(all, 7, 0, 3, 3));
    }

    @Test
    void valuesThatAreMissingAreWhiteOrOfTheirColour() throws IOException {
        Tensor map = Tensor.channels(new float[] {Float.NaN, 1, 2, 3}, 2, 2, 1);
        String pipeline = "SumReduction() |> CenteredColormap() |> FlipImage()";
        Composition panels = new Composition(List.of(Panel.HEATMAP), null, ColorbarSide.NONE);
        RenderSettings settings = RenderSettings.of("test").with(panels);
        assertEquals((byte) 255, first(pipeline, map, settings.withNonFinite(NonFinite.mask("transparent"))));
        assertEquals((byte) 0x10, first(pipeline, map, settings.withNonFinite(NonFinite.mask("#102030"))));
    }

    private static byte first(String pipeline, Tensor map, RenderSettings settings) throws IOException {
        byte[] png = new ElementRenderer(FittedPipeline.parse(pipeline), settings)
                .render("a", map, null)
                .png();
        return Pixels.decode(png).rgb()[0];
    }

    @Test
    void theCaptionAndTheBarStandOutsideThePanels() throws IOException {
        Composition composition = new Composition(List.of(Panel.PHOTO, Panel.HEATMAP), null, ColorbarSide.RIGHT);
        Heatmap heatmap = new ElementRenderer(
                        FittedPipeline.parse(CAM), RenderSettings.of("test").with(composition))
                .renderWith("a", MAP, new Renderer.Beside(PHOTOGRAPH, null, "Łódź 0.99"));
        RgbImage picture = Pixels.decode(heatmap.png());
        assertEquals(picture.width(), heatmap.width());
        RgbImage panels = picture(CAM, MAP, PHOTOGRAPH, Panel.PHOTO, Panel.HEATMAP);
        assertArrayEquals(
                panels.rgb(), picture.cropped(panels.width(), panels.height()).rgb());
        Provenance.Area area = Provenance.of(PngInfo.read(heatmap.png())).area();
        assertEquals(new Provenance.Area(panels.width(), panels.height()), area);
        int rows = 2 + CaptionFont.get().height();
        byte[] line = part(picture, 0, picture.height() - rows, picture.width(), rows);
        assertTrue(dark(line) > 100, "letters");
    }

    private static int dark(byte[] rgb) {
        int dark = 0;
        for (byte component : rgb) {
            dark += (component & 0xFF) < 128 ? 1 : 0;
        }
        return dark;
    }

    private static byte[] part(RgbImage all, int index) {
        return part(all, index * (SIDE + GAP), 0, SIDE, SIDE);
    }

    private static byte[] part(RgbImage all, int left, int top, int columns, int rows) {
        byte[] part = new byte[3 * columns * rows];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(all.rgb(), 3 * ((top + row) * all.width() + left), part, 3 * columns * row, 3 * columns);
        }
        return part;
    }

    private static RgbImage picture(String pipeline, Tensor map, RgbImage image, Panel... panels) throws IOException {
        Composition composition = new Composition(List.of(panels), null, ColorbarSide.NONE);
        return Pixels.decode(new ElementRenderer(
                        FittedPipeline.parse(pipeline),
                        RenderSettings.of("test").with(composition))
                .render("a", map, image)
                .png());
    }

    private static RgbImage photograph() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int at = 0; at < rgb.length; at++) {
            rgb[at] = (byte) (at * 37 % 251);
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }
}

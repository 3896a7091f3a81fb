package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Schemes whose colours let a part of what is beneath show. */
@Tag("fast")
class TranslucentTest {
    private static final int COLOR_TYPE = 25;
    private static final int RGB = 2;
    private static final int RGBA = 6;
    private static final float[] MAP = {0, 1, 0.5f, 0.25f};
    private static final String RED = "SumReduction() |> RangeColormap([\"#ff000000\", \"#ff0000\"], 0, 1)";

    private static byte[] png(String pipeline, RenderSettings settings, RgbImage image, float... values) {
        int side = (int) Math.sqrt(values.length);
        return new ElementRenderer(FittedPipeline.parse(pipeline + " |> FlipImage()"), settings)
                .render("id", Tensor.channels(values, side, side, 1), image)
                .png();
    }

    private static byte[] png(String pipeline, float... values) {
        return png(pipeline, RenderSettings.of("test"), null, values);
    }

    /** 0xAARRGGBB of each pixel, by the JDK's decoder. */
    private static int[] pixels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @ParameterizedTest
    @CsvSource({"FAST, AUTO", "SMALL, AUTO", "FAST, PALETTE", "FAST, RGB"})
    void withoutAPhotographThePngHasTheAlpha(PngEncoding.Effort effort, PngEncoding.Color color) throws IOException {
        RenderSettings settings = RenderSettings.of("test").withEncoding(new PngEncoding(effort, color));
        byte[] png = png(RED, settings, null, MAP);
        assertEquals(RGBA, png[COLOR_TYPE]);
        assertArrayEquals(new int[] {0, 0xFFFF0000, 0x80FF0000, 0x40FF0000}, pixels(png));
    }

    @Test
    void colorsAreBlendedAsTheyAreAndNotByTheirAlpha() throws IOException {
        int[] pixels = pixels(png("SumReduction() |> RangeColormap([\"#00000000\", \"#ffffff\"], 0, 1)", MAP));
        assertArrayEquals(new int[] {0, -1, 0x80808080, 0x40404040}, pixels);
    }

    @Test
    void theTextOfThePngDrawsTheSamePixelsAgain() throws IOException {
        String pipeline =
                "SumReduction() |> ExtremaColormap([[0, \"#0000ff80\"], [1, \"#ffffff00\"], [4, \"#ff0000\"]])";
        byte[] png = png(pipeline, MAP);
        String made = Provenance.of(PngInfo.read(png)).pipeline();
        byte[] again = new ElementRenderer(FittedPipeline.parse(made), RenderSettings.of("test"))
                .render("id", Tensor.channels(MAP, 2, 2, 1), null)
                .png();
        assertArrayEquals(png, again);
    }

    @Test
    void overAPhotographTheyBlendAndNothingIsTranslucent() throws IOException {
        RgbImage grey = new RgbImage(2, 2, new byte[] {100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100});
        byte[] png = png(RED + " |> AlphaOverlay(0.5)", RenderSettings.of("test"), grey, MAP);
        assertTrue(png[COLOR_TYPE] != RGBA);
        // Shares of red: 0, 0.5, 0.25, 0.125.
        assertArrayEquals(new int[] {0xFF646464, 0xFFB23232, 0xFF8B4B4B, 0xFF775858}, pixels(png));
        byte[] byValue = png(RED + " |> ValueAlpha(1)", RenderSettings.of("test"), grey, MAP);
        // Shares of red: 0, 1, 0.25, 0.0625.
        assertArrayEquals(new int[] {0xFF646464, 0xFFFF0000, 0xFF8B4B4B, 0xFF6E5E5E}, pixels(byValue));
    }

    @Test
    void enlargingGivesNoColorToWhatIsTransparent() throws IOException {
        String pipeline = "SumReduction() |> RangeColormap([\"#00ff0000\", \"#ff0000\"], 0, 1, levels=2)"
                + " |> Resize(4, 4, Linear())";
        for (int pixel : pixels(png(pipeline, 0, 1, 1, 1))) {
            assertEquals(pixel >>> 24 == 0 ? 0 : 0xFF0000, pixel & 0xFFFFFF, Integer.toHexString(pixel));
        }
    }

    @Test
    void missingValuesAreTransparentOrHaveTheirColor() throws IOException {
        float[] values = {Float.NaN, 1, 0.5f, 1};
        RenderSettings clear = RenderSettings.of("test").withNonFinite(NonFinite.mask("transparent"));
        assertEquals(0, pixels(png(RED, clear, null, values))[0]);
        RenderSettings green = RenderSettings.of("test").withNonFinite(NonFinite.mask("#00ff00"));
        assertArrayEquals(
                new int[] {0xFF00FF00, 0xFFFF0000, 0x80FF0000, 0xFFFF0000}, pixels(png(RED, green, null, values)));
    }

    @Test
    void whatIsBesideTheHeatmapIsOpaqueAndTheBarLiesOnWhite() throws IOException {
        float[] values = new float[40 * 40];
        byte[] png = png(RED, RenderSettings.of("test").withColorbar(ColorbarSide.RIGHT), null, values);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(0, picture.getRGB(0, 0) >>> 24);
        for (int y = 0; y < 40; y++) {
            for (int x = 40; x < picture.getWidth(); x++) {
                assertEquals(255, picture.getRGB(x, y) >>> 24);
            }
        }
        assertEquals(0xFFFF0000, picture.getRGB(40 + 4 + 5, 1));
        assertEquals(0xFFFFFFFF, picture.getRGB(40 + 4 + 5, 38));
    }

    @Test
    void panelsAndSheetsShowThemOnWhite() throws IOException {
        RenderSettings panels =
                RenderSettings.of("test").with(new Composition(List.of(Panel.HEATMAP), null, ColorbarSide.NONE));
        byte[] png = png(RED, panels, null, MAP);
        assertTrue(png[COLOR_TYPE] != RGBA);
        int[] onWhite = {-1, 0xFFFF0000, 0xFFFF8080, 0xFFFFBFBF};
        int[] shown = pixels(png);
        byte[] sheet = ImageDecoder.DEFAULT.decodeOnWhite(png(RED, MAP)).rgb();
        for (int i = 0; i < 4; i++) {
            assertEquals(onWhite[i], shown[i]);
            // Alpha is rounded to a byte before.
            assertEquals(onWhite[i] & 0xFF, sheet[3 * i + 2] & 0xFF, 1);
        }
    }

    @Test
    void linesOverThemAreOpaque() throws IOException {
        Tensor colors = FittedPipeline.parse(RED)
                .apply(Tensor.channels(new float[400], 20, 20, 1), null)
                .value();
        assertTrue(colors.isTranslucent());
        byte[] png = png("SumReduction() |> RangeColormap([\"#ff000080\"], 0, 1)", new float[400]);
        assertTrue(Arrays.stream(pixels(png)).allMatch(pixel -> pixel == 0x80FF0000));
    }

    @Test
    void alphasOfOneAreNone() {
        assertEquals(
                "SumReduction() |> ExtremaColormap([\"#000000\", \"#ff0000\"])",
                Pipeline.parse("SumReduction() |> ExtremaColormap([\"#000000ff\", \"#f00f\"])")
                        .toString());
        byte[] png = png("SumReduction() |> RangeColormap([\"#000f\", \"#f00\"], 0, 1)", MAP);
        assertTrue(png[COLOR_TYPE] != RGBA && png[COLOR_TYPE] != RGB);
    }

    @Test
    void linesSayThatTheyHaveNoAlpha() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Pipeline.parse("SumReduction() |> Outline(0.5, \"#ffff0080\")"))
                .getMessage();
        assertTrue(message.contains("only the colours of a scheme can have an alpha"), message);
    }
}

package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

@Tag("fast")
class ColorbarTest {
    private static final PngEncoding PALETTE = new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.PALETTE);
    private static final String CENTERED = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";

    private static ElementRenderer renderer(String pipeline, PngEncoding encoding, ColorbarSide side) {
        return new ElementRenderer(
                FittedPipeline.parse(pipeline),
                RenderSettings.of("test").withEncoding(encoding).withColorbar(side));
    }

    private static Heatmap heatmap(String pipeline, PngEncoding encoding, ColorbarSide side, Tensor x) {
        return renderer(pipeline, encoding, side).render("a", x, null);
    }

    /** A slope from -1 to 1, to the right and down. */
    private static Tensor slope(int width, int height) {
        float[] values = new float[width * height];
        for (int at = 0; at < values.length; at++) {
            values[at] = (at % width + at / width) * 2f / Math.max(1, width + height - 2) - 1;
        }
        return Tensor.channels(values, width, height, 1);
    }

    private static RgbImage topLeft(RgbImage picture, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.rgb(), 3 * y * picture.width(), rgb, 3 * y * width, 3 * width);
        }
        return new RgbImage(width, height, rgb);
    }

    private static String color(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] rgb = image.rgb();
        return String.format("#%02x%02x%02x", rgb[at], rgb[at + 1], rgb[at + 2]);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 63, 18, 90, 29",
        "7, 7, 69, 18, 90, 35",
        "28, 28, 90, 28, 90, 56",
        "224, 224, 286, 224, 224, 252",
        "300, 200, 362, 200, 300, 228",
        "448, 500, 572, 500, 448, 556",
        "28, 1000, 90, 1000, 90, 1028"
    })
    void theHeatmapKeepsItsPixelsAtTheTopLeft(
            int width, int height, int rightWidth, int rightHeight, int bottomWidth, int bottomHeight)
            throws IOException {
        Tensor x = slope(width, height);
        for (PngEncoding encoding : new PngEncoding[] {PngEncoding.DEFAULT, PALETTE}) {
            byte[] plain = heatmap(CENTERED, encoding, ColorbarSide.NONE, x).png();
            assertNull(Provenance.of(PngInfo.read(plain)).area());
            Heatmap right = heatmap(CENTERED, encoding, ColorbarSide.RIGHT, x);
            Heatmap bottom = heatmap(CENTERED, encoding, ColorbarSide.BOTTOM, x);
            assertEquals(rightWidth + "x" + rightHeight, right.width() + "x" + right.height());
            assertEquals(bottomWidth + "x" + bottomHeight, bottom.width() + "x" + bottom.height());
            for (Heatmap heatmap : new Heatmap[] {right, bottom}) {
                RgbImage picture = Pixels.decode(heatmap.png());
                assertEquals(heatmap.width(), picture.width());
                assertArrayEquals(
                        Pixels.decode(plain).rgb(),
                        topLeft(picture, width, height).rgb());
                assertEquals(
                        new Provenance.Area(width, height),
                        Provenance.of(PngInfo.read(heatmap.png())).area());
            }
        }
    }

    @Test
    void theBarRunsFromTheLeastValueToTheGreatest() throws IOException {
        RgbImage right = Pixels.decode(heatmap(CENTERED, PngEncoding.DEFAULT, ColorbarSide.RIGHT, slope(224, 224))
                .png());
        String first = ColorSchemes.catalogue().get("berlin").hex(0);
        String last = ColorSchemes.catalogue().get("berlin").hex(255);
        int middle = 224 + 4 + 5;
        assertEquals("#222222", color(right, middle, 0));
        assertEquals(last, color(right, middle, 1));
        assertEquals(first, color(right, middle, 222));
        assertEquals("#222222", color(right, middle, 223));
        RgbImage bottom = Pixels.decode(heatmap(CENTERED, PngEncoding.DEFAULT, ColorbarSide.BOTTOM, slope(224, 224))
                .png());
        assertEquals(first, color(bottom, 1, middle));
        assertEquals(last, color(bottom, 222, middle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NormReduction() |> ExtremaColormap(:batlow)",
                "SumReduction() |> PercentileClip(0.1, 0.9) |> CenteredColormap(:berlin) |> FlipImage()",
                "SumReduction() |> RangeColormap([\"#f00\", \"#00f\"], -1000000, 1e-7)",
                "SumReduction() |> RangeColormap(:batlow, -1e-30, 1e308)",
                "SumReduction() |> RangeColormap(:batlow, 1.0000000001, 1.0000000002)"
            })
    void everyColormapHasABarAndTheSamePixelsEachTime(String pipeline) throws IOException {
        Tensor x = Samples.channels(true, Samples.Strides.PLANES, 12, 37, 3);
        for (ColorbarSide side : new ColorbarSide[] {ColorbarSide.RIGHT, ColorbarSide.BOTTOM}) {
            ElementRenderer renderer = renderer(pipeline, PngEncoding.DEFAULT, side);
            byte[] first = renderer.render("a", x, null).png();
            Tensor other = Samples.channels(true, Samples.Strides.PLANES, 9, 9, 3);
            renderer.render("b", other, null);
            assertArrayEquals(first, renderer.render("a", x, null).png());
            assertArrayEquals(
                    Pixels.decode(heatmap(pipeline, PngEncoding.DEFAULT, ColorbarSide.NONE, x)
                                    .png())
                            .rgb(),
                    topLeft(Pixels.decode(first), pixels(pipeline, x)[0], pixels(pipeline, x)[1])
                            .rgb());
        }
    }

    private static int[] pixels(String pipeline, Tensor x) {
        Heatmap plain = heatmap(pipeline, PngEncoding.DEFAULT, ColorbarSide.NONE, x);
        return new int[] {plain.width(), plain.height()};
    }

    @Test
    void aPaletteTakesTheBarWhileThereIsRoomForWhiteAndInk() throws IOException {
        // 254 places of the scheme are used, then 255.
        for (int used : new int[] {254, 255}) {
            float[] values = new float[40 * 40];
            for (int at = 0; at < values.length; at++) {
                values[at] = at == 1 ? 255 : at % (used - 1);
            }
            Tensor x = Tensor.channels(values, 40, 40, 1);
            String pipeline = "SumReduction() |> RangeColormap([\"#000000\", \"#ff0000\"], 0, 255) |> FlipImage()";
            byte[] png = heatmap(pipeline, PALETTE, ColorbarSide.RIGHT, x).png();
            int colorType = png[25];
            assertEquals(used == 254 ? 3 : 2, colorType);
            RgbImage picture = Pixels.decode(png);
            assertEquals("#ffffff", color(picture, picture.width() - 1, 0));
            assertEquals("#222222", color(picture, 40 + 4, 0));
        }
    }

    @Test
    void transparentPixelsAreThoseOfTheHeatmapAlone() throws IOException {
        float[] values = new float[30 * 30];
        for (int at = 0; at < values.length; at++) {
            values[at] = at % 30;
        }
        values[5] = Float.NaN;
        FittedPipeline pipeline =
                FittedPipeline.parse("SumReduction() |> ExtremaColormap([\"#ffffff\", \"#000000\"]) |> FlipImage()");
        NonFinite mask = new NonFinite(true, NonFinite.TRANSPARENT);
        byte[] png = new ElementRenderer(
                        pipeline, RenderSettings.of("test").withNonFinite(mask).withColorbar(ColorbarSide.RIGHT))
                .render("a", Tensor.channels(values, 30, 30, 1), null)
                .png();
        String key = key(png);
        RgbImage picture = Pixels.decode(png);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                assertEquals(x == 5 && y == 0, color(picture, x, y).equals(key), "at " + x + ", " + y);
            }
        }
    }

    private static String key(byte[] png) {
        int at = new String(png, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("tRNS");
        return String.format("#%02x%02x%02x", png[at + 5], png[at + 7], png[at + 9]);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorbarSide.class,
            names = {"RIGHT", "BOTTOM"})
    void thePictureIsTheOneThatWasLookedAt(ColorbarSide side) throws IOException {
        for (int size : new int[] {28, 224}) {
            Heatmap heatmap = heatmap(CENTERED, PngEncoding.DEFAULT, side, slope(size, size));
            String name = "/colorbar/" + side + "-" + size + ".png";
            try (InputStream golden = ColorbarTest.class.getResourceAsStream(name)) {
                assertArrayEquals(
                        Pixels.decode(golden.readAllBytes()).rgb(),
                        Pixels.decode(heatmap.png()).rgb(),
                        name);
            }
        }
    }

    /** Colours of somebody's own. */
    private record HousePaint() implements Transform {
        @Override
        public Set<Kind> inputKinds() {
            return Set.of(Kind.CHANNELS);
        }

        @Override
        public Kind outputKind(Kind input) {
            return Kind.COLOR;
        }

        @Override
        public Tensor apply(Tensor x, RgbImage image) {
            double[] colors = new double[3 * x.size(0) * x.size(1)];
            Arrays.fill(colors, 0.5);
            return Tensor.colors(colors, x.size(0), x.size(1));
        }

        @Override
        public String toString() {
            return "HousePaint()";
        }
    }

    @Test
    void coloursOfAnUnknownStepHaveNoBar() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ElementRenderer.requireColorbar(Pipeline.of(new HousePaint()), ColorbarSide.RIGHT))
                .getMessage();
        assertEquals(
                "A colour bar needs to know which colour stands for which value: from ExtremaColormap,"
                        + " CenteredColormap or RangeColormap. But the colours are made by HousePaint(): use one of"
                        + " those, or no --colorbar",
                message);
        ElementRenderer.requireColorbar(Pipeline.of(new HousePaint()), ColorbarSide.NONE);
        ElementRenderer renderer = new ElementRenderer(
                FittedPipeline.of(new HousePaint()), RenderSettings.of("test").withColorbar(ColorbarSide.RIGHT));
        String late = assertThrows(IllegalArgumentException.class, () -> renderer.render("a", slope(4, 4), null))
                .getMessage();
        assertTrue(late.contains("made by a step of HousePaint()"), late);
    }

    @Test
    void aPipelineOfAnyOfOurColormapsHasABar() {
        for (String colormap : new String[] {
            "CenteredColormap(:berlin)", "dataset(ExtremaColormap(), by=:method)", "RangeColormap(:batlow, 0, 1)"
        }) {
            Pipeline pipeline = Pipeline.parse("SumReduction() |> " + colormap + " |> FlipImage() |> AlphaOverlay()");
            ElementRenderer.requireColorbar(pipeline, ColorbarSide.BOTTOM);
        }
    }
}

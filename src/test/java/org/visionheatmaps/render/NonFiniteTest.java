package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FitPass;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.PartialCounts;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.png.TextChunk;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class NonFiniteTest {
    private static final NonFinite TRANSPARENT = NonFinite.mask("transparent");
    private static final NonFinite MAGENTA = NonFinite.mask("#ff00FE");
    private static final float[] WITH_BAD = {1, Float.NaN, 3, 4, Float.POSITIVE_INFINITY, 6, 7, 8, 9};
    /** The same without the bad ones. */
    private static final float[] REST = {1, 3, 4, 6, 7, 8, 9};

    private static Tensor square(float... values) {
        return Tensor.channels(values, 3, 3, 1);
    }

    private static Heatmap draw(String pipeline, Tensor x, RgbImage image, NonFinite nonFinite) {
        return new ElementRenderer(
                        FittedPipeline.parse(pipeline),
                        RenderSettings.of("test").withNonFinite(nonFinite))
                .render("a", x, image);
    }

    /** The colour of a PNG's chunk of transparency, which Java's decoder does not tell. */
    static OptionalInt key(byte[] png) {
        for (int at = 8; at < png.length; at += 12 + ByteBuffer.wrap(png, at, 4).getInt()) {
            if (new String(png, at + 4, 4, StandardCharsets.US_ASCII).equals("tRNS")) {
                return OptionalInt.of((png[at + 9] & 0xFF) << 16 | (png[at + 11] & 0xFF) << 8 | png[at + 13] & 0xFF);
            }
        }
        return OptionalInt.empty();
    }

    private static int color(RgbImage image, int pixel) {
        byte[] rgb = image.rgb();
        return (rgb[3 * pixel] & 0xFF) << 16 | (rgb[3 * pixel + 1] & 0xFF) << 8 | rgb[3 * pixel + 2] & 0xFF;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SumReduction() |> ExtremaColormap(:jet) |> FlipImage()",
                "SumReduction() |> PercentileClip(0.1, 0.8) |> CenteredColormap(:berlin) |> FlipImage()",
                "PercentileClip(0.1, 0.8) |> NormReduction() |> FlipImage() |> ExtremaColormap(:batlow)"
            })
    void badPixelsLeaveTheOthersAsIfTheyWereAlone(String pipeline) throws IOException {
        RgbImage wanted = Pixels.decode(draw(pipeline, Tensor.channels(REST, 7, 1, 1), null, NonFinite.QUARANTINE)
                .png());
        for (NonFinite masked : new NonFinite[] {TRANSPARENT, MAGENTA}) {
            Heatmap heatmap = draw(pipeline, square(WITH_BAD), null, masked);
            RgbImage drawn = Pixels.decode(heatmap.png());
            int bad = masked == MAGENTA ? 0xFF00FE : key(heatmap.png()).orElseThrow();
            int next = 0;
            for (int pixel = 0; pixel < 9; pixel++) {
                boolean isBad = pixel == 1 || pixel == 4;
                assertEquals(isBad ? bad : color(wanted, next++), color(drawn, pixel), "pixel " + pixel);
                assertTrue(isBad || bad != color(drawn, pixel));
            }
            assertEquals(masked == TRANSPARENT, key(heatmap.png()).isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({"transparent", "#ff00fe"})
    void thePngSaysThatValuesWereLeftOutAndHowTheyAreDrawn(String color) {
        NonFinite mask = NonFinite.mask(color);
        Tensor overflow = Tensor.channels(new float[] {Float.MAX_VALUE, 1, Float.MAX_VALUE, 2}, 2, 1, 2);
        for (Tensor x : new Tensor[] {square(WITH_BAD), overflow}) {
            byte[] png = draw("SumReduction() |> RangeColormap(:jet, 0, 9) |> FlipImage()", x, null, mask)
                    .png();
            assertEquals("mask " + color, PngInfo.read(png).text(Provenance.NON_FINITE));
            assertEquals(mask, Provenance.of(PngInfo.read(png)).masked());
        }
        Tensor finite = square(1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (String pipeline : new String[] {
            "SumReduction() |> ExtremaColormap(:jet)", "SumReduction() |> ResizeToImage() |> ExtremaColormap(:jet)"
        }) {
            byte[] png = draw(pipeline, finite, Samples.image(5, 5), mask).png();
            assertNull(Provenance.of(PngInfo.read(png)).masked(), pipeline);
        }
    }

    @Test
    void aMaskThatLeavesNoPixelMissingIsToldToo() {
        float[] values = new float[64 * 64];
        values[700] = Float.NaN;
        byte[] png = draw(
                        "SumReduction() |> ResizeToImage() |> RangeColormap(:jet, 0, 9)",
                        Tensor.channels(values, 64, 64, 1),
                        Samples.image(2, 2),
                        TRANSPARENT)
                .png();
        assertTrue(key(png).isEmpty());
        assertEquals(TRANSPARENT, Provenance.of(PngInfo.read(png)).masked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask pink", "transparent"})
    void aPngWithAnotherMaskIsRefused(String told) {
        PngInfo broken = new PngInfo(
                1,
                1,
                List.of(
                        new TextChunk(Provenance.ID, "a"),
                        new TextChunk(Provenance.PIPELINE, "FlipImage()"),
                        new TextChunk(Provenance.NON_FINITE, told)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Provenance.of(broken))
                .getMessage()
                .contains("heatmap:non-finite needs 'mask' and a colour, but is '" + told + "'"));
    }

    @Test
    void elementsThatAreAllFiniteAreDrawnAsEver() {
        String pipeline =
                "NormReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay()";
        Tensor x = Samples.channels(true, Samples.Strides.PLANES, 5, 4, 3);
        RgbImage image = Samples.image(9, 11);
        assertArrayEquals(
                draw(pipeline, x, image, NonFinite.QUARANTINE).png(),
                draw(pipeline, x, image, TRANSPARENT).png());
    }

    @Test
    void thePhotographShowsWhereTheOverlayIsMissing() throws IOException {
        String pipeline = "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> AlphaOverlay(0.7)";
        RgbImage image = Samples.image(3, 3);
        Heatmap heatmap = draw(pipeline, square(WITH_BAD), image, TRANSPARENT);
        RgbImage drawn = Pixels.decode(heatmap.png());
        assertFalse(key(heatmap.png()).isPresent());
        assertEquals(color(image, 1), color(drawn, 1));
        assertEquals(color(image, 4), color(drawn, 4));
        RgbImage colored = Pixels.decode(draw(pipeline, square(WITH_BAD), image, NonFinite.mask("#ffffff"))
                .png());
        int blue = color(image, 1) & 0xFF;
        assertEquals(Math.rint(0.3 * blue + 0.7 * 255), color(colored, 1) & 0xFF);
        assertEquals(color(drawn, 0), color(colored, 0));
    }

    @Test
    void resizingKeepsToThePixelsThatAreThere() throws IOException {
        float[] values = {2, 2, 2, 2, Float.NaN, 2, 2, 2, 2};
        for (String order : new String[] {
            "SumReduction() |> FlipImage() |> ResizeToImage() |> RangeColormap(:jet, 0, 4)",
            "SumReduction() |> FlipImage() |> RangeColormap(:jet, 0, 4) |> ResizeToImage(Lanczos(2))"
        }) {
            Heatmap heatmap = draw(order, square(values), Samples.image(9, 9), TRANSPARENT);
            RgbImage drawn = Pixels.decode(heatmap.png());
            int key = key(heatmap.png()).orElseThrow();
            int there = color(drawn, 0);
            int missing = 0;
            for (int pixel = 0; pixel < 81; pixel++) {
                assertTrue(color(drawn, pixel) == key || color(drawn, pixel) == there, "pixel " + pixel);
                missing += color(drawn, pixel) == key ? 1 : 0;
            }
            assertEquals(key, color(drawn, 40));
            assertTrue(missing >= 5 && missing <= 13, missing + " pixels for 1 of 9");
        }
    }

    @Test
    void nothingFiniteIsRefused() {
        for (String pipeline :
                new String[] {"SumReduction() |> ExtremaColormap(:jet)", "SumReduction() |> RangeColormap(:jet, 0, 1)"
                }) {
            BadDataException refused = assertThrows(
                    BadDataException.class,
                    () -> draw(pipeline, Tensor.channels(new float[] {Float.NaN, 1}, 1, 1, 2), null, TRANSPARENT));
            assertEquals(BadDataException.Reason.NON_FINITE, refused.reason());
        }
    }

    @Test
    void anOverflowIsABadPixelToo() {
        Tensor x = Tensor.channels(new float[] {Float.MAX_VALUE, 1, Float.MAX_VALUE, 2}, 2, 1, 2);
        Heatmap heatmap = draw("SumReduction() |> RangeColormap(:jet, 0, 4)", x, null, TRANSPARENT);
        assertTrue(key(heatmap.png()).isPresent());
        assertThrows(
                BadDataException.class,
                () -> draw("SumReduction() |> RangeColormap(:jet, 0, 4)", x, null, NonFinite.QUARANTINE));
    }

    @Test
    void fitsLeaveBadPixelsOut() {
        Pipeline pipeline = Pipeline.parse("SumReduction() |> dataset(PercentileClip(0.1, 0.8)) |> ExtremaColormap()");
        Fit fit = pipeline.fit(pass -> counted(pass, TRANSPARENT.admit(square(WITH_BAD))), QuantileMethod.EXACT);
        Fit rest = pipeline.fit(pass -> counted(pass, Tensor.channels(REST, 7, 1, 1)), QuantileMethod.EXACT);
        assertEquals(rest.groups(), fit.groups());
        assertEquals(rest.steps(), fit.steps());
    }

    private static PartialCounts counted(FitPass pass, Tensor x) {
        PartialCounts counts = pass.begin();
        pass.see(counts, Group.ALL, x, null);
        return counts;
    }

    @Test
    void aColorIsHexadecimalOrNone() {
        for (String wrong : new String[] {"magenta", "#ff00f", "ff00ff", "#ff00fff", ""}) {
            String message = assertThrows(IllegalArgumentException.class, () -> NonFinite.mask(wrong))
                    .getMessage();
            assertTrue(message.endsWith("but got '" + wrong + "'"), message);
        }
    }
}

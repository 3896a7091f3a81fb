package org.visionheatmaps.transform.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class ValueAlphaTest {
    private static final RgbImage GREYS =
            new RgbImage(2, 2, new byte[] {10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40});
    /** Width 2, height 2: values of column 0, then of column 1. */
    private static final float[] MAP = {0, -4, 1, 2};

    @Test
    void theShareGrowsWithTheMagnitudeOfTheValueThatIsThere() {
        // In the picture's rows the map is 0 -4 / 1 2: shares 0, 0.8, 0.2, 0.4 of white.
        assertArrayEquals(
                new int[] {10, 208, 75, 126},
                reds(
                        "SumReduction() |> RangeColormap([\"#fff\", \"#fff\"], 0, 1) |> FlipImage()"
                                + " |> ValueAlpha(0.8)",
                        MAP));
        // Squares: 0, 0.8, 0.05, 0.2.
        assertArrayEquals(
                new int[] {10, 208, 41, 83},
                reds(
                        "SumReduction() |> RangeColormap([\"#fff\", \"#fff\"], 0, 1) |> FlipImage()"
                                + " |> ValueAlpha(max=0.8, gamma=2)",
                        MAP));
    }

    @Test
    void valuesAreTurnedAndEnlargedAsColoursAre() {
        RgbImage large = new RgbImage(4, 4, new byte[48]);
        byte[] before = drawn(
                "SumReduction() |> FlipImage() |> ResizeToImage(Nearest()) |> RangeColormap([\"#fff\", \"#fff\"], 0, 1) |> ValueAlpha()",
                MAP,
                large);
        byte[] after = drawn(
                "SumReduction() |> RangeColormap([\"#fff\", \"#fff\"], 0, 1) |> FlipImage() |> ResizeToImage(Nearest()) |> ValueAlpha()",
                MAP,
                large);
        assertArrayEquals(before, after);
        assertEquals(0, before[0]);
        assertEquals((byte) 230, before[9]);
    }

    @Test
    void aMapOfZerosShowsThePhotograph() {
        assertArrayEquals(
                GREYS.rgb(),
                drawn(
                        "SumReduction() |> CenteredColormap(:berlin) |> FlipImage() |> ValueAlpha()",
                        new float[4],
                        GREYS));
    }

    @Test
    void thePhotographShowsWhereAValueIsMissing() throws IOException {
        String pipeline = "SumReduction() |> RangeColormap([\"#fff\", \"#fff\"], 0, 1) |> FlipImage() |> ValueAlpha(1)";
        float[] map = {Float.NaN, 4, 0, 4};
        assertEquals(10, render(pipeline, map, NonFinite.mask("transparent"))[0]);
        assertEquals((byte) 255, render(pipeline, map, NonFinite.mask("#ff0000"))[0]);
    }

    private static byte[] render(String pipeline, float[] map, NonFinite nonFinite) throws IOException {
        return Pixels.decode(new ElementRenderer(
                                FittedPipeline.parse(pipeline),
                                RenderSettings.of("test").withNonFinite(nonFinite))
                        .render("a", Tensor.channels(map, 2, 2, 1), GREYS)
                        .png())
                .rgb();
    }

    @Test
    void withoutAPhotographTheHeatmapStays() {
        Tensor colors = Tensor.of(Kind.COLOR, new double[12], 0, new int[] {2, 2, 3}, new int[] {6, 3, 1});
        assertSame(colors, new ValueAlpha(1, 1).applyIn(colors, new Scene(null, colors.channel(0), null)));
    }

    @Test
    void aPhotographOfAnotherSizeIsAnError() {
        String pipeline = "SumReduction() |> CenteredColormap() |> FlipImage() |> ValueAlpha()";
        RgbImage other = new RgbImage(1, 1, new byte[3]);
        assertEquals(
                BadDataException.Reason.IMAGE_SIZE,
                assertThrows(BadDataException.class, () -> drawn(pipeline, MAP, other))
                        .reason());
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1, max in [0. 1]",
        "NaN, 1, max in [0. 1]",
        "0.5, 0, gamma above 0",
        "0.5, Infinity, gamma above 0"
    })
    void argumentsOutsideTheirRangesAreErrors(double max, double gamma, String said) {
        String message = assertThrows(IllegalArgumentException.class, () -> new ValueAlpha(max, gamma))
                .getMessage();
        assertEquals(true, message.replace(',', '.').contains(said), message);
    }

    private static int[] reds(String pipeline, float[] map) {
        byte[] rgb = drawn(pipeline, map, GREYS);
        return new int[] {rgb[0] & 0xFF, rgb[3] & 0xFF, rgb[6] & 0xFF, rgb[9] & 0xFF};
    }

    private static byte[] drawn(String pipeline, float[] map, RgbImage photograph) {
        return RgbImage.ofColors(FittedPipeline.parse(pipeline)
                        .apply(Tensor.channels(map, 2, 2, 1), photograph)
                        .value())
                .rgb();
    }
}

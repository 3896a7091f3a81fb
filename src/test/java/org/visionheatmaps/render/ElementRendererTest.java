package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.png.TextChunk;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class ElementRendererTest {
    private static final String CAT = "cat/\uD83D\uDE3A";

    @Test
    void theHeatmapIsThePipelinesPixelsWithTheirProvenance() throws IOException {
        FittedPipeline pipeline = Preset.ATTRIBUTION.pipeline().fitted();
        Tensor x = Samples.channels(true, Samples.Strides.PIXELS, 12, 7, 3);
        Heatmap heatmap = new ElementRenderer(pipeline, "test 1.0").render(CAT, x, null);
        RgbImage wanted = RgbImage.ofColors(pipeline.apply(x, null).value());
        assertEquals(12, heatmap.width());
        assertEquals(7, heatmap.height());
        assertArrayEquals(wanted.rgb(), Pixels.decode(heatmap.png()).rgb());
        assertEquals(
                new Provenance(CAT, heatmap.pipeline(), heatmap.range(), "test 1.0"),
                Provenance.of(PngInfo.read(heatmap.png())));
        assertEquals(-heatmap.range().lower(), heatmap.range().upper());
        assertTrue(heatmap.pipeline().contains("RangeColormap(:berlin, -"), heatmap.pipeline());
    }

    @Test
    void byDefaultAPaletteIsTakenWhereTheColorsFitAndNoPixelChanges() throws IOException {
        FittedPipeline pipeline = FittedPipeline.parse(
                "SumReduction() |> RangeColormap([\"#000000\", \"#ff0000\", \"#ffff00\"], 0, 510) |> FlipImage()");
        for (int colors : new int[] {1, 2, 256, 257, 300}) {
            float[] values = new float[40 * 40];
            for (int at = 0; at < values.length; at++) {
                values[at] = at % colors;
            }
            Tensor x = Tensor.channels(values, 40, 40, 1);
            for (ColorbarSide side : List.of(ColorbarSide.NONE, ColorbarSide.RIGHT)) {
                byte[] rgb = new ElementRenderer(pipeline, settings(PngEncoding.Color.RGB, side))
                        .render("a", x, null)
                        .png();
                byte[] auto = new ElementRenderer(pipeline, settings(PngEncoding.Color.AUTO, side))
                        .render("a", x, null)
                        .png();
                RgbImage pixels = Pixels.decode(rgb);
                assertEquals(2, rgb[25], "colour type of IHDR");
                assertEquals(IndexedImage.ofExactly(pixels).isPresent() ? 3 : 2, auto[25], colors + " colours");
                assertEquals(side == ColorbarSide.NONE && colors <= 256 ? 3 : auto[25], auto[25]);
                assertArrayEquals(pixels.rgb(), Pixels.decode(auto).rgb());
            }
        }
    }

    private static RenderSettings settings(PngEncoding.Color color, ColorbarSide side) {
        return RenderSettings.of("test")
                .withEncoding(new PngEncoding(PngEncoding.Effort.FAST, color))
                .withColorbar(side);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":viridis",
                ":viridis_r",
                "[\"#000\", \"#f80\", \"#fff\"]",
                "reverse([[0, 0.1, 0.7], [1e-3, 1, 0.3]])"
            })
    void theProvenancesPipelineDrawsTheSameFileAgain(String scheme) {
        Tensor x = Samples.channels(true, Samples.Strides.PLANES, 12, 7, 3);
        FittedPipeline pipeline = FittedPipeline.parse(
                "SumReduction() |> PercentileClip(0.1, 0.9) |> ExtremaColormap(" + scheme + ") |> FlipImage()");
        byte[] first =
                new ElementRenderer(pipeline, "test").render("a", x, null).png();
        FittedPipeline fitted =
                FittedPipeline.parse(Provenance.of(PngInfo.read(first)).pipeline());
        assertArrayEquals(
                first, new ElementRenderer(fitted, "test").render("a", x, null).png());
    }

    @Test
    void anInfiniteOrMissingValueIsNamedWithItsPlace() {
        float[] values = new float[3 * 4 * 5];
        values[1 * 20 + 2 * 5 + 3] = Float.NaN;
        values[2 * 20 + 3 * 5 + 4] = Float.NEGATIVE_INFINITY;
        BadDataException fault = fault(
                Layout.NCHW.elements(new int[] {3, 4, 5}).element(values, 0),
                Preset.SENSITIVITY.pipeline().fitted());
        assertEquals(
                "every value must be finite, but 2 of 60 are not, the first is NaN at column 3, row 2, channel 1"
                        + " (counted from 0)",
                fault.getMessage());
        double[] doubles = new double[4 * 5 * 3];
        doubles[(2 * 5 + 3) * 3 + 1] = Double.POSITIVE_INFINITY;
        BadDataException other = fault(
                Layout.NHWC.elements(new int[] {4, 5, 3}).element(doubles, 0),
                Preset.SENSITIVITY.pipeline().fitted());
        assertTrue(
                other.getMessage().contains("1 of 60 are not, the first is Infinity at column 3, row 2, channel 1"),
                other.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NormReduction() |> ExtremaColormap(:batlow)",
                "NormReduction() |> CenteredColormap(:berlin)",
                "NormReduction() |> RangeColormap(:batlow, 0, 1)",
                "NormReduction() |> PercentileClip() |> ExtremaColormap()",
                "SumReduction() |> RangeColormap(:batlow, 0, 1)"
            })
    void aReductionThatOverflowsIsAFaultNotAPicture(String pipeline) {
        Tensor x = Tensor.channels(new float[] {3e38f, 1, 3e38f, 1}, 2, 1, 2);
        assertTrue(fault(x, FittedPipeline.parse(pipeline)).getMessage().contains("finite"));
    }

    @Test
    void theLargestFiniteValuesAreDrawn() {
        Tensor x = Tensor.channels(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f}, 2, 2, 1);
        Heatmap heatmap = new ElementRenderer(Preset.SENSITIVITY.pipeline().fitted(), "test").render("a", x, null);
        assertEquals(new ValueRange(-Float.MAX_VALUE, Float.MAX_VALUE), heatmap.range());
    }

    private static BadDataException fault(Tensor x, FittedPipeline pipeline) {
        ElementRenderer renderer = new ElementRenderer(pipeline, "test");
        BadDataException fault = assertThrows(BadDataException.class, () -> renderer.render("a", x, null));
        assertEquals(BadDataException.Reason.NON_FINITE, fault.reason());
        return fault;
    }

    @Test
    void aPipelineWithoutColoursCannotBeDrawn() {
        FittedPipeline scalars = FittedPipeline.parse("NormReduction() |> FlipImage()");
        String message = assertThrows(IllegalArgumentException.class, () -> new ElementRenderer(scalars, "test"))
                .getMessage();
        assertEquals(
                "A PNG needs colors, but the pipeline ends with scalars: add a colormap such as ExtremaColormap() to"
                        + " NormReduction() |> FlipImage()",
                message);
    }

    @Test
    void aReadersErrorSaysWhatAForeignPngLacks() {
        byte[] foreign = new PngWriter().encode(Samples.image(2, 2), List.of());
        String message = assertThrows(IllegalArgumentException.class, () -> Provenance.of(PngInfo.read(foreign)))
                .getMessage();
        assertTrue(message.startsWith("The PNG has no text chunks heatmap:id and heatmap:pipeline"), message);
        for (String range : new String[] {"1", "2 1", "a b", ""}) {
            PngInfo broken = new PngInfo(
                    1,
                    1,
                    List.of(
                            new TextChunk(Provenance.ID, "a"),
                            new TextChunk(Provenance.PIPELINE, "FlipImage()"),
                            new TextChunk(Provenance.RANGE, range)));
            String problem = assertThrows(IllegalArgumentException.class, () -> Provenance.of(broken))
                    .getMessage();
            assertTrue(problem.startsWith("The PNG's text chunk heatmap:range needs two numbers"), problem);
        }
    }

    @Test
    void aProvenanceWithoutRangeIsReadBackWithoutOne() {
        Provenance plain = new Provenance("a", "SomebodysColors()", null, "test");
        Provenance read = Provenance.of(new PngInfo(1, 1, plain.chunks()));
        assertEquals(plain, read);
        assertNull(read.range());
    }
}

package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.Box;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Degeneracy;

@Tag("fast")
class ValueRendererTest {
    private static final Tensor SIGNED = Samples.channels(true, Samples.Strides.PIXELS, 12, 7, 3);

    private static Heatmap floats(String pipeline, Tensor x, RgbImage image) {
        return Renderer.of(
                        FittedPipeline.parse(pipeline),
                        RenderSettings.of("test").withFloats(true))
                .render("a", x, image);
    }

    private static Heatmap grey(String pipeline, Tensor x, PngEncoding.Color color, PngEncoding.Effort effort) {
        RenderSettings settings = RenderSettings.of("test").withEncoding(new PngEncoding(effort, color));
        return Renderer.of(FittedPipeline.parse(pipeline), settings).render("a", x, null);
    }

    private static Heatmap grey(String pipeline, Tensor x) {
        return grey(pipeline, x, PngEncoding.Color.GREY8, PngEncoding.Effort.FAST);
    }

    private static float[] numbers(Heatmap heatmap) {
        float[] numbers = new float[heatmap.floats().length / 4];
        ByteBuffer.wrap(heatmap.floats())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    /** Row by row from the top, as the picture is. */
    private static float[] rows(Tensor scalars) {
        float[] rows = new float[scalars.pixels()];
        for (int row = 0, at = 0; row < scalars.size(0); row++) {
            for (int column = 0; column < scalars.size(1); column++) {
                rows[at++] = (float) scalars.at(row, column);
            }
        }
        return rows;
    }

    private static int[] levels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(1, image.getRaster().getNumBands());
        return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    }

    @Test
    void theValuesAreThoseOfTheStepsThatMakeNumbers() {
        String steps = "SumReduction() |> Clip(-1.5, 2.0) |> Resize(9, 5, Linear()) |> FlipImage()";
        float[] wanted = rows(FittedPipeline.parse(steps).apply(SIGNED, null).value());
        Heatmap map = floats(steps, SIGNED, null);
        assertEquals(9, map.width());
        assertEquals(5, map.height());
        assertArrayEquals(wanted, numbers(map));
        assertEquals(steps, map.pipeline());
        assertNull(map.png());
        Heatmap drawn = floats(
                "SumReduction() |> Clip(-1.5, 2.0) |> CenteredColormap(:berlin) |> Resize(9, 5, Linear()) |> FlipImage()"
                        + " |> AlphaOverlay(0.5)",
                SIGNED,
                null);
        assertArrayEquals(wanted, numbers(drawn), "a colormap and what needs colours are left out");
        assertEquals(steps, drawn.pipeline());
    }

    @Test
    void theValuesLieAsThePictureOfThePipelineDoes() throws IOException {
        for (String end : new String[] {"", " |> FlipImage()"}) {
            String pipeline = "SumReduction() |> ExtremaColormap([\"#000\", \"#fff\"])" + end;
            Heatmap map = floats(pipeline, SIGNED, null);
            Heatmap picture = new ElementRenderer(FittedPipeline.parse(pipeline), "test").render("a", SIGNED, null);
            assertEquals(picture.width(), map.width());
            assertEquals(picture.height(), map.height());
            assertEquals(end.isEmpty(), ValueRenderer.isTransposed(Pipeline.parse(pipeline)));
        }
        assertFalse(ValueRenderer.isTransposed(Pipeline.parse("SumReduction() |> PermuteDims(2, 1)")));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPresetHasValuesOfItsPicturesSize(Preset preset) {
        RgbImage image = Samples.image(24, 14);
        FittedPipeline pipeline = preset.pipeline().fitted();
        Heatmap picture = new ElementRenderer(pipeline, "test").render("a", SIGNED, image);
        Heatmap map = floats(pipeline.toString(), SIGNED, image);
        assertEquals(picture.width(), map.width());
        assertEquals(picture.height(), map.height());
        assertEquals(picture.range(), map.range(), "the range of the colours");
        assertEquals(picture.degeneracies(), map.degeneracies());
    }

    @ParameterizedTest
    @CsvSource({"GREY8, FAST, 255", "GREY8, SMALL, 255", "GREY16, FAST, 65535", "GREY16, SMALL, 65535"})
    void levelAndRangeGiveTheValueBackWithinHalfALevel(PngEncoding.Color color, PngEncoding.Effort effort, int last)
            throws IOException {
        for (String colormap : new String[] {"", " |> CenteredColormap(:berlin)"}) {
            String pipeline = "SumReduction()" + colormap + " |> FlipImage()";
            Heatmap map = grey(pipeline, SIGNED, color, effort);
            float[] values = numbers(floats(pipeline, SIGNED, null));
            ValueRange range = Provenance.of(PngInfo.read(map.png())).range();
            assertEquals(map.range(), range);
            assertEquals(colormap.isEmpty(), -range.lower() != range.upper());
            int[] levels = levels(map.png());
            double step = (range.upper() - range.lower()) / last;
            for (int at = 0; at < levels.length; at++) {
                assertEquals(values[at], range.lower() + levels[at] * step, step / 2 * 1.000001);
            }
            assertArrayEquals(map.png(), grey(pipeline, SIGNED, color, effort).png());
            assertEquals("SumReduction() |> FlipImage()", map.pipeline());
        }
    }

    @Test
    void valuesOutOfTheColormapsRangeHaveTheFirstOrLastLevel() throws IOException {
        Tensor x = Tensor.channels(new float[] {-3, 0, 0.5f, 1, 9}, 5, 1, 1);
        Heatmap map = grey("SumReduction() |> RangeColormap(:batlow, 0, 1) |> FlipImage()", x);
        assertArrayEquals(new int[] {0, 0, 128, 255, 255}, levels(map.png()));
        assertEquals(new ValueRange(0, 1), map.range());
    }

    @ParameterizedTest
    @ValueSource(floats = {5, -2, 0})
    void aMapOfOneValueKeepsIt(float value) throws IOException {
        Heatmap map = grey("SumReduction()", Tensor.channels(new float[] {value, value}, 2, 1, 1));
        ValueRange range = map.range();
        for (int level : levels(map.png())) {
            assertEquals(value, range.lower() + level / 255.0 * (range.upper() - range.lower()));
        }
    }

    @Test
    void theLargestDoublesHaveLevelsAndNoFloat() throws IOException {
        Tensor x = Tensor.channels(new double[] {-1e300, 1e300}, 2, 1, 1);
        BadDataException fault = assertThrows(BadDataException.class, () -> floats("SumReduction()", x, null));
        assertTrue(fault.getMessage().contains("32-bit floats in row 0, column 0"), fault.getMessage());
        Tensor large = Tensor.channels(new float[] {-Float.MAX_VALUE, 0, Float.MAX_VALUE}, 3, 1, 1);
        assertArrayEquals(
                new int[] {0, 128, 255}, levels(grey("SumReduction()", large).png()));
    }

    @Test
    void missingValuesAreNaNAndHaveNoLevel() {
        Tensor x = Tensor.channels(new float[] {1, Float.NaN, 3, Float.POSITIVE_INFINITY}, 2, 2, 1);
        RenderSettings masked = RenderSettings.of("test").withNonFinite(NonFinite.mask("transparent"));
        FittedPipeline pipeline = FittedPipeline.parse("SumReduction() |> FlipImage()");
        Heatmap map = Renderer.of(pipeline, masked.withFloats(true)).render("a", x, null);
        assertArrayEquals(new float[] {1, Float.NaN, 3, Float.NaN}, numbers(map));
        assertEquals(new ValueRange(1, 3), map.range());
        RenderSettings grey = masked.withEncoding(new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.GREY8));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Renderer.of(pipeline, grey))
                .getMessage()
                .contains("--format values"));
        BadDataException fault =
                assertThrows(BadDataException.class, () -> floats("SumReduction() |> FlipImage()", x, null));
        assertTrue(fault.getMessage().contains("every value must be finite, but 2 of 4"), fault.getMessage());
    }

    /** A strong spot that is wider than high, and a weak one. */
    @Test
    void aBoxLiesInThePixelsOfTheMapWhateverIsRendered() {
        float[] values = new float[8 * 6];
        values[2 * 8 + 3] = 9;
        values[2 * 8 + 4] = 4;
        values[5 * 8] = 1;
        Tensor x = Tensor.channels(values, 8, 6, 1);
        RenderSettings boxed = RenderSettings.of("test").withBoxes(0.15);
        FittedPipeline colors = FittedPipeline.parse("SumReduction() |> ExtremaColormap() |> FlipImage()");
        FittedPipeline numbers = FittedPipeline.parse("SumReduction() |> FlipImage()");
        Box wanted = new Box(3, 2, 2, 1);
        assertEquals(wanted, Renderer.of(colors, boxed).render("a", x, null).box());
        assertEquals(
                wanted,
                Renderer.of(colors, boxed.withColorbar(ColorbarSide.RIGHT))
                        .render("a", x, null)
                        .box());
        assertEquals(
                wanted,
                Renderer.of(numbers, boxed.withFloats(true))
                        .render("a", x, null)
                        .box());
        FittedPipeline enlarged = FittedPipeline.parse("SumReduction() |> ExtremaColormap() |> FlipImage()"
                + " |> ResizeToImage(Nearest()) |> AlphaOverlay(0.5)");
        assertEquals(
                new Box(6, 6, 4, 3),
                Renderer.of(enlarged, boxed)
                        .render("a", x, Samples.image(16, 18))
                        .box());
        assertNull(Renderer.of(colors, RenderSettings.of("test"))
                .render("a", x, null)
                .box());
    }

    @Test
    void aBoxChangesNothingElse() {
        FittedPipeline pipeline = Preset.ATTRIBUTION.pipeline().fitted();
        Heatmap plain = Renderer.of(pipeline, RenderSettings.of("test")).render("a", SIGNED, null);
        Heatmap boxed =
                Renderer.of(pipeline, RenderSettings.of("test").withBoxes(0.5)).render("a", SIGNED, null);
        assertArrayEquals(plain.png(), boxed.png());
        assertEquals(plain.range(), boxed.range());
        assertEquals(plain.degeneracies(), boxed.degeneracies());
    }

    @Test
    void negativeValuesOfOneChannelAreReportedAsOfPictures() {
        Tensor x = Tensor.channels(new float[] {-1, 2}, 2, 1, 1);
        assertEquals(
                Set.of(Degeneracy.SIGNED), floats("NormReduction()", x, null).degeneracies());
    }

    @Test
    void aPipelineWithoutAReductionIsRefused() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> ValueRenderer.requireScalars(Pipeline.parse("Clip(0, 1) |> FlipImage()")))
                .getMessage()
                .contains("add a reduction such as SumReduction()"));
    }
}

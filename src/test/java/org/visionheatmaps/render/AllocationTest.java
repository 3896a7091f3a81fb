package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** A renderer takes no memory for an element beyond its PNG and a little text, whatever the size of the element. */
@Tag("fast")
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ELEMENTS = 20;
    private static final long TEXT = 8_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage(); RGB; 3",
                "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage(); PALETTE; 3",
                "NormReduction() |> PercentileClip() |> ExtremaColormap(:batlow) |> FlipImage(); RGB; 3",
                "NormReduction() |> PercentileClip() |> ExtremaColormap(:batlow) |> FlipImage(); PALETTE; 3",
                "SumReduction() |> CenteredColormap(:berlin); RGB; 3",
                "SumReduction() |> CenteredColormap(:berlin); PALETTE; 1",
                "NormReduction() |> ExtremaColormap([\"#000000\", \"#ffffff\"]); PALETTE; 3",
                "FlipImage() |> SumReduction() |> PercentileClip() |> RangeColormap(:jet, -1, 1); RGB; 1",
            })
    void anElementTakesItsPngAndALittleText(String pipeline, PngEncoding.Color color, int channels) {
        for (Tensor x : List.of(noise(32, channels), noise(300, channels), channelsLast(noise(200, channels)))) {
            ElementRenderer renderer = new ElementRenderer(
                    FittedPipeline.parse(pipeline),
                    RenderSettings.of("test").withEncoding(new PngEncoding(PngEncoding.Effort.FAST, color)));
            long png = renderer.render("first", x, null).png().length;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ELEMENTS; i++) {
                renderer.render("next", x, null);
            }
            long each = (THREADS.getCurrentThreadAllocatedBytes() - before) / ELEMENTS;
            assertTrue(
                    each - png <= TEXT, () -> x + ": " + each + " bytes for each element, " + png + " of them its PNG");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.6)",
                "SumReduction() |> FlipImage() |> ResizeToImage(Lanczos(3)) |> CenteredColormap(:berlin) |> AlphaOverlay(0.6)",
                "NormReduction() |> PercentileClip() |> ResizeToImage() |> ExtremaColormap(:batlow) |> FlipImage()",
                "NormReduction() |> RangeColormap(:batlow, -1, 1) |> FlipImage() |> ResizeToImage(Linear())",
            })
    void anOverlayTakesItsPngAndALittleText(String pipeline) {
        ElementRenderer renderer = new ElementRenderer(FittedPipeline.parse(pipeline), "test");
        for (Tensor x : List.of(noise(7, 3), noise(300, 1), channelsLast(noise(200, 3)))) {
            for (RgbImage image : List.of(Samples.image(224, 224), Samples.image(400, 250))) {
                renderer.render("first", x, image);
                long png = renderer.render("second", x, image).png().length;
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < ELEMENTS; i++) {
                    renderer.render("next", x, image);
                }
                long each = (THREADS.getCurrentThreadAllocatedBytes() - before) / ELEMENTS;
                assertTrue(
                        each - png <= TEXT,
                        () -> x + ": " + each + " bytes for each element, " + png + " of them its PNG");
            }
        }
    }

    /** With neighbours far from each other, even those of one channel. */
    private static Tensor channelsLast(Tensor x) {
        int step = 1 + x.size(2);
        float[] values = new float[step * x.pixels()];
        for (int i = 0; i < x.floats().length; i++) {
            values[i % x.pixels() * step + i / x.pixels()] = x.floats()[i];
        }
        int[] sizes = {x.size(0), x.size(1), x.size(2)};
        return Tensor.of(Kind.CHANNELS, values, 0, sizes, new int[] {step, step * x.size(0), 1});
    }

    private static Tensor noise(int size, int channels) {
        Random random = new Random(size);
        float[] values = new float[channels * size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.channels(values, size, size, channels);
    }
}

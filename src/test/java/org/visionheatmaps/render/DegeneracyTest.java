package org.visionheatmaps.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.visionheatmaps.transform.Degeneracy.CLIPPED;
import static org.visionheatmaps.transform.Degeneracy.FLAT;
import static org.visionheatmaps.transform.Degeneracy.ONE_SIGN;
import static org.visionheatmaps.transform.Degeneracy.SIGNED;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Degeneracy;

/** What is said of pictures that say less than they seem to, by each way of painting. */
@Tag("fast")
class DegeneracyTest {
    private static final int SIDE = 40;

    /** The ends of pipelines that are painted in one pass, by rows with a photograph, and step by step. */
    private static final String DIRECT = " |> FlipImage()";

    private static final String BY_ROWS = " |> FlipImage() |> ResizeToImage() |> AlphaOverlay(0.5)";
    private static final String BY_STEPS = " |> FlipImage() |> Resize(20, 20)";

    private static Set<Degeneracy> found(String pipeline, Tensor x, RgbImage image) {
        return new ElementRenderer(FittedPipeline.parse(pipeline), "test")
                .render("a", x, image)
                .degeneracies();
    }

    private static void assertFound(Set<Degeneracy> expected, String pipeline, Tensor x) {
        byte[] grey = new byte[3 * 50 * 50];
        Arrays.fill(grey, (byte) 99);
        assertEquals(expected, found(pipeline + DIRECT, x, null), pipeline);
        assertEquals(expected, found(pipeline + BY_ROWS, x, new RgbImage(50, 50, grey)), pipeline);
        assertEquals(expected, found(pipeline + BY_STEPS, x, null), pipeline);
    }

    /** Every value of so many channels is one value, but for one pixel. */
    private static Tensor map(float value, float other, int channels) {
        float[] values = new float[SIDE * SIDE * channels];
        Arrays.fill(values, value);
        for (int c = 0; c < channels; c++) {
            values[c * SIDE * SIDE + 77] = other;
        }
        return Tensor.channels(values, SIDE, SIDE, channels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExtremaColormap()", "CenteredColormap()"})
    void aMapOfOneValueIsFlat(String colormap) {
        assertFound(Set.of(FLAT), "NormReduction() |> " + colormap, map(0, 0, 3));
        assertFound(Set.of(FLAT), "SumReduction() |> " + colormap, map(0.5f, 0.5f, 3));
        assertFound(Set.of(FLAT), "SumReduction() |> PercentileClip() |> " + colormap, map(0.5f, 0.5f, 3));
        assertFound(Set.of(), "SumReduction() |> " + colormap, map(0.5f, -0.5f, 3));
    }

    @Test
    void aClipThatTakesTheRestIsSaid() {
        assertFound(Set.of(CLIPPED), "NormReduction() |> PercentileClip() |> ExtremaColormap()", map(0, 1, 3));
        assertFound(Set.of(CLIPPED), "SumReduction() |> Clip(4, 5) |> CenteredColormap()", map(0, 1, 3));
        assertFound(Set.of(), "NormReduction() |> PercentileClip(0, 1) |> ExtremaColormap()", map(0, 1, 3));
    }

    @Test
    void valuesOfOneSignAroundZeroAreSaid() {
        assertFound(Set.of(ONE_SIGN), "SumReduction() |> CenteredColormap()", map(0, 1, 3));
        assertFound(Set.of(ONE_SIGN), "SumReduction() |> CenteredColormap()", map(-1, -2, 3));
        assertFound(Set.of(), "SumReduction() |> ExtremaColormap()", map(0, 1, 3));
    }

    @Test
    void magnitudesOfOneChannelThatHaveASignAreSaid() {
        for (String reduction : new String[] {"Norm", "MaxAbs", "SumAbs", "AbsSum"}) {
            String pipeline = reduction + "Reduction() |> ExtremaColormap()";
            assertFound(Set.of(SIGNED), pipeline, map(1, -1, 1));
            assertFound(Set.of(), pipeline, map(1, 2, 1));
            assertFound(Set.of(), pipeline, map(1, -2, 3));
            assertFound(Set.of(), reduction + "Reduction() |> Abs() |> ExtremaColormap()", map(1, -2, 1));
        }
        assertFound(Set.of(), "SumReduction() |> ExtremaColormap()", map(1, -1, 1));
        assertFound(Set.of(SIGNED, ONE_SIGN), "NormReduction() |> CenteredColormap()", map(-1, -2, 1));
    }
}

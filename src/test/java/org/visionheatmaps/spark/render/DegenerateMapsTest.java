package org.visionheatmaps.spark.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;

/** Maps that are drawn, but whose pictures say less than they seem to: drawn all the same, and counted. */
@Tag("spark")
class DegenerateMapsTest extends RenderJobTestBase {
    private static final int SIDE = 16;
    private static final int PIXELS = SIDE * SIDE;

    private static Row row(String id, int channels, List<Float> values) {
        return RowFactory.create(id, values, List.of(channels, SIDE, SIDE), null, null);
    }

    private static List<Float> noise(float scale) {
        Random random = new Random(1);
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < 3 * PIXELS; i++) {
            values.add((float) random.nextGaussian() * scale);
        }
        return values;
    }

    private static List<Float> only(float value, int channels, int at) {
        List<Float> values = new ArrayList<>(Collections.nCopies(channels * PIXELS, 0f));
        for (int c = 0; c < channels; c++) {
            values.set(c * PIXELS + at, value);
        }
        return values;
    }

    private RunReport render(String pipeline, Row... rows) {
        AttributionFile.write(spark, AttributionFile.FLAT, List.of(rows), in());
        return new RenderJob(
                        input(),
                        Pipeline.parse(pipeline),
                        png().withMode(OutputOptions.Mode.OVERWRITE),
                        RenderOptions.of(ErrorPolicy.QUARANTINE))
                .run(spark, Progress.NONE);
    }

    @Test
    void mapsOfOneValueAreCountedWhateverTheirSize() throws IOException {
        RunReport report = render(
                "NormReduction() |> PercentileClip(0.01, 0.99) |> ExtremaColormap() |> FlipImage()",
                row("zeros", 3, only(0, 3, 0)),
                row("sparse", 3, only(1, 3, 77)),
                row("noise", 3, noise(1)),
                row("tiny", 3, noise(0x1p-80f)),
                row("huge", 3, noise(0x1p100f)));
        assertEquals(5, report.rendered());
        assertEquals(Map.of("flat", 1L, "clipped", 1L), report.degenerate());
        assertEquals(report, report());
        // A power of two changes no digit, but the root's last one.
        assertNear("noise.png", "tiny.png");
        assertNear("noise.png", "huge.png");
    }

    private void assertNear(String expected, String actual) throws IOException {
        byte[] one = pixels(expected).rgb();
        byte[] other = pixels(actual).rgb();
        int[] distances = new int[one.length];
        for (int i = 0; i < one.length; i++) {
            distances[i] = Math.max(0, Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)) - 1);
        }
        assertArrayEquals(new int[one.length], distances, actual);
    }

    @Test
    void signsThatAPictureHidesAreCounted() {
        List<Float> signed = only(1, 1, 40);
        signed.set(90, -1f);
        RunReport report = render(
                "SumAbsReduction() |> CenteredColormap() |> FlipImage()",
                row("grey", 1, signed),
                row("rgb", 3, noise(1)));
        assertEquals(Map.of("signed", 1L, "one_sign", 1L), report.degenerate());
    }
}

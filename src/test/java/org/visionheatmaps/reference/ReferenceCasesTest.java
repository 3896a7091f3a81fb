package org.visionheatmaps.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

/** The reference's pixels, through the core. */
@Tag("fast")
class ReferenceCasesTest {
    static List<ReferenceCase> cases() {
        return ReferenceCase.all();
    }

    @Test
    void thereAreSixtySixCases() {
        assertEquals(66, cases().size());
    }

    static List<Arguments> casesByEncoding() {
        return cases().stream()
                .flatMap(wanted -> Arrays.stream(PngEncoding.Effort.values())
                        .flatMap(effort -> Stream.of(PngEncoding.Color.RGB, PngEncoding.Color.AUTO)
                                .map(color -> Arguments.of(wanted, new PngEncoding(effort, color)))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("casesByEncoding")
    void pixelsAreTheReferencesThroughEveryEncoder(ReferenceCase wanted, PngEncoding encoding) throws IOException {
        RgbImage pixels = render(wanted, encoding);
        int difference = Pixels.largestDifference(wanted.expectedPixels(), pixels);
        assertTrue(difference <= wanted.tolerance(), () -> "a byte differs by " + difference);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPaletteIsExactWhereItsColorsDo(ReferenceCase wanted) throws IOException {
        RgbImage exact = render(wanted, PngEncoding.DEFAULT);
        boolean fewColors = IndexedImage.ofExactly(exact).isPresent();
        boolean overlay = wanted.pipeline().contains("Overlay");
        RgbImage pixels = render(wanted, new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.PALETTE));
        int difference = Pixels.largestDifference(exact, pixels);
        assertTrue(difference <= (fewColors || overlay ? 0 : 4), () -> "a byte differs by " + difference);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFittedPipelineGivesTheSamePixels(ReferenceCase wanted) throws IOException {
        FittedPipeline.Applied applied = FittedPipeline.parse(wanted.pipeline())
                .apply(wanted.attribution().channels(), wanted.photograph());
        FittedPipeline again = FittedPipeline.parse(applied.fittedPipeline().toString());
        assertEquals(applied.fittedPipeline(), again);
        RgbImage first = RgbImage.ofColors(applied.value());
        RgbImage second = RgbImage.ofColors(again.apply(wanted.attribution().channels(), wanted.photograph())
                .value());
        assertEquals(0, Pixels.largestDifference(first, second));
    }

    @Test
    void goldenImagesOfDifferentPipelinesDiffer() throws IOException {
        Map<String, List<ReferenceCase>> byInput = new HashMap<>();
        for (ReferenceCase wanted : cases()) {
            byInput.computeIfAbsent(wanted.input(), key -> new java.util.ArrayList<>())
                    .add(wanted);
        }
        // Constant images and maps of one channel look alike under several pipelines, by right.
        for (String input : List.of("inputs/cat_ig.npy", "inputs/dog_smooth.npy", "inputs/five_chan.npy")) {
            List<ReferenceCase> same = byInput.get(input);
            assertTrue(same.size() >= 8);
            for (ReferenceCase a : same) {
                for (ReferenceCase b : same) {
                    if (!a.pipeline().equals(b.pipeline())) {
                        assertNotEquals(
                                0, Pixels.largestDifference(a.expectedPixels(), b.expectedPixels()), a + " and " + b);
                    }
                }
            }
        }
    }

    private static RgbImage render(ReferenceCase wanted, PngEncoding encoding) throws IOException {
        ElementRenderer renderer = new ElementRenderer(
                FittedPipeline.parse(wanted.pipeline()),
                RenderSettings.of("test").withEncoding(encoding));
        return Pixels.decode(renderer.render(wanted.id(), wanted.attribution().channels(), wanted.photograph())
                .png());
    }
}

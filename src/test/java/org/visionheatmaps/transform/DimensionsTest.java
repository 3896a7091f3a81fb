package org.visionheatmaps.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.Samples;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** FlipImage, PermuteDims and DropDims move values; they change none. */
@Tag("fast")
class DimensionsTest {
    private final Tensor x = Samples.channels(true, Samples.Strides.PIXELS, 4, 3, 2);

    @Test
    void flippingSwapsTheTwoSpatialDimensionsAndMirrorsNothing() {
        Tensor flipped = new FlipImage().apply(x, null);
        assertEquals("3×4×2", flipped.shapeText());
        assertEquals(x.at(3, 1, 0), flipped.at(1, 3, 0));
        assertEquals(x.at(0, 2, 1), flipped.at(2, 0, 1));
    }

    @Test
    void permutingPutsTheNamedDimensionsInOrder() {
        Tensor permuted = new PermuteDims(List.of(3, 1, 2)).apply(x, null);
        assertEquals("2×4×3", permuted.shapeText());
        assertEquals(x.at(3, 2, 1), permuted.at(1, 3, 2));
    }

    @Test
    void permutingColoursLeavesTheirComponents() {
        Tensor colors = Samples.colors(Samples.Strides.PLANES, 4, 3);
        Tensor permuted = new PermuteDims(List.of(2, 1)).apply(colors, null);
        assertEquals("3×4", permuted.shapeText());
        assertEquals(colors.at(3, 2, 1), permuted.at(2, 3, 1));
    }

    @Test
    void aPermutationMustNameEveryDimensionOfTheValue() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new PermuteDims(List.of(2, 1)).outputKind(Kind.CHANNELS))
                .getMessage();
        assertTrue(message.startsWith("PermuteDims(2, 1) needs a value of 2 dimensions"), message);
        assertThrows(IllegalArgumentException.class, () -> new PermuteDims(List.of(1, 3)).outputKind(Kind.SCALAR));
    }

    @Test
    void droppingLeavesTheOtherTwoDimensions() {
        Tensor line = Samples.channels(true, Samples.Strides.PIXELS, 4, 1, 3);
        Tensor dropped = new DropDims(List.of(2)).apply(line, null);
        assertEquals(Kind.SCALAR, dropped.kind());
        assertEquals("4×3", dropped.shapeText());
        assertEquals(line.at(3, 0, 1), dropped.at(3, 1));
    }

    @Test
    void droppingADimensionOfSeveralValuesIsTheElementsFault() {
        BadDataException refused = assertThrows(BadDataException.class, () -> new DropDims(List.of(3)).apply(x, null));
        assertEquals(BadDataException.Reason.DIMENSIONS, refused.reason());
        assertEquals("DropDims(3) needs size 1 in dimension 3, but the value is 4×3×2", refused.getMessage());
    }

    @Test
    void droppingTwoDimensionsLeavesNoHeatmap() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new DropDims(List.of(2, 3)).outputKind(Kind.CHANNELS))
                .getMessage();
        assertTrue(message.startsWith("DropDims(2, 3) leaves 1 of 3 dimensions"), message);
    }

    @Test
    void dimensionsAreDifferentAndCountedFromOne() {
        for (List<Integer> dims : List.of(List.<Integer>of(), List.of(0), List.of(4), List.of(1, 1))) {
            assertThrows(IllegalArgumentException.class, () -> new PermuteDims(dims));
            assertThrows(IllegalArgumentException.class, () -> new DropDims(dims));
        }
    }
}

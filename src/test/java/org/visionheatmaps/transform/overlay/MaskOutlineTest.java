package org.visionheatmaps.transform.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.tensor.ObjectPlace;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class MaskOutlineTest {
    private static final int SIDE = 8;
    private static final String BLACK = "SumReduction() |> RangeColormap([\"#000\", \"#000\"], 0, 1) |> FlipImage()";

    /** Columns 2 to 5 and rows 3 to 6, as a mask, or as a box. */
    private record Square(boolean isBox) implements ObjectPlace {
        @Override
        public boolean[] inside(int columns, int rows, RgbImage photograph) {
            boolean[] inside = new boolean[columns * rows];
            for (int y = 3; y < 7; y++) {
                Arrays.fill(inside, y * columns + 2, y * columns + 6, true);
            }
            return inside;
        }

        @Override
        public double[][] boxes(int columns, int rows, RgbImage photograph) {
            return isBox ? new double[][] {{2, 3, 6, 7}} : new double[0][];
        }
    }

    @Test
    void theLineGoesBetweenThePixelsOfTheMask() {
        int[][] reds = reds("MaskOutline(\"#ff0000\", 1)", new Square(false));
        // The line lies half a pixel from the middles on either side of it: each has half of it.
        assertArrayEquals(new int[] {0, 128, 128, 0, 0, 128, 128, 0}, reds[5]);
        assertEquals(0, reds[0][3]);
        assertEquals(128, reds[2][3]);
        assertEquals(128, reds[3][3]);
        assertEquals(0, reds[4][3]);
    }

    @Test
    void aBoxIsDrawnOnItsBorderAndAroundAMask() {
        for (boolean isBox : new boolean[] {true, false}) {
            int[][] reds = reds("Boxes(\"#ff0000\", 1)", new Square(isBox));
            assertArrayEquals(new int[] {0, 128, 128, 0, 0, 128, 128, 0}, reds[5]);
            assertArrayEquals(new int[] {0, 75, 128, 128, 128, 128, 75, 0}, reds[2]);
        }
    }

    @Test
    void withoutAnObjectNothingIsDrawn() {
        for (String step : new String[] {"MaskOutline()", "Boxes()"}) {
            assertEquals(
                    0,
                    Arrays.stream(reds(step, null)).flatMapToInt(Arrays::stream).sum());
        }
    }

    @Test
    void widthsOutsideTheirRangeAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> new MaskOutline(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Boxes(0, 101));
    }

    private static int[][] reds(String step, ObjectPlace object) {
        Tensor colors = FittedPipeline.parse(BLACK + " |> " + step)
                .apply(
                        Tensor.channels(new float[SIDE * SIDE], SIDE, SIDE, 1),
                        new Scene(null, null, object),
                        UnaryOperator.identity())
                .value();
        byte[] rgb = RgbImage.ofColors(colors).rgb();
        int[][] reds = new int[SIDE][SIDE];
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            reds[pixel / SIDE][pixel % SIDE] = rgb[3 * pixel] & 0xFF;
        }
        return reds;
    }
}

package org.visionheatmaps.transform.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Lines around what is strong, and grey photographs. */
@Tag("fast")
class OutlineTest {
    private static final int ROWS = 40;
    private static final int COLUMNS = 50;
    private static final int WHITE = 0xffffff;

    /** How far each pixel is from a point. */
    private static Tensor cone(double row, double column) {
        double[] values = new double[ROWS * COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                values[j * ROWS + i] = Math.hypot(i - row, j - column);
            }
        }
        return Tensor.scalars(values, ROWS, COLUMNS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3.5})
    void aPixelHasTheShareOfTheLineThatItsDistanceTells(double width) {
        Tensor drawn = new Outline(12, WHITE, width).apply(cone(19.3, 24.6), null);
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                double distance = Math.abs(Math.hypot(i - 19.3, j - 24.6) - 12);
                double share = Math.min(Math.max(width / 2 + 0.5 - distance, 0), 1);
                // The pieces of the line are straight: between two centres a circle of 12 pixels is 0.01 away from its
                // chord.
                assertEquals(share, drawn.at(i, j, 0), 0.03, i + ", " + j);
            }
        }
    }

    @Test
    void besideTheLineThePhotographStays() {
        RgbImage photograph = Samples.image(COLUMNS, ROWS);
        byte[] drawn = RgbImage.ofColors(new Outline(5, 0xff0000, 2).apply(cone(20, 20), photograph))
                .rgb();
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                double distance = Math.abs(Math.hypot(i - 20, j - 20) - 5);
                for (int c = 0; c < 3; c++) {
                    int at = 3 * (i * COLUMNS + j) + c;
                    if (distance > 1.6) {
                        assertEquals(photograph.rgb()[at], drawn[at]);
                    } else if (distance < 0.4) {
                        assertEquals(c == 0 ? (byte) 255 : 0, drawn[at]);
                    }
                }
            }
        }
    }

    @Test
    void aSaddleJoinsTheCornersThatItsMiddleIsLike() {
        // Rows: 1 0 / 0 1; the middle is 0.5.
        Tensor saddle = Tensor.scalars(new double[] {1, 0, 0, 1}, 2, 2);
        float[] below = new IsoLine(saddle, 0.4, 2).distances();
        float[] above = new IsoLine(saddle, 0.6, 2).distances();
        // Below the middle the ones are joined, and the line runs around the zeros; above it around the ones.
        assertEquals(Math.sqrt(0.5) * 0.4, below[1], 1e-6);
        assertEquals(Math.sqrt(0.5) * 0.4, above[0], 1e-6);
        assertEquals(0.6, below[0], 1e-6);
        assertEquals(0.6, above[1], 1e-6);
    }

    @Test
    void aFlatMapAndMissingValuesHaveNoLine() {
        Tensor flat = Tensor.scalars(new double[ROWS * COLUMNS], ROWS, COLUMNS);
        assertArrayEquals(
                new double[3 * ROWS * COLUMNS],
                new Outline(0, WHITE, 2).apply(flat, null).doubles());
        double[] values = {Double.NaN, 0, 1, 1};
        Tensor missing = Tensor.scalars(values, 2, 2).masked();
        assertArrayEquals(
                new double[12], new Outline(0.5, WHITE, 2).apply(missing, null).doubles());
    }

    @Test
    void aQuantileIsAValueOnceItIsFitted() {
        Tensor x = cone(3, 4);
        Summary seen = Summary.of(x);
        assertEquals(new Outline(seen.quantile(0.9), 0xff, 1), new QuantileOutline(0.9, 0xff, 1).fit(seen));
    }

    @Test
    void anotherSizeAndOtherNumbersAreRefused() {
        RgbImage small = Samples.image(3, 4);
        assertThrows(BadDataException.class, () -> new Outline(1, WHITE, 2).apply(cone(1, 1), small));
        assertThrows(IllegalArgumentException.class, () -> new Outline(Double.NaN, WHITE, 2));
        assertThrows(IllegalArgumentException.class, () -> new Outline(1, WHITE, 0));
        assertThrows(IllegalArgumentException.class, () -> new QuantileOutline(90, WHITE, 2));
    }

    @Test
    void aGreyPhotographHasTheLumaOfPillow() {
        // Image.new("RGB", (1, 1), color).convert("L"), with Pillow 12.
        byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 100, (byte) 150, (byte) 200};
        byte[] grey = new GreyImage().photograph(new RgbImage(4, 1, rgb)).rgb();
        assertArrayEquals(
                new byte[] {
                    76, 76, 76, (byte) 150, (byte) 150, (byte) 150, 29, 29, 29, (byte) 141, (byte) 141, (byte) 141
                },
                grey);
    }
}

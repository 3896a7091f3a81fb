package org.visionheatmaps.transform.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.tensor.Tensor;

/** Norms of values whose squares are no floats. */
@Tag("fast")
class FloatRangeTest {
    private static final int SIDE = 7;
    private static final int CHANNELS = 3;

    /** Values of a standard deviation, W×H×C with gaps between the pixels of a row. */
    private static Tensor noise(float deviation) {
        Random random = new Random(5);
        float[] values = new float[SIDE * SIDE * CHANNELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * deviation;
        }
        return Tensor.channels(values, SIDE, SIDE, CHANNELS).permute(1, 0, 2);
    }

    private static double exact(Tensor x, int i, int j) {
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            sum += x.at(i, j, c) * x.at(i, j, c);
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-36f, 1e-25f, 1e-21f, 1e19f, 1e30f, 5e37f})
    void valuesOfAnySizeHaveTheirNorm(float deviation) {
        Tensor x = noise(deviation);
        Tensor norm = new NormReduction().apply(x, null);
        assertTrue(norm.isFloat());
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                double exact = exact(x, i, j);
                assertEquals(exact, norm.at(i, j), 1e-6 * exact + Float.MIN_VALUE, i + ", " + j);
            }
        }
    }

    @Test
    void aMapThatFloatsHoldIsAsInFloatToTheBit() {
        float[] values = new float[SIDE * SIDE * CHANNELS];
        Tensor tiny = noise(1e-25f);
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    values[(c * SIDE + j) * SIDE + i] = (float) tiny.at(i, j, c);
                }
            }
        }
        values[0] = 1e-10f;
        Tensor norm = new NormReduction().apply(Tensor.channels(values, SIDE, SIDE, CHANNELS), null);
        assertEquals(1e-10f, norm.at(0, 0), 1e-16);
        for (int at = 1; at < SIDE * SIDE; at++) {
            assertEquals(0, norm.at(at % SIDE, at / SIDE));
        }
    }

    @Test
    void onlyTheResultsThatOverflowAreComputedAgain() {
        float[] values = {3e30f, 1.1f, 4e30f, 1.3f, 0, 1.7f};
        Tensor norm = new NormReduction().apply(Tensor.channels(values, 2, 1, 3), null);
        assertEquals(5e30f, (float) norm.at(0, 0));
        float first = (float) Math.sqrt(1.1f * 1.1f);
        float second = (float) Math.sqrt(first * first + 1.3f * 1.3f);
        assertEquals((float) Math.sqrt(second * second + 1.7f * 1.7f), (float) norm.at(1, 0));
    }

    @Test
    void whatNoFloatHoldsStaysInfinite() {
        float[] values = {3e38f, 3e38f, 3e38f};
        assertEquals(
                Double.POSITIVE_INFINITY,
                new NormReduction()
                        .apply(Tensor.channels(values, 1, 1, 3), null)
                        .at(0, 0));
    }

    @Test
    void missingValuesStayMissing() {
        float[] values = {Float.NaN, 3e-25f, Float.NaN, 4e-25f};
        Tensor norm = new NormReduction().apply(Tensor.channels(values, 2, 1, 2).masked(), null);
        assertTrue(Double.isNaN(norm.at(0, 0)));
        assertEquals(5e-25f, (float) norm.at(1, 0), 1e-31f);
    }

    @Test
    void rowsAloneAreFoldedWhereNothingCanBeLost() {
        assertTrue(new NormReduction().canFoldByRows(1));
        assertTrue(!new NormReduction().canFoldByRows(1e-25));
        assertTrue(!new NormReduction().canFoldByRows(1e30));
        assertTrue(!new NormReduction().canFoldByRows(Double.NaN));
        assertTrue(new SumReduction().canFoldByRows(1e-25));
    }
}

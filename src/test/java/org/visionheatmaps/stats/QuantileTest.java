package org.visionheatmaps.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.visionheatmaps.Numbers;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** Quantiles against a sort and the formula of SEMANTICS, bit for bit. */
@Tag("fast")
class QuantileTest {
    @Provide
    Arbitrary<float[]> floats() {
        return Numbers.floats().array(float[].class).ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<double[]> doubles() {
        return Numbers.doubles().array(double[].class).ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Numbers.fractions();
    }

    @Property(tries = 300)
    void quantilesOfFloatsAreThoseOfTheSortedValues(
            @ForAll("floats") float[] values,
            @ForAll("fractions") double fraction,
            @ForAll @IntRange(min = 1, max = 3) int step) {
        float[] spread = new float[values.length * step + 2];
        Arrays.fill(spread, Float.NaN);
        for (int i = 0; i < values.length; i++) {
            spread[2 + i * step] = values[i];
        }
        Summary summary =
                Summary.of(Tensor.of(Kind.SCALAR, spread, 2, new int[] {values.length, 1}, new int[] {step, 1}));
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        assertEquals(values.length, summary.count());
        assertEquals(sorted[0], summary.min());
        assertEquals(sorted[values.length - 1], summary.max());
        assertEquals(typeSeven(sorted, fraction), summary.quantile(fraction));
    }

    @Property(tries = 300)
    void quantilesOfDoublesAreThoseOfTheSortedValues(
            @ForAll("doubles") double[] values, @ForAll("fractions") double fraction) {
        // The second dimension varies fastest, and backwards.
        Summary summary = Summary.of(Tensor.of(
                Kind.SCALAR, values, values.length - 1, new int[] {1, values.length}, new int[] {values.length, -1}));
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertEquals(typeSeven(sorted, fraction), summary.quantile(fraction));
    }

    @Property(tries = 100)
    void theEndsAreTheExtremes(@ForAll("floats") float[] values) {
        Summary summary = Summary.of(Tensor.scalars(values, values.length, 1));
        assertTrue(summary.min() == summary.quantile(0));
        assertTrue(summary.max() == summary.quantile(1));
    }

    private static double typeSeven(float[] sorted, double p) {
        int n = sorted.length;
        double aleph = n * p + (1 - p);
        int j = Math.max(1, Math.min((int) aleph, n - 1));
        double g = Math.min(1, Math.max(0, aleph - j));
        float a = sorted[j - 1];
        float b = sorted[Math.min(j, n - 1)];
        float tolerance = (float) Math.sqrt(1.1920929e-7f);
        boolean near = a == b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
        return near ? a + g * (b - a) : (1 - g) * a + g * b;
    }

    private static double typeSeven(double[] sorted, double p) {
        int n = sorted.length;
        double aleph = n * p + (1 - p);
        int j = Math.max(1, Math.min((int) aleph, n - 1));
        double g = Math.min(1, Math.max(0, aleph - j));
        double a = sorted[j - 1];
        double b = sorted[Math.min(j, n - 1)];
        boolean near = a == b || Math.abs(a - b) <= 0x1p-26 * Math.max(Math.abs(a), Math.abs(b));
        return near ? a + g * (b - a) : (1 - g) * a + g * b;
    }

    @Example
    void oneValueIsEveryQuantile() {
        Summary summary = Summary.of(Tensor.scalars(new float[] {-2.5f}, 1, 1));
        assertEquals(-2.5, summary.quantile(0));
        assertEquals(-2.5, summary.quantile(0.3));
        assertEquals(-2.5, summary.quantile(1));
    }

    @Example
    void betweenTwoValuesLiesALine() {
        Summary summary = Summary.of(Tensor.scalars(new double[] {3, 1}, 2, 1));
        assertEquals(1.5, summary.quantile(0.25));
    }

    @Example
    void channelsAreSummarisedTogether() {
        Summary summary = Summary.of(Tensor.channels(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2));
        assertEquals(8, summary.count());
        assertEquals(4.5, summary.quantile(0.5));
    }

    @Example
    void valuesThatAreNotFiniteAreRefused() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            BadDataException refused =
                    assertThrows(BadDataException.class, () -> Summary.of(Tensor.scalars(new float[] {1, bad}, 2, 1)));
            assertEquals(BadDataException.Reason.NON_FINITE, refused.reason());
        }
    }

    @Example
    void aFractionOutsideZeroToOneIsRefused() {
        Summary summary = Summary.of(Tensor.scalars(new float[] {1, 2}, 2, 1));
        for (double fraction : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> summary.quantile(fraction));
        }
    }
}

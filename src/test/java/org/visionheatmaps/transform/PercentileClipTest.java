package org.visionheatmaps.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.visionheatmaps.Numbers;
import org.visionheatmaps.Samples;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class PercentileClipTest {
    @Provide
    Arbitrary<Double> fractions() {
        return Numbers.fractions();
    }

    @Provide
    Arbitrary<Double> values() {
        return Numbers.doubles();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void neighbouringFractionsNeverCrossTheirQuantiles(
            @ForAll("fractions") double lower, @ForAll("values") double a, @ForAll("values") double b) {
        Summary summary = Summary.of(Tensor.scalars(new double[] {a, b, 0.1, 0.7}, 2, 2));
        double upper = lower;
        for (int i = 0; i < 5 && upper < 1; i++) {
            upper = Math.nextUp(upper);
            Clip clip = new PercentileClip(lower, upper).fit(summary);
            assertTrue(clip.lower() <= clip.upper());
        }
    }

    @Example
    void aLargerFractionWhoseQuantileRoundsBelowIsNoError() {
        Tensor x = Tensor.scalars(new double[] {0.6000000000000001, 1.3000000000000003}, 2, 1);
        Summary summary = Summary.of(x);
        double upper = Math.nextUp(0.18);
        assertTrue(summary.quantile(0.18) > summary.quantile(upper), "or this example shows nothing");
        assertEquals(
                summary.quantile(0.18),
                new PercentileClip(0.18, upper).apply(x, null).at(0, 0));
    }

    @Example
    void clippedValuesAreDoublesBetweenTheQuantiles() {
        Tensor x = Samples.scalars(true, Samples.Strides.PIXELS, 20, 10);
        Summary seen = Summary.of(x);
        Tensor clipped = new PercentileClip(0.1, 0.9).apply(x, null);
        assertFalse(clipped.isFloat());
        assertEquals(seen.quantile(0.1), Summary.of(clipped).min());
        assertEquals(seen.quantile(0.9), Summary.of(clipped).max());
        for (int i = 0; i < 20; i++) {
            double value = x.at(i, 3);
            double wanted = Math.min(Math.max(value, seen.quantile(0.1)), seen.quantile(0.9));
            assertEquals(wanted, clipped.at(i, 3));
        }
    }

    @Example
    void percentInsteadOfFractionsIsExplained() {
        String message = assertThrows(IllegalArgumentException.class, () -> new PercentileClip(1, 99))
                .getMessage();
        assertEquals(
                "PercentileClip needs 0 <= lower < upper <= 1 (fractions, not percent), but got 1.0 and 99.0", message);
        assertThrows(IllegalArgumentException.class, () -> new PercentileClip(0.5, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new PercentileClip(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new PercentileClip(-0.1, 0.5));
    }

    @Example
    void boundsOfAClipAreFiniteAndInOrder() {
        assertThrows(IllegalArgumentException.class, () -> new Clip(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Clip(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new Clip(Double.NaN, 0));
    }

    @Example
    void aConstantStaysItself() {
        Tensor clipped = new PercentileClip().apply(Tensor.scalars(new float[] {0.1f, 0.1f, 0.1f}, 3, 1), null);
        assertEquals(0.1f, clipped.at(2, 0));
    }
}

package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
@net.jqwik.api.Tag("fast")
class DriftTest {
    private static Histogram unit(double... values) {
        Histogram histogram = new Histogram(Bins.UNIT);
        for (double value : values) {
            histogram.add(value);
        }
        return histogram;
    }

    @Test
    void theSameNumbersHaveNoDistance() {
        Histogram numbers = unit(0.1, 0.2, 0.2, 0.9);
        assertEquals(0, Drift.ks(numbers, numbers));
        assertEquals(0, Drift.psi(numbers, numbers));
    }

    @Test
    void theDistanceOfKolmogorovAndSmirnovIsTheGreatestStep() {
        assertEquals(0.5, Drift.ks(unit(0.1, 0.2, 0.3, 0.4), unit(0.25, 0.26, 0.35, 0.45)));
        assertEquals(1, Drift.ks(unit(0.1), unit(0.9)));
    }

    /** Ten tenths of one number each; the new numbers have two in the first and none in the last. */
    @Test
    void theStabilityIndexIsOfTheBaselinesTenths() {
        Histogram baseline = unit(0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95);
        Histogram current = unit(0.05, 0.01, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85);
        double expected = 0.1 * Math.log(0.2 / 0.1) + (1e-4 - 0.1) * Math.log(1e-4 / 0.1);
        assertEquals(expected, Drift.psi(baseline, current), 1e-12);
    }

    @Test
    void numbersBeyondTheBaselineCountToItsEnds() {
        Histogram baseline = unit(0.4, 0.6);
        double expected = -0.25 * Math.log(0.5) + 0.25 * Math.log(1.5);
        assertEquals(expected, Drift.psi(baseline, unit(0.1, 0.6, 0.7, 0.8)), 1e-12);
    }

    @Test
    void oneBinMayHoldSeveralTenths() {
        assertEquals(0, Drift.psi(unit(0.5, 0.5, 0.5), unit(0.5)));
        assertEquals(0, Drift.psi(unit(0.5, 0.5, 0.5), unit(0.9)), "one interval is all there is");
        assertEquals(1, Drift.ks(unit(0.5, 0.5, 0.5), unit(0.9)));
    }

    @Test
    void nothingHasNoDistance() {
        assertTrue(Double.isNaN(Drift.psi(unit(), unit(0.5))));
        assertTrue(Double.isNaN(Drift.ks(unit(0.5), unit())));
    }

    @Test
    void binsOfTwoKindsAreADefect() {
        Histogram floats = new Histogram(Bins.FLOAT);
        floats.add(1);
        assertThrows(IllegalArgumentException.class, () -> Drift.ks(unit(1), floats));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void distancesAreNotNegativeAndBounded(
            @ForAll @Size(min = 1, max = 40) float[] before, @ForAll @Size(min = 1, max = 40) float[] now) {
        Histogram a = new Histogram(Bins.FLOAT);
        Histogram b = new Histogram(Bins.FLOAT);
        for (float value : before) {
            a.add(value);
        }
        for (float value : now) {
            b.add(value);
        }
        double ks = Drift.ks(a, b);
        assertTrue(ks >= 0 && ks <= 1, "ks " + ks);
        assertEquals(ks, Drift.ks(b, a));
        assertTrue(Drift.psi(a, b) >= 0);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void aNumberLiesInItsBin(@ForAll float value, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int bin = Bins.FLOAT.of(value);
        assertTrue(Bins.FLOAT.lower(bin) <= value && value <= Bins.FLOAT.lower(bin + 1));
        int part = Bins.UNIT.of(share);
        assertTrue(Bins.UNIT.lower(part) <= share + 1e-15 && share <= Bins.UNIT.lower(part + 1));
    }
}

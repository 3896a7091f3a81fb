package org.visionheatmaps.transform.resize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("fast")
class TapsTest {
    @Provide
    Arbitrary<Interpolation> methods() {
        return Arbitraries.of(
                new Lanczos(1), new Lanczos(2), new Lanczos(3), new Lanczos(4), new Linear(), new Cubic());
    }

    @Property(tries = 300)
    void weightsSumToOneAndIndicesStayInside(
            @ForAll("methods") Interpolation method,
            @ForAll @IntRange(min = 1, max = 60) int oldSize,
            @ForAll @IntRange(min = 1, max = 90) int newSize) {
        Taps taps = Taps.of(method, oldSize, newSize, newSize > oldSize, false);
        assertEquals(newSize, taps.count());
        for (int i = 0; i < newSize; i++) {
            double sum = 0;
            for (int t = 0; t < taps.width(); t++) {
                sum += taps.weight(i, t);
                assertTrue(taps.index(i, t) >= 0 && taps.index(i, t) < oldSize);
            }
            assertEquals(1, sum, 1e-12);
        }
    }

    @Property(tries = 100)
    void theSameSizeTakesEverySampleItself(
            @ForAll("methods") Interpolation method, @ForAll @IntRange(min = 1, max = 40) int size) {
        Taps taps = Taps.of(method, size, size, false, false);
        for (int i = 0; i < size; i++) {
            for (int t = 0; t < taps.width(); t++) {
                assertEquals(t == method.reach() - 1 ? 1 : 0, taps.weight(i, t));
            }
            assertEquals(i, taps.index(i, method.reach() - 1));
        }
    }

    @Property(tries = 100)
    void tapsAreMirrored(
            @ForAll("methods") Interpolation method,
            @ForAll @IntRange(min = 1, max = 30) int oldSize,
            @ForAll @IntRange(min = 1, max = 30) int newSize) {
        Taps taps = Taps.of(method, oldSize, newSize, newSize > oldSize, false);
        for (int i = 0; i < newSize; i++) {
            double[] left = line(taps, i, oldSize);
            double[] right = line(taps, newSize - 1 - i, oldSize);
            for (int s = 0; s < oldSize; s++) {
                assertEquals(left[s], right[oldSize - 1 - s], 1e-9);
            }
        }
    }

    /** The weight of each old sample. */
    private static double[] line(Taps taps, int sample, int oldSize) {
        double[] line = new double[oldSize];
        for (int t = 0; t < taps.width(); t++) {
            line[taps.index(sample, t)] += taps.weight(sample, t);
        }
        return line;
    }

    @Example
    void lanczosOneIsTheNormalisedSquareOfSinc() {
        // Two samples to four: the second new one lies at 1.25.
        Taps taps = Taps.of(new Lanczos(1), 2, 4, true, false);
        double near = Math.pow(Math.sin(Math.PI * 0.25) / (Math.PI * 0.25), 2);
        double far = Math.pow(Math.sin(Math.PI * 0.75) / (Math.PI * 0.75), 2);
        assertEquals(near / (near + far), taps.weight(1, 0), 1e-15);
        assertEquals(far / (near + far), taps.weight(1, 1), 1e-15);
        assertEquals(1, taps.weight(0, 0), "clamped to the first sample");
    }

    @Example
    void linearHalfwayIsTheMean() {
        Taps taps = Taps.of(new Linear(), 4, 2, false, false);
        assertEquals(0.5, taps.weight(0, 0));
        assertEquals(0.5, taps.weight(0, 1));
        assertEquals(0, taps.index(0, 0));
        assertEquals(1, taps.index(0, 1));
    }
}

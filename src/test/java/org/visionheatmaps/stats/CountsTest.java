package org.visionheatmaps.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.visionheatmaps.Numbers;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** Counts of a dataset against the summary of all its values in one tensor. */
@Tag("fast")
class CountsTest {
    @Provide
    Arbitrary<float[]> floats() {
        return Numbers.floats().array(float[].class).ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<double[]> doubles() {
        return Numbers.doubles().array(double[].class).ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Numbers.fractions();
    }

    @Property(tries = 300)
    void exactQuantilesOfFloatsAreThoseOfOneTensor(
            @ForAll("floats") float[] values, @ForAll("fractions") double fraction, @ForAll Random random) {
        Summary whole = Summary.of(Tensor.scalars(values, values.length, 1));
        assertSame(whole, exact(parts(values, random), List.of(fraction, 0.5, 0.0, 1.0), 1), fraction);
    }

    @Property(tries = 300)
    void exactQuantilesOfDoublesAreThoseOfOneTensor(
            @ForAll("doubles") double[] values, @ForAll("fractions") double fraction, @ForAll Random random) {
        Summary whole = Summary.of(Tensor.scalars(values, values.length, 1));
        assertSame(whole, exact(parts(values, random), List.of(fraction, 0.5, 0.0, 1.0), 2), fraction);
    }

    @Example
    void theSignOfAZeroIsThatOfASort() {
        double[][] cases = {
            {-0.0, -Double.MIN_VALUE, -1}, {-0.0, -0.0, -1}, {-0.0, -1}, {-0.0}, {0.0, -0.0}, {0.0, 1}, {-0.0, 1, -1}
        };
        for (double[] values : cases) {
            Tensor x = Tensor.scalars(values, values.length, 1);
            assertSame(Summary.of(x), exact(List.of(x), List.of(0.25, 0.0, 1.0), 2), 0.25);
        }
    }

    @Property(tries = 300)
    void approximateQuantilesOfDoublesKeepTheBound(
            @ForAll("doubles") double[] values, @ForAll("fractions") double fraction) {
        Summary whole = Summary.of(Tensor.scalars(values, values.length, 1));
        Summary found =
                counted(List.of(Tensor.scalars(values, values.length, 1))).summary();
        assertEquals(whole.count(), found.count());
        assertEquals(whole.min(), found.min());
        assertEquals(whole.max(), found.max());
        // As numbers: the sign of a zero comes from its neighbour, which is approximate.
        assertTrue(whole.quantile(0) == found.quantile(0));
        assertTrue(whole.quantile(1) == found.quantile(1));
        assertWithinBound(whole.quantile(fraction), found.quantile(fraction));
    }

    @Property(tries = 300)
    void approximateQuantilesOfFloatsKeepTheBound(
            @ForAll("floats") float[] values, @ForAll("fractions") double fraction) {
        Summary whole = Summary.of(Tensor.scalars(values, values.length, 1));
        Summary found =
                counted(List.of(Tensor.scalars(values, values.length, 1))).summary();
        assertWithinBound(whole.quantile(fraction), found.quantile(fraction));
    }

    /** The bound, and room for the rounding of the interpolation itself. */
    private static void assertWithinBound(double wanted, double found) {
        double bound = QuantileMethod.APPROXIMATE.errorBound() * (1 + 1e-6) * Math.abs(wanted) + 0x1p-1022;
        assertTrue(Math.abs(found - wanted) <= bound, () -> found + " instead of " + wanted);
    }

    @Property(tries = 200)
    void countsDependOnTheValuesAlone(@ForAll("doubles") double[] values, @ForAll Random random) {
        byte[] once = bytes(counted(List.of(Tensor.scalars(values, values.length, 1))));
        List<Tensor> parts = new ArrayList<>(parts(values, random));
        Collections.shuffle(parts, random);
        assertArrayEquals(once, bytes(counted(parts)));
        ValueCounts merged = new ValueCounts();
        for (Tensor part : parts) {
            merged.addFrom(ByteBuffer.wrap(bytes(counted(List.of(part)))));
        }
        assertArrayEquals(once, bytes(merged));
        ValueCounts added = new ValueCounts();
        parts.forEach(part -> added.add(counted(List.of(part))));
        assertArrayEquals(once, bytes(added));
        assertEquals(counted(parts).digest(), merged.digest());
    }

    @Example
    void otherValuesHaveAnotherDigest() {
        assertNotEquals(
                counted(List.of(Tensor.scalars(new float[] {1, 2}, 2, 1))).digest(),
                counted(List.of(Tensor.scalars(new float[] {1, 2.5f}, 2, 1))).digest());
    }

    @Property(tries = 200)
    void clampedQuantilesAreThoseOfClampedValues(
            @ForAll("floats") float[] values, @ForAll("fractions") double fraction) {
        double[] clamped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            clamped[i] = Math.min(Math.max((double) values[i], -0.25), 0.5);
        }
        Summary whole = Summary.of(Tensor.scalars(clamped, values.length, 1));
        Summary found = exact(List.of(Tensor.scalars(values, values.length, 1)), List.of(fraction), 1)
                .clamped(-0.25, 0.5);
        assertEquals(whole.min(), found.min());
        assertEquals(whole.max(), found.max());
        assertEquals(whole.quantile(fraction), found.quantile(fraction));
    }

    @Example
    void anElementThatIsNotFiniteLeavesNoTrace() {
        for (float bad : new float[] {Float.NaN, -Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (boolean isFloat : new boolean[] {true, false}) {
                ValueCounts counts = new ValueCounts();
                Tensor x = isFloat
                        ? Tensor.scalars(new float[] {1, bad}, 2, 1)
                        : Tensor.scalars(new double[] {1, bad}, 2, 1);
                BadDataException refused = assertThrows(BadDataException.class, () -> counts.add(x));
                assertEquals(BadDataException.Reason.NON_FINITE, refused.reason());
                assertArrayEquals(bytes(new ValueCounts()), bytes(counts));
            }
        }
        float notANumber = Float.intBitsToFloat(0xFFC00000);
        assertThrows(
                BadDataException.class, () -> new ValueCounts().add(Tensor.scalars(new float[] {notANumber, 1}, 2, 1)));
    }

    @Example
    void manyNeighboursCountAsTheSameInPieces() {
        Random random = new Random(5);
        for (int sign = -1; sign <= 1; sign++) {
            float[] values = new float[10_001];
            for (int i = 0; i < values.length; i++) {
                float normal = (float) random.nextGaussian();
                values[i] = sign == 0 ? normal : Math.copySign(normal, sign);
            }
            byte[] whole = bytes(counted(List.of(Tensor.scalars(values, values.length, 1))));
            assertArrayEquals(whole, bytes(counted(parts(values, random))));
            Summary sorted = Summary.of(Tensor.scalars(values, values.length, 1));
            assertSame(sorted, exact(List.of(Tensor.scalars(values, values.length, 1)), List.of(0.5), 1), 0.5);
            values[9_999] = sign == 0 ? Float.NaN : sign * Float.POSITIVE_INFINITY;
            assertThrows(BadDataException.class, () -> new ValueCounts().add(Tensor.scalars(values, values.length, 1)));
        }
    }

    @Example
    void valuesOfFewBitsNeedNoSecondPass() {
        float[] halves = new float[2000];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = (i % 251 - 125) * 0.03125f;
        }
        Summary whole = Summary.of(Tensor.scalars(halves, halves.length, 1));
        assertSame(whole, exact(List.of(Tensor.scalars(halves, halves.length, 1)), List.of(0.3), 0), 0.3);
    }

    @Example
    void aQuantileThatNoPassLookedForIsRefusedInExactMode() {
        Summary exact = exact(List.of(Tensor.scalars(new float[] {1, 2, 3.3f, 4.4f, 5}, 5, 1)), List.of(0.5), 1);
        assertThrows(IllegalStateException.class, () -> exact.quantile(0.7));
    }

    @Example
    void extremesOfPartsAreThoseOfAll() {
        Summary a = Summary.of(Tensor.scalars(new float[] {1, 2}, 2, 1));
        Summary b = Summary.of(Tensor.scalars(new float[] {-3}, 1, 1));
        Summary both = Summary.extremesOf(List.of(a, b));
        assertEquals(3, both.count());
        assertEquals(-3, both.min());
        assertEquals(2, both.max());
        assertThrows(IllegalStateException.class, () -> both.quantile(0.5));
    }

    private static void assertSame(Summary whole, Summary found, double fraction) {
        assertEquals(whole.count(), found.count());
        assertEquals(whole.min(), found.min());
        assertEquals(whole.max(), found.max());
        for (double f : new double[] {fraction, 0, 1}) {
            assertEquals(whole.quantile(f), found.quantile(f), "fraction " + f);
        }
    }

    /** Searches with as many passes as it takes, and no more than are allowed. */
    private static Summary exact(List<Tensor> parts, List<Double> fractions, int mostPasses) {
        QuantileSearch search = new QuantileSearch(counted(parts), fractions);
        int passes = 0;
        for (; !search.windows().isEmpty(); passes++) {
            WindowCounts sum = new WindowCounts(search.windows());
            for (Tensor part : parts) {
                WindowCounts counts = new WindowCounts(search.windows());
                counts.add(part);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                counts.write(out);
                sum.addFrom(ByteBuffer.wrap(out.toByteArray()));
            }
            search.narrow(sum);
        }
        assertTrue(passes <= mostPasses, passes + " passes after the first");
        return search.summary();
    }

    private static ValueCounts counted(List<Tensor> parts) {
        ValueCounts counts = new ValueCounts();
        parts.forEach(counts::add);
        return counts;
    }

    private static byte[] bytes(ValueCounts counts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        counts.write(out);
        return out.toByteArray();
    }

    /** The values cut at random places, laid out with random steps. */
    private static List<Tensor> parts(float[] values, Random random) {
        List<Tensor> parts = new ArrayList<>();
        for (int from = 0; from < values.length; ) {
            int length = 1 + random.nextInt(values.length - from);
            int step = 1 + random.nextInt(2);
            float[] spread = new float[length * step];
            Arrays.fill(spread, Float.NaN);
            for (int i = 0; i < length; i++) {
                spread[i * step] = values[from + i];
            }
            parts.add(Tensor.of(Kind.SCALAR, spread, 0, new int[] {1, length}, new int[] {spread.length, step}));
            from += length;
        }
        return parts;
    }

    private static List<Tensor> parts(double[] values, Random random) {
        List<Tensor> parts = new ArrayList<>();
        for (int from = 0; from < values.length; ) {
            int length = 1 + random.nextInt(values.length - from);
            parts.add(Tensor.of(Kind.SCALAR, values, from, new int[] {length, 1}, new int[] {1, 1}));
            from += length;
        }
        return parts;
    }
}

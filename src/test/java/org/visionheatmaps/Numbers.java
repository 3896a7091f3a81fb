package org.visionheatmaps;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/** Finite numbers with every bit in play: jqwik's own have two decimals unless told. */
public final class Numbers {
    private Numbers() {}

    /** Floats of every magnitude, and those at which arithmetic breaks. */
    public static Arbitrary<Float> floats() {
        Arbitrary<Float> anyBits = Arbitraries.integers()
                .withDistribution(RandomDistribution.uniform())
                .map(Float::intBitsToFloat)
                .filter(Float::isFinite);
        Arbitrary<Float> edges = Arbitraries.of(
                -0.0f,
                0.0f,
                Float.MIN_VALUE,
                -Float.MIN_VALUE,
                1f,
                Math.nextUp(1f),
                -1f,
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                1e-40f,
                0.1f);
        return Arbitraries.oneOf(anyBits, doublesOfUnit().map(Double::floatValue), edges);
    }

    /** Doubles of every magnitude, and those at which arithmetic breaks. */
    public static Arbitrary<Double> doubles() {
        Arbitrary<Double> anyBits = Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite);
        Arbitrary<Double> edges = Arbitraries.of(
                -0.0,
                0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                1.0,
                Math.nextUp(1.0),
                -1.0,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                1e-310,
                0.1);
        return Arbitraries.oneOf(anyBits, doublesOfUnit(), edges);
    }

    /** Doubles in [0, 1], the ends included. */
    public static Arbitrary<Double> fractions() {
        Arbitrary<Double> inner = Arbitraries.longs()
                .between(0, 1L << 53)
                .withDistribution(RandomDistribution.uniform())
                .map(bits -> bits * 0x1p-53);
        return Arbitraries.oneOf(inner, inner, Arbitraries.of(0.0, 0.001, 0.25, 0.5, 0.999, 1.0));
    }

    private static Arbitrary<Double> doublesOfUnit() {
        return fractions().map(fraction -> 2 * fraction - 1);
    }
}

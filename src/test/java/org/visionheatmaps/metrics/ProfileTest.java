package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
@net.jqwik.api.Tag("fast")
class ProfileTest {
    private static ElementMetrics element(double value) {
        ElementMetrics element = new ElementMetrics();
        element.set(Metric.MEAN, value);
        element.set(Metric.GINI, Math.abs(value) % 1);
        element.set(Flag.CONSTANT, value < 0);
        return element;
    }

    private static Profile profile(List<Double> values) {
        Profile profile = new Profile();
        values.forEach(value -> {
            profile.add(element(value), value > 100 ? "non_finite" : "ok");
            profile.values().add(value);
        });
        return profile;
    }

    private static byte[] bytes(Profile profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        profile.write(out);
        return out.toByteArray();
    }

    @Property(tries = 200)
    void partsMergeInAnyOrderToTheWhole(
            @ForAll @Size(max = 20) List<@DoubleRange(min = -1e9, max = 1e9) Double> values, @ForAll int cut) {
        int middle = values.isEmpty() ? 0 : Math.floorMod(cut, values.size());
        Profile first = profile(values.subList(0, middle));
        Profile second = profile(values.subList(middle, values.size()));
        byte[] whole = bytes(profile(values));
        Profile merged = new Profile();
        merged.add(second);
        merged.add(first);
        assertArrayEquals(whole, bytes(merged));
        Profile read = new Profile();
        read.addFrom(ByteBuffer.wrap(bytes(second)));
        read.addFrom(ByteBuffer.wrap(bytes(first)));
        assertArrayEquals(whole, bytes(read));
    }

    @Test
    void aProfileTellsWhatWasAdded() {
        Profile profile = profile(List.of(1.0, -3.0, 200.0));
        assertEquals(3, profile.count());
        assertEquals(1, profile.outcomes().get("non_finite"));
        assertEquals(1, profile.count(Flag.CONSTANT));
        assertEquals(66, profile.of(Metric.MEAN).mean());
        assertEquals(-3, profile.of(Metric.MEAN).min());
        assertEquals(200, profile.of(Metric.MEAN).max());
        assertEquals(1, profile.of(Metric.MEAN).quantile(0.5), 0.0625);
        assertEquals(0, profile.of(Metric.STD).count());
        assertTrue(Double.isNaN(profile.of(Metric.STD).mean()));
    }

    @Property(tries = 300)
    void aSumIsRoundedOnce(@ForAll @Size(min = 1, max = 10) List<@DoubleRange(min = -1e18, max = 1e18) Double> values) {
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        for (double value : values) {
            sum.add(value);
            exact = exact.add(new BigDecimal(value));
        }
        double expected = exact.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128)
                .doubleValue();
        assertEquals(expected, sum.dividedBy(values.size()));
        assertEquals(sum.toString(), ExactSum.parse(sum.toString()).toString());
    }

    @Test
    void whatCancelsOutIsGone() {
        ExactSum sum = new ExactSum();
        for (double value : new double[] {1e300, 1, Double.MIN_VALUE, -1e300, -1}) {
            sum.add(value);
        }
        assertEquals(Double.MIN_VALUE, sum.dividedBy(1));
        assertEquals("1p-1074", sum.toString());
        assertEquals("0p0", new ExactSum().toString());
        assertThrows(IllegalArgumentException.class, () -> ExactSum.parse("1.5"));
    }

    @Property(tries = 2000)
    void theLogarithmIsThatOfTheJdk(@ForAll @DoubleRange(min = 0, max = 1e9) double value) {
        double x = value + Double.MIN_VALUE;
        assertEquals(Math.log(x), Logarithm.of(x), 1e-11 * Math.max(1, Math.abs(Math.log(x))));
    }

    @Test
    void theMedianOfZerosIsZero() {
        for (double zero : new double[] {0.0, -0.0}) {
            Histogram zeros = new Histogram(Bins.FLOAT);
            zeros.add(zero);
            assertEquals(0, zeros.quantile(0.5));
        }
        Histogram ones = new Histogram(Bins.FLOAT);
        ones.add(1);
        assertEquals(1, ones.quantile(0.5), 0.0625);
    }
}

package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.Samples.Strides;
import org.visionheatmaps.tensor.Tensor;

/** Every metric beside its definition, computed the long way with a sort. */
@Tag("fast")
class MapMeterTest {
    private static final double WITHIN_A_BIN = 1.0 / 256;

    private final Histogram counted = new Histogram(Bins.FLOAT);

    private ElementMetrics measure(Tensor map) {
        return new MapMeter().measure(map, Double.NaN, Double.NaN, counted);
    }

    private ElementMetrics measure(int width, double... values) {
        return measure(Tensor.scalars(values, width, values.length / width));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMapOfEverySignIsWhatTheDefinitionsSay(boolean floats) {
        Tensor map = Samples.scalars(floats, Strides.PIXELS, 37, 53);
        double[] values = new double[37 * 53];
        double mass = 0;
        double sum = 0;
        double x = 0;
        double y = 0;
        double variation = 0;
        for (int j = 0; j < 53; j++) {
            for (int i = 0; i < 37; i++) {
                double value = map.at(i, j);
                values[j * 37 + i] = value;
                sum += value;
                mass += Math.abs(value);
                x += Math.abs(value) * (i + 0.5) / 37;
                y += Math.abs(value) * (j + 0.5) / 53;
                variation += i == 0 ? 0 : Math.abs(value - map.at(i - 1, j));
                variation += j == 0 ? 0 : Math.abs(value - map.at(i, j - 1));
            }
        }
        ElementMetrics metrics = measure(map);
        int n = values.length;
        double mean = sum / n;
        double positive = Arrays.stream(values).filter(value -> value > 0).sum();
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / n;
        assertNear(mean, metrics.get(Metric.MEAN));
        assertNear(Math.sqrt(variance), metrics.get(Metric.STD));
        assertNear(positive, metrics.get(Metric.POSITIVE_MASS));
        assertNear(mass - positive, metrics.get(Metric.NEGATIVE_MASS));
        assertNear(x / mass, metrics.get(Metric.CENTER_X));
        assertNear(y / mass, metrics.get(Metric.CENTER_Y));
        assertNear(variation / n, metrics.get(Metric.TOTAL_VARIATION));

        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertEquals(sorted[0], metrics.get(Metric.MIN));
        assertEquals(sorted[n - 1], metrics.get(Metric.MAX));
        assertQuantile(sorted, 0.01, metrics.get(Metric.P01));
        assertQuantile(sorted, 0.5, metrics.get(Metric.P50));
        assertQuantile(sorted, 0.95, metrics.get(Metric.P95));

        double[] magnitudes = Arrays.stream(values).map(Math::abs).sorted().toArray();
        double gini = 1;
        double entropy = 0;
        double top = 0;
        for (int k = 1; k <= n; k++) {
            double share = magnitudes[k - 1] / mass;
            gini -= 2 * share * (n - k + 0.5) / n;
            entropy -= share * Math.log(share) / Math.log(n);
            top += k > n - 20 ? share : 0;
        }
        assertEquals(gini, metrics.get(Metric.GINI), 1e-5);
        assertEquals(entropy, metrics.get(Metric.ENTROPY), 1e-5);
        assertEquals(top, metrics.get(Metric.TOP_SHARE), top * WITHIN_A_BIN);
        double limit = magnitudes[n - 1] / 100;
        double small =
                (double) Arrays.stream(magnitudes).filter(m -> m <= limit).count() / n;
        assertEquals(small, metrics.get(Metric.SPARSITY), 2.0 / n);
        assertEquals(n, counted.count());
        assertEquals(n, metrics.pixels());
    }

    private static void assertNear(double expected, double actual) {
        assertEquals(expected, actual, 1e-11 * Math.max(1, Math.abs(expected)));
    }

    private static void assertQuantile(double[] sorted, double fraction, double actual) {
        double place = fraction * (sorted.length - 1);
        int rank = (int) place;
        double expected = sorted[rank] + (place - rank) * (sorted[rank + 1] - sorted[rank]);
        assertEquals(expected, actual, Math.abs(expected) * WITHIN_A_BIN + 1e-12);
    }

    @Test
    void fewValuesAreExact() {
        ElementMetrics metrics = measure(2, 0, 1, 2, -5);
        assertEquals(0.5, metrics.get(Metric.P50));
        assertEquals(-0.5, metrics.get(Metric.MEAN));
        assertEquals(3, metrics.get(Metric.POSITIVE_MASS));
        assertEquals(5, metrics.get(Metric.NEGATIVE_MASS));
        assertEquals(5, metrics.get(Metric.MAX_ABS));
        // (1 + 7 + 2 + 6) / 4
        assertEquals(4, metrics.get(Metric.TOTAL_VARIATION));
        assertEquals(0.625, metrics.get(Metric.TOP_SHARE));
        assertEquals(0.25, metrics.get(Metric.SPARSITY));
        // Magnitudes 0, 1, 2, 5: 1 - 2 (1 * 2.5 + 2 * 1.5 + 5 * 0.5) / (8 * 4)
        assertEquals(0.5, metrics.get(Metric.GINI));
    }

    @Test
    void theCentreOfMassOfOnePixelIsItsMiddle() {
        ElementMetrics metrics = measure(4, 0, 0, 0, 0, 0, 0, -3, 0);
        assertEquals(2.5 / 4, metrics.get(Metric.CENTER_X));
        assertEquals(1.5 / 2, metrics.get(Metric.CENTER_Y));
        assertEquals(0, metrics.get(Metric.ENTROPY));
        assertEquals(1 - 1.0 / 8, metrics.get(Metric.GINI));
    }

    @Test
    void aConstantHasNoSpread() {
        ElementMetrics metrics = measure(5, 0.1, 0.1, 0.1, 0.1, 0.1);
        assertTrue(metrics.is(Flag.CONSTANT));
        assertFalse(metrics.is(Flag.ALL_ZERO));
        assertEquals(0, metrics.get(Metric.STD));
        assertEquals(0.1, metrics.get(Metric.MEAN));
        assertEquals(0, metrics.get(Metric.GINI), 1e-12);
        assertEquals(1, metrics.get(Metric.ENTROPY), 1e-9);
        assertEquals(0, metrics.get(Metric.TOTAL_VARIATION));
    }

    @Test
    void zerosHaveNoSharesOfAMassOfZero() {
        ElementMetrics metrics = measure(2, 0, -0.0, 0, 0);
        assertTrue(metrics.is(Flag.ALL_ZERO));
        assertTrue(metrics.is(Flag.CONSTANT));
        assertEquals(1, metrics.get(Metric.SPARSITY));
        for (Metric undefined : new Metric[] {
            Metric.GINI, Metric.ENTROPY, Metric.TOP_SHARE, Metric.CENTER_X, Metric.CENTER_Y, Metric.CLIPPED_SHARE
        }) {
            assertTrue(Double.isNaN(metrics.get(undefined)), undefined.toString());
        }
    }

    @Test
    void pixelsThatAreNotFiniteAreLeftOut() {
        ElementMetrics metrics = measure(3, 1, Double.NaN, 3, 5, 7, Double.POSITIVE_INFINITY);
        assertEquals(4, metrics.pixels());
        assertEquals(4, metrics.get(Metric.MEAN));
        assertEquals(1, metrics.get(Metric.MIN));
        assertEquals(7, metrics.get(Metric.MAX));
        // |1 - 5| and |5 - 7|, the neighbours that are both there, by all six pixels.
        assertEquals(1, metrics.get(Metric.TOTAL_VARIATION));
        assertEquals(4, counted.count());
        assertTrue(Double.isNaN(measure(1, Double.NaN).get(Metric.MEAN)));
    }

    @Test
    void theClippedShareIsOfPixelsBeyondTheBounds() {
        Tensor map = Tensor.scalars(new double[] {1, 2, 3, 4}, 4, 1);
        assertEquals(0.25, new MapMeter().measure(map, 2, 4, counted).get(Metric.CLIPPED_SHARE));
        assertEquals(0.75, new MapMeter().measure(map, 2, 2, counted).get(Metric.CLIPPED_SHARE));
    }

    /** Floats are counted otherwise than doubles, but neither rounds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aMapOfFloatsIsWhatTheSameMapOfDoublesIs(int kind) {
        Random random = new Random(kind);
        int width = 61;
        int height = 46;
        float[] floats = new float[width * height];
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (kind) {
                case 0 -> (float) random.nextGaussian();
                case 1 -> (float) Math.exp(30 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
                case 2 -> Float.MIN_VALUE * (random.nextInt(400) - 200) * (random.nextBoolean() ? 0 : 1);
                default -> Float.intBitsToFloat(random.nextInt());
            };
            doubles[i] = floats[i];
        }
        Histogram ofDoubles = new Histogram(Bins.FLOAT);
        ElementMetrics expected =
                new MapMeter().measure(Tensor.scalars(doubles, width, height), Double.NaN, Double.NaN, ofDoubles);
        ElementMetrics metrics = measure(Tensor.scalars(floats, width, height));
        for (Metric metric : Metric.values()) {
            assertEquals(expected.get(metric), metrics.get(metric), metric.toString());
        }
        assertEquals(ofDoubles.count(), counted.count());
        ofDoubles.forEach((bin, count) -> assertEquals(count, counted.at(bin)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9})
    void rowsAreLookedAtTogetherAsOneByOne(int height) {
        Tensor map = Samples.scalars(true, Strides.PLANES, 19, height);
        double across = 0;
        double down = 0;
        double mass = 0;
        double moment = 0;
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < 19; i++) {
                mass += Math.abs(map.at(i, j));
                moment += (j + 0.5) * Math.abs(map.at(i, j));
                across += i == 18 ? 0 : Math.abs(map.at(i, j) - map.at(i + 1, j));
                down += j == height - 1 ? 0 : Math.abs(map.at(i, j) - map.at(i, j + 1));
            }
        }
        ElementMetrics metrics = measure(map);
        assertNear((across + down) / 19 / height, metrics.get(Metric.TOTAL_VARIATION));
        assertNear(moment / mass / height, metrics.get(Metric.CENTER_Y));
    }

    @Test
    void aMeterForgetsTheLastMap() {
        MapMeter meter = new MapMeter();
        meter.measure(Samples.scalars(true, Strides.PLANES, 40, 40), Double.NaN, Double.NaN, counted);
        ElementMetrics metrics =
                meter.measure(Tensor.scalars(new double[] {1, 3}, 2, 1), Double.NaN, Double.NaN, counted);
        assertEquals(2, metrics.get(Metric.P50));
        assertEquals(2, metrics.get(Metric.MEAN));
        assertEquals(1, metrics.get(Metric.STD));
    }

    @Test
    void valuesOfEveryMagnitudeAreTold() {
        ElementMetrics metrics = measure(5, Double.MIN_VALUE, 1e300, -1e300, 1e-40, 0);
        assertEquals(1e300, metrics.get(Metric.MAX));
        assertEquals(1e300, metrics.get(Metric.POSITIVE_MASS));
        assertEquals(Math.log(2) / Math.log(5), metrics.get(Metric.ENTROPY), 1e-9);
    }
}

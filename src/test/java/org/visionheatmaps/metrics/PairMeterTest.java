package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class PairMeterTest {
    private static final List<Metric> ALL = Metric.all(true);

    static List<String> peers() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/peers/pairs.csv"));
        return lines.subList(1, lines.size());
    }

    private static ElementMetrics compare(Tensor a, Tensor b) {
        ElementMetrics metrics = new ElementMetrics();
        new PairMeter().measure(a, b, metrics);
        return metrics;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void metricsAreThoseOfOtherLibraries(String row) {
        String[] fields = row.split(",", -1);
        int width = Integer.parseInt(fields[0]);
        int height = Integer.parseInt(fields[1]);
        Tensor a = Tensor.scalars(numbers(fields[2]), width, height);
        Tensor b = Tensor.scalars(numbers(fields[3]), width, height);
        ElementMetrics metrics = compare(a, b);
        ElementMetrics swapped = compare(b, a);
        for (int m = 0; m < ALL.size(); m++) {
            Metric metric = ALL.get(m);
            if (!fields[4 + m].isEmpty()) {
                assertEquals(Double.parseDouble(fields[4 + m]), metrics.get(metric), 1e-9, metric::toString);
            }
            assertEquals(metrics.get(metric), swapped.get(metric), 1e-12, metric::toString);
        }
    }

    @Test
    void equalMapsCompareAsOneToTheLastBit() {
        Random random = new Random(6);
        for (int size : new int[] {3, 7, 40}) {
            float[] values = new float[size * size];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(9) - 4;
            }
            Tensor map = Tensor.scalars(values, size, size);
            ElementMetrics metrics = compare(map, Tensor.scalars(values.clone(), size, size));
            for (Metric metric : ALL) {
                boolean isTooSmall = metric == Metric.SSIM && size < 7;
                assertEquals(isTooSmall ? Double.NaN : 1.0, metrics.get(metric), size + " " + metric);
            }
        }
    }

    @Test
    void floatsCompareAsTheirDoublesDo() {
        Random random = new Random(11);
        float[] a = new float[60 * 50];
        float[] b = new float[a.length];
        double[] wideA = new double[a.length];
        double[] wideB = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = i % 3 == 0
                    ? random.nextInt(5) - 2
                    : (float) (random.nextGaussian() * Math.exp(9 * random.nextGaussian()));
            b[i] = i % 7 == 0 ? -0.0f : a[i] * random.nextFloat();
            wideA[i] = a[i];
            wideB[i] = b[i];
        }
        ElementMetrics floats = compare(Tensor.scalars(a, 60, 50), Tensor.scalars(b, 60, 50));
        ElementMetrics doubles = compare(Tensor.scalars(wideA, 60, 50), Tensor.scalars(wideB, 60, 50));
        for (Metric metric : ALL) {
            assertEquals(doubles.get(metric), floats.get(metric), metric.toString());
        }
    }

    @Test
    void noOrderOfEqualPixelsMatters() {
        // Two of three pixels of magnitude 2 are in a top of one: each with a third.
        double[] a = new double[100];
        double[] b = new double[100];
        a[0] = 2;
        a[50] = -2;
        a[99] = 2;
        b[50] = 2;
        ElementMetrics metrics = compare(Tensor.scalars(a, 10, 10), Tensor.scalars(b, 10, 10));
        assertEquals(1 / 3.0, metrics.get(Metric.TOPK_INTERSECTION), 1e-15);
        assertEquals(0, metrics.get(Metric.SIGN_AGREEMENT), 1e-15);
    }

    @Test
    void aConstantMapComparesWithNothing() {
        Tensor flat = Tensor.scalars(new float[] {3, 3, 3, 3}, 2, 2);
        Tensor other = Tensor.scalars(new float[] {1, 2, 3, 4}, 2, 2);
        ElementMetrics metrics = compare(flat, other);
        assertTrue(ALL.stream().allMatch(metric -> Double.isNaN(metrics.get(metric))));
    }
}

package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
class LocalisationTest {
    private static final List<Metric> ALL =
            List.of(Metric.MASS, Metric.RANK, Metric.TOPK, Metric.POINTING, Metric.AUC, Metric.LIFT);

    static List<String> peers() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/peers/localised.csv"));
        return lines.subList(1, lines.size());
    }

    private static ElementMetrics measure(Tensor map, Region region, Localisation.Options options) {
        ElementMetrics metrics = new ElementMetrics();
        new Localisation(options).measure(map, region, metrics);
        return metrics;
    }

    private static Localisation.Options options(Localisation.Sign sign, int top, double tolerance) {
        return new Localisation.Options(sign, top, tolerance);
    }

    private static Region region(String bits, int width, int height) {
        boolean[] inside = new boolean[bits.length()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = bits.charAt(i) == '1';
        }
        return new Region(width, height, inside, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void metricsAreThoseOfOtherLibraries(String row) {
        String[] fields = row.split(",", -1);
        int width = Integer.parseInt(fields[0]);
        int height = Integer.parseInt(fields[1]);
        double[] values = Arrays.stream(fields[2].split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        Region region = region(fields[3], width, height);
        for (Tensor map : List.of(Tensor.scalars(values, width, height), Tensor.scalars(floats, width, height))) {
            ElementMetrics metrics = measure(map, region, options(Localisation.Sign.POSITIVE, 17, 0));
            for (int m = 0; m < ALL.size(); m++) {
                if (!fields[4 + m].isEmpty()) {
                    assertEquals(
                            Double.parseDouble(fields[4 + m]), metrics.get(ALL.get(m)), 1e-12, ALL.get(m)::toString);
                }
            }
        }
    }

    @Test
    void equalPixelsShareTheirPlacesByExpectation() {
        Tensor flat = Tensor.scalars(new float[] {1, 1, 1, 1, 1, 1}, 3, 2);
        ElementMetrics metrics = measure(flat, region("110000", 3, 2), options(Localisation.Sign.POSITIVE, 3, 0));
        double[] found = ALL.stream().mapToDouble(metrics::get).toArray();
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 1, 0.5, 1}, found, 1e-15);
        // Zeros of either sign are equal.
        Tensor zeros = Tensor.scalars(new float[] {2, -0.0f, 0, 0}, 2, 2);
        double rank = measure(zeros, region("0110", 2, 2), options(Localisation.Sign.SIGNED, 1, 0))
                .get(Metric.RANK);
        assertEquals((2 / 3.0) / 2, rank, 1e-15);
    }

    @Test
    void noOrderOfPixelsChangesAnything() {
        Random random = new Random(2);
        int pixels = 60 * 50;
        float[] values = new float[pixels];
        boolean[] inside = new boolean[pixels];
        for (int i = 0; i < pixels; i++) {
            values[i] = random.nextInt(40) - 20;
            inside[i] = random.nextInt(3) == 0;
        }
        float[] turned = new float[pixels];
        boolean[] turnedInside = new boolean[pixels];
        for (int i = 0; i < pixels; i++) {
            turned[i] = values[pixels - 1 - i];
            turnedInside[i] = inside[pixels - 1 - i];
        }
        for (Localisation.Sign sign : Localisation.Sign.values()) {
            ElementMetrics one =
                    measure(Tensor.scalars(values, 60, 50), new Region(60, 50, inside, 1, 1), options(sign, 100, 0));
            ElementMetrics other = measure(
                    Tensor.scalars(turned, 60, 50), new Region(60, 50, turnedInside, 1, 1), options(sign, 100, 0));
            for (Metric metric : ALL) {
                assertEquals(one.get(metric), other.get(metric), 1e-12, sign + " " + metric);
            }
        }
    }

    @Test
    void nothingIsDefinedWithoutAnObjectOrWithoutRoomBesideIt() {
        Tensor map = Tensor.scalars(new float[] {1, 2, 3, 4}, 2, 2);
        for (String bits : List.of("0000", "1111")) {
            ElementMetrics metrics = measure(map, region(bits, 2, 2), Localisation.Options.DEFAULT);
            assertTrue(ALL.stream().allMatch(metric -> Double.isNaN(metrics.get(metric))));
        }
        ElementMetrics negative = measure(
                Tensor.scalars(new float[] {-1, -2, -3, -4}, 2, 2), region("1000", 2, 2), Localisation.Options.DEFAULT);
        assertTrue(Double.isNaN(negative.get(Metric.MASS)), "there is no positive value to have a share of");
    }

    @Test
    void thePointMayBeNearTheObjectInPixelsOfThePicture() {
        float[] values = new float[49];
        values[3 * 7 + 3] = 1;
        Tensor map = Tensor.scalars(values, 7, 7);
        boolean[] mask = new boolean[224 * 224];
        for (int y = 96; y < 128; y++) {
            Arrays.fill(mask, y * 224 + 132, y * 224 + 220, true);
        }
        // The map's pixel 3 stands for columns 96 to 127, whose middle is 32 pixels from the next one's.
        Region beside = Region.ofMask(mask, 224, 224, 7, 7);
        assertEquals(
                0,
                measure(map, beside, options(Localisation.Sign.POSITIVE, 1, 15)).get(Metric.POINTING));
        assertEquals(
                1,
                measure(map, beside, options(Localisation.Sign.POSITIVE, 1, 32)).get(Metric.POINTING));
        Region box = Region.ofBoxes(new double[][] {{100, 100, 130, 130}}, 224, 224, 7, 7);
        assertEquals(1, box.size());
        assertEquals(
                1, measure(map, box, options(Localisation.Sign.POSITIVE, 1, 0)).get(Metric.POINTING));
    }
}

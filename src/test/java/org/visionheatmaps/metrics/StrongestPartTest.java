package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class StrongestPartTest {
    static List<String> peers() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/peers/boxes.csv"));
        return lines.subList(1, lines.size());
    }

    /** Rows of digits; the first dimension is rows, as after FlipImage(). */
    private static Tensor map(String... rows) {
        float[] values = new float[rows.length * rows[0].length()];
        for (int at = 0; at < values.length; at++) {
            values[at] = rows[at / rows[0].length()].charAt(at % rows[0].length()) - '0';
        }
        return Tensor.scalars(values, rows[0].length(), rows.length).permute(1, 0);
    }

    private static Optional<Box> box(double share, Tensor map) {
        return new StrongestPart(share).box(map);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void boxesAreOpenCvs(String line) {
        String[] fields = line.split(",");
        int[] numbers = Arrays.stream(new int[] {0, 1, 4, 5, 6, 7})
                .map(field -> Integer.parseInt(fields[field]))
                .toArray();
        double[] values = Arrays.stream(fields[3].split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Box wanted = new Box(numbers[2], numbers[3], numbers[4], numbers[5]);
        Tensor map = Tensor.scalars(values, numbers[0], numbers[1]).permute(1, 0);
        assertEquals(Optional.of(wanted), box(Double.parseDouble(fields[2]), map));
    }

    @Test
    void aPixelBelongsIfItHasTheShareOfTheMaximum() {
        Tensor map = map("0000", "0480", "0000");
        assertEquals(Optional.of(new Box(1, 1, 2, 1)), box(0.5, map));
        assertEquals(Optional.of(new Box(2, 1, 1, 1)), box(0.51, map));
        assertEquals(Optional.of(new Box(2, 1, 1, 1)), box(1, map));
    }

    @Test
    void cornersTouch() {
        assertEquals(Optional.of(new Box(0, 0, 3, 3)), box(0.15, map("100", "010", "001")));
        assertEquals(Optional.of(new Box(0, 0, 3, 3)), box(0.15, map("001", "010", "100")));
    }

    @Test
    void theComponentOfMostPixelsWinsAndNotTheStrongest() {
        assertEquals(Optional.of(new Box(3, 0, 2, 2)), box(0.15, map("90022", "00022", "90000")));
        assertEquals(
                Optional.of(new Box(0, 0, 2, 2)),
                box(0.15, map("11000", "11011", "00011")),
                "of equal ones, that whose first pixel comes first");
        assertEquals(Optional.of(new Box(3, 0, 1, 2)), box(0.15, map("0001", "0001", "1000", "1000")));
        assertEquals(
                Optional.of(new Box(1, 0, 3, 1)),
                box(0.15, map("01110", "00000", "10101", "10101", "10101")),
                "as many pixels, not as large a box");
    }

    @Test
    void theBoxHoldsAllOfAPartThatTurns() {
        assertEquals(
                Optional.of(new Box(1, 1, 5, 4)),
                box(0.15, map("0000000", "0000010", "0111110", "0100000", "0111000")));
    }

    @Test
    void aMapWithoutPositiveValuesHasNone() {
        assertEquals(Optional.empty(), box(0.15, map("000", "000")));
        assertEquals(Optional.empty(), box(0.15, Tensor.scalars(new float[] {-1, -2, -0f, Float.NaN}, 2, 2)));
    }

    @Test
    void missingValuesAreNotStrong() {
        Tensor map = Tensor.scalars(new float[] {3, Float.NaN, 2, 2}, 4, 1).permute(1, 0);
        assertEquals(Optional.of(new Box(2, 0, 2, 1)), box(0.15, map));
    }

    @Test
    void memoryOfAnEarlierMapDoesNotMatter() {
        StrongestPart part = new StrongestPart(0.15);
        assertEquals(Optional.of(new Box(0, 0, 5, 3)), part.box(map("11111", "11111", "11111")));
        assertEquals(Optional.of(new Box(1, 1, 1, 1)), part.box(map("00", "01")));
        float[] large = new float[300 * 200];
        Arrays.fill(large, 1);
        assertEquals(
                Optional.of(new Box(0, 0, 300, 200)),
                part.box(Tensor.scalars(large, 300, 200).permute(1, 0)));
        assertEquals(Optional.of(new Box(1, 1, 1, 1)), part.box(map("00", "01")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, 15, Double.NaN})
    void aShareIsAFraction(double share) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new StrongestPart(share))
                .getMessage()
                .contains("such as 0.15 for 15 %"));
    }
}

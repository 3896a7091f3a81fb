package org.visionheatmaps.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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
class AtlasTest {
    private static final int CELLS = Atlas.SIDE * Atlas.SIDE;

    static List<String> peers() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/peers/looks.csv"));
        return lines.subList(1, lines.size());
    }

    private static Atlas of(Tensor... maps) {
        Atlas atlas = new Atlas();
        for (int i = 0; i < maps.length; i++) {
            atlas.add(i % 2, Atlas.look(maps[i]));
        }
        return atlas;
    }

    @ParameterizedTest
    @MethodSource("peers")
    void theDivergenceIsSciPys(String row) {
        String[] fields = row.split(",");
        Tensor[] maps = new Tensor[2];
        for (int m = 0; m < 2; m++) {
            double[] values = Arrays.stream(fields[2 + m].split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            maps[m] = Tensor.scalars(values, Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));
        }
        assertEquals(Double.parseDouble(fields[4]), Atlas.look(maps[0])[3 * 32 + 5] * 0x1p-32, 1e-9);
        assertEquals(Double.parseDouble(fields[5]), Atlas.divergence(of(maps[0]), of(maps[1])), 1e-6);
        assertEquals(Double.parseDouble(fields[5]), of(maps).noise(), 1e-6);
    }

    @Test
    void everySizeHasAllOfItsMassInTheCells() {
        Random random = new Random(1);
        for (int[] size : new int[][] {{1, 1}, {1, 40}, {31, 33}, {32, 64}, {224, 224}, {5, 300}}) {
            float[] values = new float[size[0] * size[1]];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            long sum = Arrays.stream(Atlas.look(Tensor.scalars(values, size[0], size[1])))
                    .limit(CELLS)
                    .sum();
            assertEquals(0x1p32, sum, 1024, size[0] + "×" + size[1]);
        }
        assertNull(Atlas.look(Tensor.scalars(new float[4], 2, 2)), "a map of zeros looks nowhere");
    }

    @Test
    void aCornerIsTheCornersCell() {
        float[] values = new float[64 * 48];
        values[63] = -2;
        long[] units = Atlas.look(Tensor.scalars(values, 64, 48));
        // Pixel 63 of the first row: the last column; a row of pixels has two thirds of a cell's height.
        assertEquals(1L << 32, units[31]);
        assertEquals(0, Arrays.stream(units).limit(CELLS).sum() - units[31]);
        // Half of the width of the cell, and two thirds of its height, are negative.
        assertEquals(Math.round(-(1L << 32) / 3.0), units[CELLS + 31]);
        assertEquals(0, Arrays.stream(units).skip(CELLS).sum() - units[CELLS + 31]);
    }

    @Test
    void theOuterShareIsThatOfAFrameOfATenth() {
        float[] even = new float[30 * 50];
        Arrays.fill(even, 2);
        assertEquals(0.36, of(Tensor.scalars(even, 30, 50)).outerShare(), 1e-6);
        float[] values = new float[32 * 32];
        values[32 * 16 + 4] = 3;
        assertEquals(0, of(Tensor.scalars(values, 32, 32)).outerShare(), 1e-9);
        values[32 * 2 + 7] = -1;
        assertEquals(0.25, of(Tensor.scalars(values, 32, 32)).outerShare(), 1e-9);
        // A fifth of the fourth column is in the frame.
        values[32 * 16 + 3] = 4;
        assertEquals(1.8 / 8, of(Tensor.scalars(values, 32, 32)).outerShare(), 1e-9);
        assertTrue(Double.isNaN(new Atlas().outerShare()));
    }

    @Test
    void theCentreMovesAsTheMapsDo() {
        float[] before = new float[64 * 32];
        float[] after = new float[64 * 32];
        before[64 * 8 + 10] = 1;
        after[64 * 24 + 34] = -5;
        // 24 of 64 to the right, 16 of 32 down.
        double shift = Atlas.centerShift(of(Tensor.scalars(before, 64, 32)), of(Tensor.scalars(after, 64, 32)));
        assertEquals(Math.hypot(24 / 64.0, 0.5), shift, 1e-9);
        assertEquals(0, Atlas.centerShift(of(Tensor.scalars(before, 64, 32)), of(Tensor.scalars(before, 64, 32))), 0);
        assertTrue(Double.isNaN(Atlas.centerShift(new Atlas(), of(Tensor.scalars(after, 64, 32)))));
    }

    @Test
    void signsAreSharesOfAreaWhateverTheMagnitudes() {
        float[] values = new float[64 * 40];
        for (int i = 0; i < values.length; i++) {
            // The left half is negative, a quarter is zero, the rest is positive, and the least float is a number as
            // well.
            int x = i % 64;
            values[i] = x < 32 ? -Float.MIN_VALUE : x < 48 ? 0 : 1e30f;
        }
        Atlas now = of(Tensor.scalars(values, 64, 40));
        double[] signs = now.meanSigns();
        for (int cell = 0; cell < CELLS; cell++) {
            int column = cell % 32;
            assertEquals(column < 16 ? -1 : column < 24 ? 0 : 1, signs[cell], 1e-9, "cell " + cell);
        }
        assertEquals(-0.25, now.signShare(), 1e-9);
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i] = values[i] < 0 ? Double.MIN_VALUE : -values[i];
        }
        Atlas other = of(Tensor.scalars(turned, 64, 40));
        assertEquals(0.25, other.signShare(), 1e-9);
        assertEquals(0.75, Atlas.signShift(now, other), 1e-9);
        assertEquals(0, Atlas.signShift(now, now), 0);
        assertTrue(Double.isNaN(Atlas.signShift(now, new Atlas())));
        assertNull(new Atlas().meanSigns());
    }

    @Test
    void signsSurviveBytesAndMergeExactly() {
        Random random = new Random(4);
        Tensor[] maps = new Tensor[5];
        for (int m = 0; m < maps.length; m++) {
            float[] values = new float[30 * 45];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            maps[m] = Tensor.scalars(values, 30, 45);
        }
        Atlas all = of(maps);
        Atlas read = new Atlas();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        of(maps[0], maps[1]).write(out);
        read.addFrom(ByteBuffer.wrap(out.toByteArray()));
        read.add(of(maps[2], maps[3]));
        read.add(of(maps[4]));
        assertArrayEquals(all.signs(), read.signs());
        assertEquals(5, read.signed());
    }

    @Test
    void idsAreInHalvesOfAboutTheSameSize() {
        int second = 0;
        for (int i = 0; i < 10_000; i++) {
            second += Atlas.half("picture-" + i + ".png");
        }
        assertTrue(second > 4800 && second < 5200, "of 10000: " + second);
    }

    @Test
    void damagedNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Atlas().add(0, 1, new long[5]));
        long[] negative = new long[1024];
        negative[7] = -1;
        assertThrows(IllegalArgumentException.class, () -> new Atlas().add(0, 1, negative));
    }
}

package org.visionheatmaps.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.visionheatmaps.stats.VarInt;
import org.visionheatmaps.tensor.Tensor;

/**
 * Where the maps of a group look: the mean over elements of |x| / Σ|x|, averaged by area to 32×32 cells. Sums are of whole units of 2^-32, so
 * they merge exactly in any order. Elements are in two halves, by their ids, whose distance tells how much of a distance is noise.
 */
public final class Atlas {
    /** Cells on each side. */
    public static final int SIDE = 32;

    private static final int CELLS = SIDE * SIDE;
    private static final double UNIT = 0x1p32;
    /** The outer tenth on each side. */
    private static final double OUTER = 0.1;

    private final long[][] sums = new long[2][CELLS];
    private final long[] counts = new long[2];

    /**
     * Where one map looks.
     *
     * @param map scalars, W×H, the first dimension from left to right, all finite
     * @return the units of each cell, row by row from the top; null for a map of zeros, or whose magnitudes have no finite sum
     */
    public static long[] look(Tensor map) {
        int width = map.size(0);
        int height = map.size(1);
        double[] cells = new double[CELLS];
        double[] line = new double[width];
        double total = 0;
        for (int row = 0; row < SIDE; row++) {
            // In units of 1/32 of a pixel: row y covers [32y, 32(y+1)), a row of cells as many as the map has rows.
            long top = (long) row * height;
            long bottom = top + height;
            Arrays.fill(line, 0);
            for (int y = (int) (top / SIDE); (long) y * SIDE < bottom; y++) {
                addRow(map, y, overlap(y, top, bottom), line);
            }
            for (int column = 0; column < SIDE; column++) {
                double mass = sum(line, (long) column * width, (long) (column + 1) * width);
                cells[row * SIDE + column] = mass;
                total += mass;
            }
        }
        if (!(total > 0 && total <= Double.MAX_VALUE)) {
            return null;
        }
        long[] units = new long[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            units[cell] = Math.round(cells[cell] / total * UNIT);
        }
        return units;
    }

    /** The share of a pixel from one place to another, in 1/32 of pixels. */
    private static double overlap(int pixel, long from, long end) {
        long start = (long) pixel * SIDE;
        return (double) (Math.min(end, start + SIDE) - Math.max(from, start)) / SIDE;
    }

    private static void addRow(Tensor map, int y, double share, double[] line) {
        int at = map.offset() + y * map.stride(1);
        int step = map.stride(0);
        if (map.isFloat()) {
            float[] values = map.floats();
            for (int x = 0; x < line.length; x++) {
                line[x] += share * Math.abs(values[at + x * step]);
            }
        } else {
            double[] values = map.doubles();
            for (int x = 0; x < line.length; x++) {
                line[x] += share * Math.abs(values[at + x * step]);
            }
        }
    }

    private static double sum(double[] line, long from, long end) {
        double sum = 0;
        for (int x = (int) (from / SIDE); (long) x * SIDE < end; x++) {
            sum += overlap(x, from, end) * line[x];
        }
        return sum;
    }

    /** Which half an element belongs to: a digest of its id. */
    public static int half(String id) {
        int mixed = id.hashCode() * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) >>> 7 & 1;
    }

    /** Adds where a map looks. */
    void add(int half, long[] units) {
        for (int cell = 0; cell < CELLS; cell++) {
            sums[half][cell] += units[cell];
        }
        counts[half]++;
    }

    /**
     * Adds what was known of a half.
     *
     * @param units of each cell
     * @throws IllegalArgumentException if these are not 32×32 numbers, none negative
     */
    public void add(int half, long count, long[] units) {
        boolean isWhole = units.length == CELLS && count >= 0;
        for (long unit : units) {
            isWhole &= unit >= 0;
        }
        if (!isWhole) {
            throw new IllegalArgumentException("Where maps look is " + CELLS + " numbers of 0 or more, and a count");
        }
        for (int cell = 0; cell < CELLS; cell++) {
            sums[half][cell] += units[cell];
        }
        counts[half] += count;
    }

    /** Adds another atlas; that stays as it is. */
    void add(Atlas other) {
        for (int half = 0; half < 2; half++) {
            add(half, other.counts[half], other.sums[half]);
        }
    }

    /** The number of maps of a half. */
    public long count(int half) {
        return counts[half];
    }

    /** The units of each cell of a half, for reading. */
    public long[] sums(int half) {
        return sums[half];
    }

    /** The divergence of where the maps of two groups look; in [0, 1], NaN if either has none. */
    public static double divergence(Atlas one, Atlas other) {
        return divergence(one.sum(), other.sum());
    }

    /** The divergence of the two halves: what no difference looks like. NaN if either has no maps. */
    public double noise() {
        return divergence(sums[0], sums[1]);
    }

    /** The mean share of each cell, row by row from the top; they add up to 1. Null without maps. */
    public double[] shares() {
        long[] sum = sum();
        double total = total(sum);
        return total == 0
                ? null
                : Arrays.stream(sum).mapToDouble(units -> units / total).toArray();
    }

    /**
     * The share of the mean map that lies outside of the middle 8/10 of its width and of its height: 0.36 where maps look everywhere alike.
     * NaN without maps.
     */
    public double outerShare() {
        double[] shares = shares();
        if (shares == null) {
            return Double.NaN;
        }
        double inner = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            inner += shares[cell] * innerPart(cell % SIDE) * innerPart(cell / SIDE);
        }
        return Math.min(Math.max(1 - inner, 0), 1);
    }

    /** The part of a column or row of cells that lies in the middle 8/10. */
    private static double innerPart(int cell) {
        double from = Math.max(cell, OUTER * SIDE);
        double to = Math.min(cell + 1, (1 - OUTER) * SIDE);
        return Math.max(0, to - from);
    }

    /**
     * How far the centres of mass of two mean maps are from each other, where both sides of a map are 1 long: 0.5 from the middle to an edge.
     * NaN if either has no maps.
     */
    public static double centerShift(Atlas one, Atlas other) {
        double[] from = one.shares();
        double[] to = other.shares();
        if (from == null || to == null) {
            return Double.NaN;
        }
        double right = 0;
        double down = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            double change = to[cell] - from[cell];
            int row = cell / SIDE;
            right += change * (cell % SIDE + 0.5);
            down += change * (row + 0.5);
        }
        return Math.sqrt(right * right + down * down) / SIDE;
    }

    private long[] sum() {
        long[] sum = sums[0].clone();
        for (int cell = 0; cell < CELLS; cell++) {
            sum[cell] += sums[1][cell];
        }
        return sum;
    }

    /** Jensen and Shannon's divergence to base 2 (Lin 1991): the mean of both divergences from their mean. */
    private static double divergence(long[] one, long[] other) {
        double totalOfOne = total(one);
        double totalOfOther = total(other);
        if (totalOfOne == 0 || totalOfOther == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            double p = one[cell] / totalOfOne;
            double q = other[cell] / totalOfOther;
            double mean = (p + q) / 2;
            sum += part(p, mean) + part(q, mean);
        }
        return Math.min(Math.max(sum / 2, 0), 1);
    }

    private static double part(double p, double mean) {
        return p == 0 ? 0 : p * (StrictMath.log(p / mean) / StrictMath.log(2));
    }

    private static double total(long[] units) {
        double total = 0;
        for (long unit : units) {
            total += unit;
        }
        return total;
    }

    void write(ByteArrayOutputStream out) {
        for (int half = 0; half < 2; half++) {
            VarInt.write(out, counts[half]);
            for (int cell = 0; cell < CELLS && counts[half] > 0; cell++) {
                VarInt.write(out, sums[half][cell]);
            }
        }
    }

    void addFrom(ByteBuffer in) {
        for (int half = 0; half < 2; half++) {
            long count = VarInt.read(in);
            counts[half] += count;
            for (int cell = 0; cell < CELLS && count > 0; cell++) {
                sums[half][cell] += VarInt.read(in);
            }
        }
    }
}

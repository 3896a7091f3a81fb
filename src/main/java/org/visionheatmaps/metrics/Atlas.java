package org.visionheatmaps.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.visionheatmaps.stats.VarInt;
import org.visionheatmaps.tensor.Tensor;

/**
 * Where the maps of a group look: the mean over elements of |x| / Σ|x|, and of the sign of x, averaged by area to 32×32 cells. Sums are of
 * whole units of 2^-32, so they merge exactly in any order. Elements are in two halves, by their ids, whose distance tells how much of a
 * distance is noise.
 */
public final class Atlas {
    /** Cells on each side. */
    public static final int SIDE = 32;

    private static final int CELLS = SIDE * SIDE;
    private static final double UNIT = 0x1p32;
    /** The square of it, times the least positive double, is above 1. */
    private static final double HUGE = 0x1p1000;
    /** The outer tenth on each side. */
    private static final double OUTER = 0.1;

    private final long[][] sums = new long[2][CELLS];
    private final long[] counts = new long[2];
    private final long[] signs = new long[CELLS];
    private long signed;

    /**
     * Where one map looks.
     *
     * @param map scalars, W×H, the first dimension from left to right, all finite
     * @return in units, row by row from the top: of each cell the share of magnitudes, and then of each cell the mean sign; null for a map of
     *     zeros, or whose magnitudes have no finite sum
     */
    public static long[] look(Tensor map) {
        int width = map.size(0);
        int height = map.size(1);
        double[] cells = new double[CELLS];
        double[] row = new double[width];
        double[] line = new double[width];
        double[] signLine = new double[width];
        double cellArea = (double) width * height / CELLS;
        long[] units = new long[2 * CELLS];
        double total = 0;
        for (int down = 0; down < SIDE; down++) {
            // In units of 1/32 of a pixel: row y covers [32y, 32(y+1)), a row of cells as many as the map has rows.
            long top = (long) down * height;
            long bottom = top + height;
            Arrays.fill(line, 0);
            Arrays.fill(signLine, 0);
            for (int y = (int) (top / SIDE); (long) y * SIDE < bottom; y++) {
                load(map, y, row);
                addRow(row, overlap(y, top, bottom), line, signLine, width);
            }
            for (int column = 0; column < SIDE; column++) {
                int cell = down * SIDE + column;
                long left = (long) column * width;
                cells[cell] = sum(line, left, left + width);
                total += cells[cell];
                units[CELLS + cell] = Math.round(sum(signLine, left, left + width) / cellArea * UNIT);
            }
        }
        if (!(total > 0 && total <= Double.MAX_VALUE)) {
            return null;
        }
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

    private static void load(Tensor map, int y, double[] row) {
        int at = map.offset() + y * map.stride(1);
        int step = map.stride(0);
        if (map.isFloat()) {
            float[] values = map.floats();
            for (int x = 0; x < row.length; x++) {
                row[x] = values[at + x * step];
            }
        } else {
            double[] values = map.doubles();
            for (int x = 0; x < row.length; x++) {
                row[x] = values[at + x * step];
            }
        }
    }

    private static void addRow(double[] row, double share, double[] line, double[] signs, int width) {
        for (int x = 0; x < width; x++) {
            line[x] += share * Math.abs(row[x]);
        }
        // The sign, as operations that the JIT vectorises: the product of a number that is not 0 is at least 1.
        for (int x = 0; x < width; x++) {
            signs[x] += share * Math.max(-1, Math.min(1, row[x] * HUGE * HUGE));
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
            signs[cell] += units[CELLS + cell];
        }
        counts[half]++;
        signed++;
    }

    /**
     * Adds what was known of a half.
     *
     * @param units of each cell
     * @throws IllegalArgumentException if these are not 32×32 numbers, none negative
     */
    public void add(int half, long count, long[] units) {
        require(count >= 0 && units.length == CELLS && Arrays.stream(units).allMatch(unit -> unit >= 0));
        for (int cell = 0; cell < CELLS; cell++) {
            sums[half][cell] += units[cell];
        }
        counts[half] += count;
    }

    /**
     * Adds what was known of the signs.
     *
     * @param count of maps
     * @param units of each cell
     * @throws IllegalArgumentException if these are not 32×32 numbers
     */
    public void addSigns(long count, long[] units) {
        require(count >= 0 && units.length == CELLS);
        for (int cell = 0; cell < CELLS; cell++) {
            signs[cell] += units[cell];
        }
        signed += count;
    }

    private static void require(boolean isWhole) {
        if (!isWhole) {
            throw new IllegalArgumentException(
                    "Where maps look is " + CELLS + " numbers, none negative but those of signs, and a count");
        }
    }

    /** Adds another atlas; that stays as it is. */
    void add(Atlas other) {
        for (int half = 0; half < 2; half++) {
            add(half, other.counts[half], other.sums[half]);
        }
        addSigns(other.signed, other.signs);
    }

    /** The number of maps of a half. */
    public long count(int half) {
        return counts[half];
    }

    /** The units of each cell of a half, for reading. */
    public long[] sums(int half) {
        return sums[half];
    }

    /** The number of maps whose signs are known: those of documents from before they were looked at are not. */
    public long signed() {
        return signed;
    }

    /** The units of the signs of each cell, for reading. */
    public long[] signs() {
        return signs;
    }

    /**
     * The mean sign of each cell, row by row from the top: the share of its area that is positive, less that which is negative, in
     * [-1, 1]. Null without maps.
     */
    public double[] meanSigns() {
        return signed == 0
                ? null
                : Arrays.stream(signs)
                        .mapToDouble(units -> units / UNIT / signed)
                        .toArray();
    }

    /** The mean sign of all cells: the share of positive pixels less that of negative ones. NaN without maps. */
    public double signShare() {
        return signed == 0 ? Double.NaN : Arrays.stream(meanSigns()).sum() / CELLS;
    }

    /** Half of the mean difference between the mean signs of two groups' cells: 0 if equal, 1 if all are turned. NaN if either has no maps. */
    public static double signShift(Atlas one, Atlas other) {
        if (one.signed == 0 || other.signed == 0) {
            return Double.NaN;
        }
        double[] from = one.meanSigns();
        double[] to = other.meanSigns();
        double sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += Math.abs(to[cell] - from[cell]);
        }
        return sum / 2 / CELLS;
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
        VarInt.write(out, signed);
        for (int cell = 0; cell < CELLS && signed > 0; cell++) {
            // Small numbers of either sign are short.
            VarInt.write(out, signs[cell] << 1 ^ signs[cell] >> Long.SIZE - 1);
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
        long count = VarInt.read(in);
        signed += count;
        for (int cell = 0; cell < CELLS && count > 0; cell++) {
            long number = VarInt.read(in);
            signs[cell] += number >>> 1 ^ -(number & 1);
        }
    }
}

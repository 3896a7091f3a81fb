package org.visionheatmaps.metrics;

import java.util.Arrays;

/**
 * What depends on where the values of a map lie, row by row in lanes side by side, as loops that the JIT vectorises. The sums of each
 * lane, and then of the lanes, are in one order. Its memory is kept for the next map.
 */
final class Surface {
    /** Rows that are loaded together. Loops are over two or four of them, since one row is over before a loop has got going. */
    private static final int ROWS = 4;

    private static final int ABOVE = 0;
    private static final int ROW = 1;
    private static final int NEXT = ROW + ROWS;
    private static final int MASS = NEXT + ROWS;
    private static final int MOMENT = MASS + 1;
    private static final int ACROSS = MASS + 2;
    private static final int DOWN = MASS + 3;
    private static final int LANES = MASS + 4;

    /** The row above, rows, the same rows from their second values on, and sums. */
    private double[][] lanes = new double[LANES][0];

    private int width;
    private int height;

    /**
     * Looks at a map.
     *
     * @param values W×H, rows of W one after the other
     */
    void look(double[] values, int mapWidth, int mapHeight) {
        width = mapWidth;
        height = mapHeight;
        if (lanes[0].length != width) {
            lanes = new double[LANES][width];
        }
        for (int lane = MASS; lane < LANES; lane++) {
            Arrays.fill(lanes[lane], 0);
        }
        int y = 0;
        for (; y < height % ROWS; y++) {
            load(values, y, 1);
            addRow(y);
        }
        for (; y < height; y += ROWS) {
            load(values, y, ROWS);
            addMass(lanes, width);
            addTwo(y, ROW);
            addTwo(y + 2, ROW + 2);
        }
    }

    private void load(double[] values, int y, int rows) {
        if (y > 0) {
            System.arraycopy(values, (y - 1) * width, lanes[ABOVE], 0, width);
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, (y + row) * width, lanes[ROW + row], 0, width);
            System.arraycopy(values, (y + row) * width + 1, lanes[NEXT + row], 0, width - 1);
        }
    }

    private void addRow(int y) {
        double[] row = lanes[ROW];
        double[] mass = lanes[MASS];
        double[] moment = lanes[MOMENT];
        for (int i = 0; i < width; i++) {
            mass[i] += Math.abs(row[i]);
            moment[i] += (y + 0.5) * Math.abs(row[i]);
        }
        addDifferences(row, lanes[NEXT], lanes[ACROSS], width - 1);
        if (y > 0) {
            addDifferences(row, lanes[ABOVE], lanes[DOWN], width);
        }
    }

    /** Row {@code y} and the next one, which are loaded from a lane on, all but their mass. */
    private void addTwo(int y, int lane) {
        double[] a = lanes[lane];
        double[] b = lanes[lane + 1];
        addMoments(a, b, lanes[MOMENT], y + 0.5, width);
        addDifferences(a, lanes[NEXT - ROW + lane], b, lanes[NEXT - ROW + lane + 1], lanes[ACROSS], width - 1);
        if (y > 0) {
            addDifferences(a, lanes[lane - 1], b, a, lanes[DOWN], width);
        } else {
            addDifferences(b, a, lanes[DOWN], width);
        }
    }

    // Each sum as if it were made row by row.

    private static void addMass(double[][] lanes, int length) {
        double[] a = lanes[ROW];
        double[] b = lanes[ROW + 1];
        double[] c = lanes[ROW + 2];
        double[] d = lanes[ROW + 3];
        double[] mass = lanes[MASS];
        for (int i = 0; i < length; i++) {
            mass[i] = mass[i] + Math.abs(a[i]) + Math.abs(b[i]) + Math.abs(c[i]) + Math.abs(d[i]);
        }
    }

    private static void addMoments(double[] a, double[] b, double[] moment, double y, int length) {
        for (int i = 0; i < length; i++) {
            moment[i] = moment[i] + y * Math.abs(a[i]) + (y + 1) * Math.abs(b[i]);
        }
    }

    private static void addDifferences(
            double[] a, double[] otherA, double[] b, double[] otherB, double[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = sums[i] + Math.abs(a[i] - otherA[i]) + Math.abs(b[i] - otherB[i]);
        }
    }

    /** The same for a map with values that are not finite: those weigh nothing, and have no differences. */
    void lookBetween(double[] values, int mapWidth, int mapHeight) {
        double[] filled = new double[mapWidth * mapHeight];
        double across = 0;
        double down = 0;
        for (int i = 0; i < filled.length; i++) {
            if (Double.isFinite(values[i])) {
                filled[i] = values[i];
                across += (i + 1) % mapWidth == 0 ? 0 : difference(values[i], values[i + 1]);
                down += i + mapWidth >= filled.length ? 0 : difference(values[i], values[i + mapWidth]);
            }
        }
        look(filled, mapWidth, mapHeight);
        Arrays.fill(lanes[ACROSS], 0);
        Arrays.fill(lanes[DOWN], 0);
        lanes[ACROSS][0] = across;
        lanes[DOWN][0] = down;
    }

    private static double difference(double value, double other) {
        return Double.isFinite(other) ? Math.abs(value - other) : 0;
    }

    private static void addDifferences(double[] row, double[] other, double[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += Math.abs(row[i] - other[i]);
        }
    }

    /** The centre of mass of the magnitudes from the left, in [0, 1]; NaN without any mass. */
    double centerX() {
        double moment = 0;
        for (int i = 0; i < width; i++) {
            moment += (i + 0.5) * lanes[MASS][i];
        }
        return moment / sum(lanes[MASS]) / width;
    }

    /** The centre of mass of the magnitudes from above, in [0, 1]; NaN without any mass. */
    double centerY() {
        return sum(lanes[MOMENT]) / sum(lanes[MASS]) / height;
    }

    /** The sum of the magnitudes of differences between neighbours in rows and columns. */
    double totalVariation() {
        return sum(lanes[ACROSS]) + sum(lanes[DOWN]);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

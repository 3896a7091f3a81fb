package org.visionheatmaps.metrics;

import java.util.Arrays;

/**
 * What depends on where the values of a map lie, row by row in lanes side by side, as loops that the JIT vectorises. The sums of each
 * lane, and then of the lanes, are in one order. Its memory is kept for the next map.
 */
final class Surface {
    private static final int LANES = 9;
    private static final int ABOVE = 0;
    private static final int ROW = 1;
    private static final int NEXT = 2;
    private static final int MASS = 3;
    private static final int MOMENT = 4;
    private static final int ACROSS = 5;
    private static final int DOWN = 6;
    private static final int LEAST = 7;
    private static final int GREATEST = 8;

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
        for (int lane = MASS; lane <= DOWN; lane++) {
            Arrays.fill(lanes[lane], 0);
        }
        Arrays.fill(lanes[LEAST], Double.POSITIVE_INFINITY);
        Arrays.fill(lanes[GREATEST], Double.NEGATIVE_INFINITY);
        for (int y = 0; y < height; y++) {
            double[] above = lanes[ROW];
            lanes[ROW] = lanes[ABOVE];
            lanes[ABOVE] = above;
            System.arraycopy(values, y * width, lanes[ROW], 0, width);
            System.arraycopy(values, y * width + 1, lanes[NEXT], 0, width - 1);
            addMass(lanes[ROW], lanes[MASS], lanes[MOMENT], y + 0.5, width);
            addDifferences(lanes[ROW], lanes[NEXT], lanes[ACROSS], width - 1);
            if (y > 0) {
                addDifferences(lanes[ROW], lanes[ABOVE], lanes[DOWN], width);
            }
            widen(lanes[ROW], lanes[LEAST], lanes[GREATEST], width);
        }
    }

    /** The same for a map with values that are not finite: those weigh nothing, and have no differences. */
    void lookBetween(double[] values, int mapWidth, int mapHeight) {
        double[] filled = new double[mapWidth * mapHeight];
        double[] extremes = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double across = 0;
        double down = 0;
        for (int i = 0; i < filled.length; i++) {
            if (Double.isFinite(values[i])) {
                filled[i] = values[i];
                extremes[0] = Math.min(extremes[0], values[i]);
                extremes[1] = Math.max(extremes[1], values[i]);
                across += (i + 1) % mapWidth == 0 ? 0 : difference(values[i], values[i + 1]);
                down += i + mapWidth >= filled.length ? 0 : difference(values[i], values[i + mapWidth]);
            }
        }
        look(filled, mapWidth, mapHeight);
        Arrays.fill(lanes[LEAST], extremes[0]);
        Arrays.fill(lanes[GREATEST], extremes[1]);
        Arrays.fill(lanes[ACROSS], 0);
        Arrays.fill(lanes[DOWN], 0);
        lanes[ACROSS][0] = across;
        lanes[DOWN][0] = down;
    }

    private static double difference(double value, double other) {
        return Double.isFinite(other) ? Math.abs(value - other) : 0;
    }

    private static void addMass(double[] row, double[] mass, double[] moment, double y, int length) {
        for (int i = 0; i < length; i++) {
            mass[i] += Math.abs(row[i]);
        }
        for (int i = 0; i < length; i++) {
            moment[i] += y * Math.abs(row[i]);
        }
    }

    private static void addDifferences(double[] row, double[] other, double[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += Math.abs(row[i] - other[i]);
        }
    }

    private static void widen(double[] row, double[] least, double[] greatest, int length) {
        for (int i = 0; i < length; i++) {
            least[i] = Math.min(least[i], row[i]);
        }
        for (int i = 0; i < length; i++) {
            greatest[i] = Math.max(greatest[i], row[i]);
        }
    }

    /** The least value, or NaN if there is a NaN. */
    double least() {
        double least = lanes[LEAST][0];
        for (double value : lanes[LEAST]) {
            least = Math.min(least, value);
        }
        return least;
    }

    /** The greatest value, or NaN if there is a NaN. */
    double greatest() {
        double greatest = lanes[GREATEST][0];
        for (double value : lanes[GREATEST]) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
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

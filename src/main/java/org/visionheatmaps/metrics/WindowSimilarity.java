package org.visionheatmaps.metrics;

import java.util.Arrays;
import org.visionheatmaps.stats.LaneExtremes;

/**
 * The structural similarity of two maps, by uniform windows of 7×7 within them (Wang et al. 2004). Sums of seven are made of those of
 * two and of four, row by row, as loops that the JIT vectorises; nothing is subtracted again, so nothing is lost. Memory is kept. Not for
 * two threads at once.
 */
final class WindowSimilarity {
    /** The sides of a window. */
    static final int WINDOW = 7;

    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    /** Of a, b, a² + b² and ab. */
    private static final int SUMS = 4;
    /** So many rows are kept. */
    private static final int KEPT = 4;

    private final LaneExtremes extremes = new LaneExtremes();
    /** Of each sum: the last rows, and the last sums of two rows and of four. */
    private final double[][][] rows = new double[SUMS][KEPT][0];

    private final double[][][] twos = new double[SUMS][KEPT][0];
    private final double[][][] fours = new double[SUMS][KEPT][0];
    /** Of each sum: seven rows, and windows. */
    private final double[][] columns = new double[SUMS][0];

    private final double[][] windows = new double[SUMS][0];
    private double[] totals = {};

    /**
     * The mean over all windows; the same for swapped maps, and 1 for equal ones.
     *
     * @param first row by row
     * @param second of the same size
     * @param width at least {@link #WINDOW}, as is the height
     */
    double of(double[] first, double[] second, int width, int height) {
        extremes.begin();
        extremes.add(first, 0, width * height);
        extremes.add(second, 0, width * height);
        double range = extremes.greatest() - extremes.least();
        reserve(width);
        int across = width - WINDOW + 1;
        Arrays.fill(totals, 0);
        for (int y = 0; y < height; y++) {
            load(first, second, y * width, y % KEPT, width);
            for (int sum = 0; sum < SUMS; sum++) {
                addRows(sum, y, width);
                if (y >= WINDOW - 1) {
                    addColumns(columns[sum], windows[sum], across);
                }
            }
            if (y >= WINDOW - 1) {
                add(
                        windows[0],
                        windows[1],
                        windows[2],
                        windows[3],
                        totals,
                        C1 * range * range,
                        C2 * range * range,
                        across);
            }
        }
        double total = 0;
        for (int x = 0; x < across; x++) {
            total += totals[x];
        }
        return total / ((double) across * (height - WINDOW + 1));
    }

    private void reserve(int width) {
        if (totals.length >= width) {
            return;
        }
        totals = new double[width];
        for (int sum = 0; sum < SUMS; sum++) {
            for (int kept = 0; kept < KEPT; kept++) {
                rows[sum][kept] = new double[width];
                twos[sum][kept] = new double[width];
                fours[sum][kept] = new double[width];
            }
            columns[sum] = new double[width];
            windows[sum] = new double[width];
        }
    }

    private void load(double[] first, double[] second, int start, int kept, int width) {
        double[] a = rows[0][kept];
        double[] b = rows[1][kept];
        System.arraycopy(first, start, a, 0, width);
        System.arraycopy(second, start, b, 0, width);
        multiply(a, b, rows[2][kept], rows[3][kept], width);
    }

    private static void multiply(double[] a, double[] b, double[] squares, double[] products, int length) {
        for (int i = 0; i < length; i++) {
            squares[i] = a[i] * a[i] + b[i] * b[i];
            products[i] = a[i] * b[i];
        }
    }

    /** Sums of rows that end with row {@code y}; those that begin above the map mean nothing, and are not used. */
    private void addRows(int sum, int y, int width) {
        double[] row = rows[sum][y % KEPT];
        double[] two = twos[sum][y % KEPT];
        double[] four = fours[sum][y % KEPT];
        add(row, rows[sum][(y + KEPT - 1) % KEPT], two, width);
        add(two, twos[sum][(y + KEPT - 2) % KEPT], four, width);
        // Seven rows: the four before the last three, the two before the last one, and that.
        add(fours[sum][(y + KEPT - 3) % KEPT], twos[sum][(y + KEPT - 1) % KEPT], row, columns[sum], width);
    }

    private static void add(double[] one, double[] other, double[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = one[i] + other[i];
        }
    }

    private static void add(double[] one, double[] other, double[] third, double[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = one[i] + other[i] + third[i];
        }
    }

    private static void addColumns(double[] columns, double[] windows, int across) {
        for (int x = 0; x < across; x++) {
            windows[x] = (columns[x] + columns[x + 1] + (columns[x + 2] + columns[x + 3]))
                    + (columns[x + 4] + columns[x + 5])
                    + columns[x + 6];
        }
    }

    private static void add(
            double[] as,
            double[] bs,
            double[] squares,
            double[] products,
            double[] totals,
            double c1,
            double c2,
            int length) {
        double n = WINDOW * WINDOW;
        double sample = n / (n - 1);
        for (int i = 0; i < length; i++) {
            double a = as[i] / n;
            double b = bs[i] / n;
            double means = a * a + b * b;
            double variances = sample * (squares[i] / n - means);
            double covariance = sample * (products[i] / n - a * b);
            totals[i] += (2 * (a * b) + c1) * (2 * covariance + c2) / ((means + c1) * (variances + c2));
        }
    }
}

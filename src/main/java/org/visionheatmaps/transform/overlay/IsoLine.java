package org.visionheatmaps.transform.overlay;

import java.util.Arrays;
import org.visionheatmaps.tensor.Tensor;

/** How far each pixel is from the line on which a map has one value: marching squares, and the distance to its pieces. */
final class IsoLine {
    private final Tensor x;
    private final double level;
    private final double reach;
    private final int rows;
    private final int columns;
    private final float[] distances;
    /** Where the line crosses the edges of a cell: row and column of each. */
    private final double[] crossings = new double[8];

    /**
     * @param x scalars, rows × columns
     * @param reach the distance from which on nothing needs to be known
     */
    IsoLine(Tensor x, double level, double reach) {
        this.x = x;
        this.level = level;
        this.reach = reach;
        this.rows = x.size(0);
        this.columns = x.size(1);
        this.distances = new float[x.pixels()];
    }

    /** The distances in pixels, row by row; infinite from the reach on. */
    float[] distances() {
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        for (int i = 0; i + 1 < rows; i++) {
            for (int j = 0; j + 1 < columns; j++) {
                cell(i, j);
            }
        }
        return distances;
    }

    private double at(int i, int j) {
        int at = x.offset() + i * x.stride(0) + j * x.stride(1);
        return x.isFloat() ? x.floats()[at] : x.doubles()[at];
    }

    /** The pieces of line between four neighbouring centres, of which the first is at row i and column j. */
    private void cell(int i, int j) {
        double a = at(i, j);
        double b = at(i, j + 1);
        double c = at(i + 1, j + 1);
        double d = at(i + 1, j);
        double sum = a + b + c + d;
        if (Double.isNaN(sum)) {
            return;
        }
        int count = 0;
        if (isAbove(a) != isAbove(b)) {
            count = crossing(count, i, j + share(a, b));
        }
        if (isAbove(b) != isAbove(c)) {
            count = crossing(count, i + share(b, c), j + 1);
        }
        if (isAbove(c) != isAbove(d)) {
            count = crossing(count, i + 1, j + 1 - share(c, d));
        }
        if (isAbove(d) != isAbove(a)) {
            count = crossing(count, i + 1 - share(d, a), j);
        }
        if (count == 2) {
            piece(0, 1);
        } else if (count == 4) {
            // A saddle: the corners of the first kind are one part if the middle is of their kind.
            boolean joins = isAbove(sum / 4) == isAbove(a);
            piece(0, joins ? 1 : 3);
            piece(2, joins ? 3 : 1);
        }
    }

    private boolean isAbove(double value) {
        return value >= level;
    }

    private double share(double from, double to) {
        return Math.min(Math.max((level - from) / (to - from), 0), 1);
    }

    private int crossing(int count, double row, double column) {
        crossings[2 * count] = row;
        crossings[2 * count + 1] = column;
        return count + 1;
    }

    /** Brings the pixels around a piece of line nearer to it. */
    private void piece(int from, int to) {
        double row = crossings[2 * from];
        double column = crossings[2 * from + 1];
        double down = crossings[2 * to] - row;
        double right = crossings[2 * to + 1] - column;
        double square = down * down + right * right;
        int top = (int) Math.max(0, Math.ceil(Math.min(row, row + down) - reach));
        int bottom = (int) Math.min(rows - 1, Math.floor(Math.max(row, row + down) + reach));
        int left = (int) Math.max(0, Math.ceil(Math.min(column, column + right) - reach));
        int end = (int) Math.min(columns - 1, Math.floor(Math.max(column, column + right) + reach));
        for (int i = top; i <= bottom; i++) {
            for (int j = left; j <= end; j++) {
                double along = square == 0 ? 0 : ((i - row) * down + (j - column) * right) / square;
                double part = Math.min(Math.max(along, 0), 1);
                float distance = (float) Math.hypot(i - row - part * down, j - column - part * right);
                int pixel = i * columns + j;
                distances[pixel] = Math.min(distances[pixel], distance);
            }
        }
    }
}

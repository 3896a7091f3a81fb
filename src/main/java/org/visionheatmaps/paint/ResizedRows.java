package org.visionheatmaps.paint;

import java.util.Arrays;
import org.visionheatmaps.transform.resize.ResizeToImage;
import org.visionheatmaps.transform.resize.Taps;

/**
 * {@link ResizeToImage} by rows: the same sums in the same order. It keeps as many rows of the source as one new row has taps, already
 * resized along the first axis that the sums take.
 */
final class ResizedRows implements Rows {
    private final Rows source;
    private final Taps down;
    private final Taps across;
    private final boolean isFlipped;
    private final double[] line;
    private final double[][] kept;
    private final int[] keptRows;

    /**
     * @param down the taps of the new rows
     * @param across the taps of the new columns
     * @param isFlipped whether the result is the transpose of what the transform gives, and the source that of what it takes: then the
     *     sums take the rows first
     */
    ResizedRows(Rows source, Taps down, Taps across, boolean isFlipped, RowBuffers buffers) {
        this.source = source;
        this.down = down;
        this.across = across;
        this.isFlipped = isFlipped;
        this.line = buffers.doubles(source.components() * source.width());
        this.kept = new double[down.width()][];
        this.keptRows = new int[down.width()];
        Arrays.fill(keptRows, -1);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = buffers.doubles(source.components() * (isFlipped ? source.width() : across.count()));
        }
    }

    @Override
    public int height() {
        return down.count();
    }

    @Override
    public int width() {
        return across.count();
    }

    @Override
    public int components() {
        return source.components();
    }

    @Override
    public boolean isFloat() {
        return source.isFloat();
    }

    @Override
    public void read(int row, double[] out) {
        int length = components() * width();
        if (isFlipped) {
            sumDown(row, line, components() * source.width());
            sumAcross(line, out);
        } else {
            sumDown(row, out, length);
        }
        if (isFloat()) {
            for (int i = 0; i < length; i++) {
                out[i] = (float) out[i];
            }
        }
    }

    private void sumDown(int row, double[] out, int length) {
        if (down.width() == 2) {
            sum(
                    row(down.index(row, 1)),
                    down.weight(row, 1),
                    row(down.index(row, 0)),
                    down.weight(row, 0),
                    out,
                    length);
            return;
        }
        Arrays.fill(out, 0, length, 0);
        for (int t = down.width() - 1; t >= 0; t--) {
            add(row(down.index(row, t)), down.weight(row, t), out, length);
        }
    }

    /** Starts from 0, as all sums do: it decides the sign of a zero. */
    private static void sum(double[] b, double weightOfB, double[] a, double weightOfA, double[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = 0.0 + weightOfB * b[i] + weightOfA * a[i];
        }
    }

    private static void add(double[] values, double weight, double[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] += weight * values[i];
        }
    }

    /** A row of the source as it is kept. The rows of one sum are neighbours, so no two of them share a place. */
    private double[] row(int row) {
        int place = row % kept.length;
        if (keptRows[place] != row) {
            keptRows[place] = row;
            if (isFlipped) {
                source.read(row, kept[place]);
            } else {
                source.read(row, line);
                sumAcross(line, kept[place]);
            }
        }
        return kept[place];
    }

    private void sumAcross(double[] values, double[] out) {
        int components = components();
        for (int column = 0, to = 0; column < across.count(); column++) {
            for (int c = 0; c < components; c++, to++) {
                double sum = 0;
                for (int t = across.width() - 1; t >= 0; t--) {
                    sum += across.weight(column, t) * values[across.index(column, t) * components + c];
                }
                out[to] = sum;
            }
        }
    }
}

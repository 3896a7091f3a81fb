package org.visionheatmaps.transform.resize;

import java.util.Arrays;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.Tensor;

/** Separable interpolation of the first two dimensions, whatever says their new sizes. */
public record Resizing(Interpolation method, boolean antialias) {
    /** The tensor with so many rows and columns, its first and second dimension; itself if it has them. */
    public Tensor apply(Tensor x, int newRows, int newColumns) {
        if (x.size(0) == newRows && x.size(1) == newColumns) {
            return x;
        }
        return x.isMasked() ? passingOn(x, newRows, newColumns) : resized(x, newRows, newColumns);
    }

    /** Weighs the values that are there; where they have less than half of the weight, the new one is missing. */
    private Tensor passingOn(Tensor x, int newRows, int newColumns) {
        Tensor values = resized(Missing.filled(x, 0), newRows, newColumns);
        Tensor presence = resized(Missing.presence(x), newRows, newColumns);
        for (int i = 0; i < (values.isFloat() ? values.floats().length : values.doubles().length); i++) {
            double scale = ResizeToImage.scale(presence.isFloat() ? presence.floats()[i] : presence.doubles()[i]);
            if (values.isFloat()) {
                values.floats()[i] = (float) (values.floats()[i] * scale);
            } else {
                values.doubles()[i] *= scale;
            }
        }
        return values;
    }

    private Tensor resized(Tensor x, int newRows, int newColumns) {
        boolean grows = newRows > x.size(0) || newColumns > x.size(1);
        Taps rows = Taps.of(method, x.size(0), newRows, grows, antialias);
        Taps columns = Taps.of(method, x.size(1), newColumns, grows, antialias);
        boolean colors = x.kind() == Kind.COLOR;
        int components = colors ? x.size(2) : 1;
        int planes = x.kind() == Kind.CHANNELS ? x.size(2) : 1;
        int plane = Math.multiplyExact(Math.multiplyExact(rows.count(), columns.count()), components);
        double[] result = new double[Math.multiplyExact(plane, planes)];
        for (int p = 0; p < planes; p++) {
            double[] across = across(x, p, components, rows, columns);
            down(across, components * columns.count(), rows, result, p * plane);
        }
        int[] sizes = {rows.count(), columns.count(), colors ? components : planes};
        int[] strides = {components * columns.count(), components, colors ? 1 : plane};
        return typed(x, result, sizes, strides);
    }

    /** The old rows that are needed, resized to the new columns: components side by side, row by row. */
    private static double[] across(Tensor x, int plane, int components, Taps rows, Taps columns) {
        int line = components * columns.count();
        double[] across = new double[Math.multiplyExact(x.size(0), line)];
        boolean[] needed = rows.used(x.size(0));
        for (int row = 0; row < needed.length; row++) {
            for (int column = 0; needed[row] && column < columns.count(); column++) {
                for (int c = 0; c < components; c++) {
                    int from = x.offset() + row * x.stride(0);
                    from += x.kind() == Kind.SCALAR ? 0 : (x.kind() == Kind.COLOR ? c : plane) * x.stride(2);
                    double sum = 0;
                    for (int t = columns.width() - 1; t >= 0; t--) {
                        int at = from + columns.index(column, t) * x.stride(1);
                        sum += columns.weight(column, t) * (x.isFloat() ? x.floats()[at] : x.doubles()[at]);
                    }
                    across[row * line + column * components + c] = sum;
                }
            }
        }
        return across;
    }

    /** The new rows, each a weighted sum of old ones. */
    private static void down(double[] across, int line, Taps rows, double[] result, int start) {
        for (int row = 0; row < rows.count(); row++) {
            int to = start + row * line;
            for (int t = rows.width() - 1; t >= 0; t--) {
                double weight = rows.weight(row, t);
                int from = rows.index(row, t) * line;
                for (int i = 0; i < line; i++) {
                    result[to + i] += weight * across[from + i];
                }
            }
        }
    }

    /** Floats stay floats: the values are rounded once, after the blend in double. */
    private static Tensor typed(Tensor x, double[] result, int[] sizes, int[] strides) {
        int rank = x.kind() == Kind.SCALAR ? 2 : 3;
        if (!x.isFloat()) {
            return Tensor.of(x.kind(), result, 0, Arrays.copyOf(sizes, rank), Arrays.copyOf(strides, rank));
        }
        float[] rounded = new float[result.length];
        for (int i = 0; i < result.length; i++) {
            rounded[i] = (float) result[i];
        }
        return Tensor.of(x.kind(), rounded, 0, Arrays.copyOf(sizes, rank), Arrays.copyOf(strides, rank));
    }
}

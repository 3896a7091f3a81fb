package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** The rows of a tensor that is there. */
final class TensorRows implements Rows {
    private final Tensor x;
    private final int components;

    TensorRows(Tensor x) {
        this.x = x;
        this.components = x.kind() == Kind.SCALAR ? 1 : x.size(2);
    }

    @Override
    public int height() {
        return x.size(0);
    }

    @Override
    public int width() {
        return x.size(1);
    }

    @Override
    public int components() {
        return components;
    }

    @Override
    public boolean isFloat() {
        return x.isFloat();
    }

    @Override
    public void read(int row, double[] out) {
        for (int c = 0; c < components; c++) {
            int from = x.offset() + row * x.stride(0) + (c == 0 ? 0 : c * x.stride(2));
            if (x.isFloat()) {
                read(x.floats(), from, out, c);
            } else {
                read(x.doubles(), from, out, c);
            }
        }
    }

    private void read(float[] values, int from, double[] out, int c) {
        int step = x.stride(1);
        for (int i = 0, at = from, to = c; i < width(); i++, at += step, to += components) {
            out[to] = values[at];
        }
    }

    private void read(double[] values, int from, double[] out, int c) {
        int step = x.stride(1);
        for (int i = 0, at = from, to = c; i < width(); i++, at += step, to += components) {
            out[to] = values[at];
        }
    }
}

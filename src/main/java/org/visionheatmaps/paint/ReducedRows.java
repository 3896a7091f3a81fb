package org.visionheatmaps.paint;

import java.util.Arrays;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.reduction.Reduction;

/** {@link Reduction} by rows, for channels that are not held whole. */
final class ReducedRows extends DerivedRows {
    private final Reduction reduction;
    private final double[] line;
    private final double[] plane;
    private final float[] floatPlane;
    private final float[] folded;

    ReducedRows(Rows source, Reduction reduction, RowBuffers buffers) {
        super(source);
        this.reduction = reduction;
        this.line = buffers.doubles(source.width() * source.components());
        this.plane = source.isFloat() ? null : buffers.doubles(source.width());
        this.floatPlane = source.isFloat() ? buffers.floats(source.width()) : null;
        this.folded = source.isFloat() ? buffers.floats(source.width()) : null;
    }

    @Override
    public int components() {
        return 1;
    }

    @Override
    public void read(int row, double[] out) {
        if (source.components() == 1) {
            source.read(row, out);
            return;
        }
        source.read(row, line);
        if (isFloat()) {
            foldFloats(out);
        } else {
            foldDoubles(out);
        }
    }

    private void foldFloats(double[] out) {
        Arrays.fill(folded, 0, width(), reduction.start());
        for (int c = 0; c < source.components(); c++) {
            for (int i = 0, at = c; i < width(); i++, at += source.components()) {
                floatPlane[i] = (float) line[at];
            }
            reduction.fold(folded, floatPlane, width());
        }
        reduction.finish(folded, width(), source.components());
        for (int i = 0; i < width(); i++) {
            out[i] = folded[i];
        }
    }

    private void foldDoubles(double[] out) {
        Arrays.fill(out, 0, width(), reduction.start());
        for (int c = 0; c < source.components(); c++) {
            Scratch.load(line, c, source.components(), plane, width());
            reduction.fold(out, plane, width());
        }
        reduction.finish(out, width(), source.components());
    }
}

package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.RangeColormap;

/** {@link RangeColormap} by rows. */
final class ColoredRows extends DerivedRows {
    private final RangeColormap colormap;
    private final double[] table;
    private final double[] missing;
    private final double[] line;
    private final double[] doubles;
    private final float[] floats;
    private final Tensor scalars;

    /**
     * @param table the components of the colormap's scheme
     * @param missing the components of missing colours, or null if none may be missing
     */
    ColoredRows(Rows source, RangeColormap colormap, double[] table, double[] missing, RowBuffers buffers) {
        super(source);
        this.colormap = colormap;
        this.table = table;
        this.missing = missing;
        this.line = buffers.doubles(source.width());
        this.floats = source.isFloat() ? buffers.floats(source.width()) : null;
        this.doubles = source.isFloat() ? null : missing == null ? line : buffers.doubles(source.width());
        this.scalars = source.isFloat()
                ? Tensor.scalars(floats, source.width(), 1)
                : Tensor.scalars(doubles, source.width(), 1);
    }

    @Override
    public int components() {
        return 3;
    }

    @Override
    public boolean isFloat() {
        return false;
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, line);
        if (missing == null) {
            for (int i = 0; floats != null && i < width(); i++) {
                floats[i] = (float) line[i];
            }
        } else {
            fill();
        }
        colormap.paint(scalars, 0, table, out, 0);
        for (int i = 0; missing != null && i < width(); i++) {
            if (Double.isNaN(line[i])) {
                System.arraycopy(missing, 0, out, 3 * i, 3);
            }
        }
    }

    /** What came to the colormap for the row that was read last. */
    double[] values() {
        return line;
    }

    /** Takes the row with something finite in place of missing values. */
    private void fill() {
        for (int i = 0; i < width(); i++) {
            double value = Double.isNaN(line[i]) ? colormap.lower() : line[i];
            if (floats != null) {
                floats[i] = (float) value;
            } else {
                doubles[i] = value;
            }
        }
    }
}

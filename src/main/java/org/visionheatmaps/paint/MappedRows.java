package org.visionheatmaps.paint;

import java.util.function.DoubleUnaryOperator;

/** Rows whose values are each a function of another's, above all for values of which some are missing. */
final class MappedRows extends DerivedRows {
    private final DoubleUnaryOperator function;

    private MappedRows(Rows source, DoubleUnaryOperator function) {
        super(source);
        this.function = function;
    }

    /** The function of each value, in the same dtype: floats are rounded. */
    static Rows of(Rows source, DoubleUnaryOperator function) {
        return new MappedRows(source, source.isFloat() ? value -> (float) function.applyAsDouble(value) : function);
    }

    /** The values, of which those that are infinite are missing. */
    static Rows of(Rows source) {
        return new MappedRows(source, value -> Double.isInfinite(value) ? Double.NaN : value);
    }

    /** The values with 0 in place of those that are missing. */
    static Rows filled(Rows source) {
        return new MappedRows(source, value -> Double.isNaN(value) ? 0 : value);
    }

    /** 1 where a value is there and 0 where it is missing. */
    static Rows presence(Rows source) {
        return new MappedRows(source, value -> Double.isNaN(value) ? 0 : 1);
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, out);
        for (int i = 0; i < width() * components(); i++) {
            out[i] = function.applyAsDouble(out[i]);
        }
    }
}

package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Folds the channels of each pixel, left to right from 0, in the dtype of the input and rounding at each step: W×H×C to W×H
 * (SEMANTICS, reductions). One channel passes through untouched, so a norm keeps its sign there.
 *
 * <p>Implementations give the fold of a run of pixels of one channel: {@code result[at + i]} with {@code values[from + i * step]}.
 */
public sealed interface Reduction extends Transform
        permits NormReduction, SumReduction, MaxAbsReduction, SumAbsReduction, AbsSumReduction {
    /** Folds a run of one channel into the result so far. */
    void fold(float[] result, int at, float[] values, int from, int step, int length);

    /** Folds a run of one channel into the result so far. */
    void fold(double[] result, int at, double[] values, int from, int step, int length);

    /** What remains to be done to the folded values; nothing, for most. */
    default void finish(float[] result) {}

    /** What remains to be done to the folded values; nothing, for most. */
    default void finish(double[] result) {}

    @Override
    default Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS);
    }

    @Override
    default Kind outputKind(Kind input) {
        return Kind.SCALAR;
    }

    @Override
    default Tensor apply(Tensor x, RgbImage image) {
        if (x.size(2) == 1) {
            return x.channel(0);
        }
        return x.isFloat() ? reduceFloats(x) : reduceDoubles(x);
    }

    private Tensor reduceFloats(Tensor x) {
        int width = x.size(0);
        float[] result = new float[x.pixels()];
        for (int c = 0; c < x.size(2); c++) {
            for (int j = 0; j < x.size(1); j++) {
                int from = x.offset() + c * x.stride(2) + j * x.stride(1);
                fold(result, j * width, x.floats(), from, x.stride(0), width);
            }
        }
        finish(result);
        return Tensor.scalars(result, width, x.size(1));
    }

    private Tensor reduceDoubles(Tensor x) {
        int width = x.size(0);
        double[] result = new double[x.pixels()];
        for (int c = 0; c < x.size(2); c++) {
            for (int j = 0; j < x.size(1); j++) {
                int from = x.offset() + c * x.stride(2) + j * x.stride(1);
                fold(result, j * width, x.doubles(), from, x.stride(0), width);
            }
        }
        finish(result);
        return Tensor.scalars(result, width, x.size(1));
    }
}

package org.visionheatmaps.transform;

import java.util.Arrays;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Folds the channels of each pixel, left to right from 0, in the dtype of the input and rounding at each step: W×H×C to W×H
 * (SEMANTICS, reductions). One channel passes through untouched, so a norm keeps its sign there.
 *
 * <p>Implementations give the fold of a run of pixels of one channel: {@code result[at + i]} with {@code values[from + i]}.
 */
public sealed interface Reduction extends Transform
        permits NormReduction, SumReduction, MaxAbsReduction, SumAbsReduction, AbsSumReduction {
    /** Folds a run of one channel into the result so far. */
    void fold(float[] result, int at, float[] values, int from, int length);

    /** Folds a run of one channel into the result so far. */
    void fold(double[] result, int at, double[] values, int from, int length);

    /** What remains to be done to a run of folded values; nothing, for most. */
    default void finish(float[] result, int at, int length) {}

    /** What remains to be done to a run of folded values; nothing, for most. */
    default void finish(double[] result, int at, int length) {}

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
        return reduce(x, new Scratch());
    }

    /** As {@link #apply}, in memory that the caller keeps: the result holds until the scratch is used again. */
    default Tensor reduce(Tensor x, Scratch scratch) {
        if (x.size(2) == 1) {
            return x.channel(0);
        }
        return x.isFloat() ? reduceFloats(x, scratch) : reduceDoubles(x, scratch);
    }

    private Tensor reduceFloats(Tensor x, Scratch scratch) {
        int width = x.size(0);
        float[] result = scratch.floats(x.pixels());
        float[] run = x.stride(0) == 1 ? x.floats() : scratch.floatRun(width);
        for (int j = 0; j < x.size(1); j++) {
            Arrays.fill(result, j * width, (j + 1) * width, 0);
            for (int c = 0; c < x.size(2); c++) {
                int from = x.offset() + c * x.stride(2) + j * x.stride(1);
                if (x.stride(0) != 1) {
                    for (int i = 0; i < width; i++) {
                        run[i] = x.floats()[from + i * x.stride(0)];
                    }
                    from = 0;
                }
                fold(result, j * width, run, from, width);
            }
            finish(result, j * width, width);
        }
        return Tensor.scalars(result, width, x.size(1));
    }

    private Tensor reduceDoubles(Tensor x, Scratch scratch) {
        int width = x.size(0);
        double[] result = scratch.doubles(x.pixels());
        double[] run = x.stride(0) == 1 ? x.doubles() : scratch.doubleRun(width);
        for (int j = 0; j < x.size(1); j++) {
            Arrays.fill(result, j * width, (j + 1) * width, 0);
            for (int c = 0; c < x.size(2); c++) {
                int from = x.offset() + c * x.stride(2) + j * x.stride(1);
                if (x.stride(0) != 1) {
                    for (int i = 0; i < width; i++) {
                        run[i] = x.doubles()[from + i * x.stride(0)];
                    }
                    from = 0;
                }
                fold(result, j * width, run, from, width);
            }
            finish(result, j * width, width);
        }
        return Tensor.scalars(result, width, x.size(1));
    }
}

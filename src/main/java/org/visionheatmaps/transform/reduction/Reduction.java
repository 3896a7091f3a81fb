package org.visionheatmaps.transform.reduction;

import java.util.Arrays;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Scratch;
import org.visionheatmaps.transform.Transform;

/**
 * Folds the channels of each pixel, left to right from 0 (or another start), in the dtype of the input and rounding at each step: W×H×C to W×H
 * (SEMANTICS, reductions). One channel passes through untouched, so a norm keeps its sign there.
 *
 * <p>Implementations give the fold of a run of pixels of one channel: {@code result[i]} with {@code values[i]}. Both
 * run from index 0, as loops do that the JIT vectorises wherever it inlines them.
 */
public sealed interface Reduction extends Transform
        permits NormReduction,
                SumReduction,
                MaxAbsReduction,
                SumAbsReduction,
                AbsSumReduction,
                MeanReduction,
                MaxReduction {
    /** What the fold starts from. */
    default float start() {
        return 0;
    }

    /** Whether a result may be finite though a channel is infinite: then channels are looked at before. */
    default boolean hidesInfinity() {
        return false;
    }

    /** Folds a run of one channel into the result so far. */
    void fold(float[] result, float[] values, int length);

    /** Folds a run of one channel into the result so far. */
    void fold(double[] result, double[] values, int length);

    /** Whether values are squared, for which floats have half their range: {@link FloatRange} sees to what is outside it. */
    default boolean squares() {
        return false;
    }

    /** Whether what it makes of several channels has no negative value: then one channel that has some is unlike them. */
    default boolean isOfMagnitudes() {
        return false;
    }

    /** Whether rows of a map whose values are up to this magnitude can be folded without a look at the others. */
    default boolean canFoldByRows(double magnitude) {
        return !squares() || FloatRange.holdsAll(magnitude);
    }

    /** What remains to be done to a run of values that were folded from so many channels; nothing, for most. */
    default void finish(float[] result, int length, int channels) {}

    /** What remains to be done to a run of values that were folded from so many channels; nothing, for most. */
    default void finish(double[] result, int length, int channels) {}

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
        float[] result = scratch.floats(x.pixels());
        // Rows without gaps between them are one run.
        boolean joined = x.stride(1) == x.size(0) * x.stride(0);
        int length = joined ? x.pixels() : x.size(0);
        float[] folded = scratch.floatRun(0);
        float[] run = scratch.floatRun(1);
        boolean squares = squares();
        int greatest = 0;
        for (int row = 0; row * (long) length < x.pixels(); row++) {
            for (int at = 0; at < length; at += Scratch.RUN) {
                int count = Math.min(Scratch.RUN, length - at);
                Arrays.fill(folded, 0, count, start());
                for (int c = 0; c < x.size(2); c++) {
                    int from = x.offset() + c * x.stride(2) + row * x.stride(1) + at * x.stride(0);
                    Scratch.load(x.floats(), from, x.stride(0), run, count);
                    fold(folded, run, count);
                }
                finish(folded, count, x.size(2));
                if (squares) {
                    greatest = FloatRange.greatest(folded, count, greatest);
                }
                System.arraycopy(folded, 0, result, row * length + at, count);
            }
        }
        if (squares && !FloatRange.holds(greatest)) {
            FloatRange.repair(result, x, this);
        }
        return Tensor.scalars(result, x.size(0), x.size(1));
    }

    private Tensor reduceDoubles(Tensor x, Scratch scratch) {
        double[] result = scratch.doubles(x.pixels());
        // Rows without gaps between them are one run.
        boolean joined = x.stride(1) == x.size(0) * x.stride(0);
        int length = joined ? x.pixels() : x.size(0);
        double[] folded = scratch.doubleRun(0);
        double[] run = scratch.doubleRun(1);
        for (int row = 0; row * (long) length < x.pixels(); row++) {
            for (int at = 0; at < length; at += Scratch.RUN) {
                int count = Math.min(Scratch.RUN, length - at);
                Arrays.fill(folded, 0, count, start());
                for (int c = 0; c < x.size(2); c++) {
                    int from = x.offset() + c * x.stride(2) + row * x.stride(1) + at * x.stride(0);
                    Scratch.load(x.doubles(), from, x.stride(0), run, count);
                    fold(folded, run, count);
                }
                finish(folded, count, x.size(2));
                System.arraycopy(folded, 0, result, row * length + at, count);
            }
        }
        return Tensor.scalars(result, x.size(0), x.size(1));
    }
}

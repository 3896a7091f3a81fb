package org.visionheatmaps.render;

import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** Checks that an element's values are numbers, before anything is computed with them. */
final class FiniteValues {
    private static final int LANES = 256;

    private FiniteValues() {}

    /** Whether every value is a number. */
    static boolean areAll(Tensor x) {
        if (x.isFloat() && x.isDense(3)) {
            return areFinite(x.floats(), x.offset(), Math.multiplyExact(x.pixels(), x.size(2)));
        }
        for (int c = 0; c < x.size(2); c++) {
            for (int j = 0; j < x.size(1); j++) {
                int start = x.offset() + c * x.stride(2) + j * x.stride(1);
                boolean finite = x.isFloat()
                        ? areFinite(x.floats(), start, x.stride(0), x.size(0))
                        : areFinite(x.doubles(), start, x.stride(0), x.size(0));
                if (!finite) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * @throws BadDataException naming the first value that is NaN or infinite and how many there are
     */
    static void require(Tensor x) {
        if (!areAll(x)) {
            throw describe(x);
        }
    }

    /** Many sums side by side, as a loop that the JIT vectorises. */
    private static boolean areFinite(float[] values, int start, int length) {
        float[] sums = new float[LANES];
        float[] block = new float[LANES];
        for (int at = 0; at < length; at += LANES) {
            int count = Math.min(LANES, length - at);
            System.arraycopy(values, start + at, block, 0, count);
            for (int i = 0; i < count; i++) {
                sums[i] += 0 * block[i];
            }
        }
        return areFinite(sums, 0, 1, LANES);
    }

    /** Zero times a number is zero, and NaN for the rest, so one sum decides. */
    private static boolean areFinite(float[] values, int start, int step, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += 0 * values[start + i * step];
        }
        return sum == 0;
    }

    private static boolean areFinite(double[] values, int start, int step, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += 0 * values[start + i * step];
        }
        return sum == 0;
    }

    private static BadDataException describe(Tensor x) {
        long count = 0;
        String first = "";
        for (int c = 0; c < x.size(2); c++) {
            for (int j = 0; j < x.size(1); j++) {
                for (int i = 0; i < x.size(0); i++) {
                    double value = x.at(i, j, c);
                    if (!Double.isFinite(value) && count++ == 0) {
                        first = value + " at column " + i + ", row " + j + ", channel " + c + " (counted from 0)";
                    }
                }
            }
        }
        return new BadDataException(
                BadDataException.Reason.NON_FINITE,
                "every value must be finite, but " + count + " of " + (long) x.pixels() * x.size(2)
                        + " are not, the first is " + first);
    }
}

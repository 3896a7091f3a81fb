package org.visionheatmaps.transform.reduction;

import org.visionheatmaps.tensor.Tensor;

/**
 * Where squares of floats leave the range of floats: above 2^63 they may be infinite, below 2^-63 they lose their digits, and below
 * 2^-75 they are 0. A result that is infinite, and every result of a map whose greatest is below 2^-63, is computed in double and
 * rounded to a float. The others stay as they are in float, to the bit.
 */
final class FloatRange {
    private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int TINY = Float.floatToRawIntBits(0x1p-63f);

    private FloatRange() {}

    /** The bits of the greatest of some values and of one before; those of values that are not negative are in order. */
    static int greatest(float[] values, int length, int before) {
        int greatest = before;
        for (int i = 0; i < length; i++) {
            greatest = Math.max(greatest, Float.floatToRawIntBits(values[i]));
        }
        return greatest;
    }

    /** Whether nothing was lost, by the bits of the greatest result. */
    static boolean holds(int greatest) {
        return TINY <= greatest && greatest < INFINITE;
    }

    /** Whether nothing can be lost of values up to this magnitude, even after they were resized. */
    static boolean holdsAll(double magnitude) {
        return 0x1p-32 <= magnitude && magnitude <= 0x1p60;
    }

    /** Computes in double what was lost. */
    static void repair(float[] result, Tensor x, Reduction reduction) {
        boolean isTiny = isTiny(result);
        double[] folded = new double[1];
        double[] value = new double[1];
        for (int i = 0; i < result.length; i++) {
            if (isTiny || result[i] == Float.POSITIVE_INFINITY) {
                int from = x.offset() + i % x.size(0) * x.stride(0) + i / x.size(0) * x.stride(1);
                folded[0] = reduction.start();
                for (int c = 0; c < x.size(2); c++) {
                    value[0] = x.floats()[from + c * x.stride(2)];
                    reduction.fold(folded, value, 1);
                }
                reduction.finish(folded, 1, x.size(2));
                result[i] = (float) folded[0];
            }
        }
    }

    private static boolean isTiny(float[] result) {
        for (float value : result) {
            if (value >= 0x1p-63f) {
                return false;
            }
        }
        return true;
    }
}

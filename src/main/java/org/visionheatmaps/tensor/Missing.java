package org.visionheatmaps.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Values that are missing in a {@linkplain Tensor#masked masked} tensor: NaN stands for them. */
public final class Missing {
    private Missing() {}

    /** The array with NaN for infinities; itself if there are none. */
    static float[] marked(float[] values) {
        float[] marked = values;
        for (int i = 0; i < values.length; i++) {
            if (Float.isInfinite(values[i])) {
                marked = marked == values ? values.clone() : marked;
                marked[i] = Float.NaN;
            }
        }
        return marked;
    }

    static double[] marked(double[] values) {
        double[] marked = values;
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                marked = marked == values ? values.clone() : marked;
                marked[i] = Double.NaN;
            }
        }
        return marked;
    }

    /**
     * The values that are there, in one line.
     *
     * @param x channels or scalars
     * @throws BadDataException if all are missing
     */
    public static Tensor without(Tensor x) {
        double[] present = new double[Math.multiplyExact(x.pixels(), planes(x))];
        int[] count = {0};
        forEach(x, (i, j, c, value) -> {
            if (!Double.isNaN(value)) {
                present[count[0]++] = value;
            }
        });
        requireSome(count[0]);
        return shortened(x, present, count[0]);
    }

    private static Tensor shortened(Tensor x, double[] values, int count) {
        if (!x.isFloat()) {
            return Tensor.scalars(Arrays.copyOf(values, count), count, 1);
        }
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) values[i];
        }
        return Tensor.scalars(floats, count, 1);
    }

    /**
     * The values with another in place of those that are missing; the same dtype, not masked.
     *
     * @param replacement finite
     */
    public static Tensor filled(Tensor x, double replacement) {
        return mapped(x, value -> Double.isNaN(value) ? replacement : value);
    }

    /**
     * Colours with one colour in place of those that are missing; not masked.
     *
     * @param rgb 0xRRGGBB
     */
    public static Tensor colored(Tensor colors, int rgb) {
        double[] components = {(rgb >> 16) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0, 1};
        Tensor colored = filled(colors, 0);
        forEach(colors, (i, j, c, value) -> {
            if (Double.isNaN(value)) {
                int at = colored.offset() + i * colored.stride(0) + j * colored.stride(1) + c * colored.stride(2);
                colored.doubles()[at] = components[c];
            }
        });
        return colored;
    }

    /** Whether a value is missing. */
    public static boolean isIn(Tensor x) {
        boolean[] found = {false};
        forEach(x, (i, j, c, value) -> found[0] |= Double.isNaN(value));
        return found[0];
    }

    /** 1 where a value is there and 0 where it is missing, in the shape of the values. */
    public static Tensor presence(Tensor x) {
        return mapped(x, value -> Double.isNaN(value) ? 0 : 1);
    }

    /**
     * @throws BadDataException if there is no value at all
     */
    public static void requireSome(long count) {
        if (count == 0) {
            throw new BadDataException(
                    BadDataException.Reason.NON_FINITE,
                    "of all values of a step, not one is finite: nothing can be drawn");
        }
    }

    private static Tensor mapped(Tensor x, DoubleUnaryOperator function) {
        int planes = planes(x);
        int[] sizes = {x.size(0), x.size(1), planes};
        int[] strides = {planes, planes * x.size(0), 1};
        double[] mapped = new double[Math.multiplyExact(x.pixels(), planes)];
        forEach(x, (i, j, c, value) -> mapped[i * strides[0] + j * strides[1] + c] = function.applyAsDouble(value));
        int rank = x.kind() == Kind.SCALAR ? 2 : 3;
        int[] ranked = Arrays.copyOf(sizes, rank);
        int[] steps = Arrays.copyOf(strides, rank);
        if (!x.isFloat()) {
            return Tensor.of(x.kind(), mapped, 0, ranked, steps);
        }
        float[] floats = new float[mapped.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) mapped[i];
        }
        return Tensor.of(x.kind(), floats, 0, ranked, steps);
    }

    private interface Visitor {
        void accept(int i, int j, int plane, double value);
    }

    private static int planes(Tensor x) {
        return x.kind() == Kind.SCALAR ? 1 : x.size(2);
    }

    private static void forEach(Tensor x, Visitor visitor) {
        for (int c = 0; c < planes(x); c++) {
            for (int j = 0; j < x.size(1); j++) {
                int at = x.offset() + j * x.stride(1) + (c == 0 ? 0 : c * x.stride(2));
                for (int i = 0; i < x.size(0); i++, at += x.stride(0)) {
                    visitor.accept(i, j, c, x.isFloat() ? x.floats()[at] : x.doubles()[at]);
                }
            }
        }
    }
}

package org.visionheatmaps.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The declared order of an attribution's dimensions, the last varying fastest (C order). Never guessed from sizes. A 4-D value is
 * a batch; a 3-D value is one element in the same order without N; a 2-D value has neither N nor C (one channel).
 */
public enum Layout {
    NCHW("NCHW"),
    NHWC("NHWC"),
    WHCN("WHCN"),
    /** Only height × width. */
    HW("HW"),
    /** Only width × height. */
    WH("WH");

    private static final List<String> NAMES = List.of("NCHW", "NHWC", "WHCN", "CHW", "HWC", "WHC", "HW", "WH");

    private final String axes;

    Layout(String axes) {
        this.axes = axes;
    }

    /**
     * Parses a name. CHW, HWC and WHC declare the same orders as NCHW, NHWC and WHCN.
     *
     * @throws IllegalArgumentException for an unknown name; the message lists the known ones
     */
    public static Layout parse(String name) {
        return switch (name.trim().toUpperCase(Locale.ROOT)) {
            case "NCHW", "CHW" -> NCHW;
            case "NHWC", "HWC" -> NHWC;
            case "WHCN", "WHC" -> WHCN;
            case "HW" -> HW;
            case "WH" -> WH;
            default ->
                throw new IllegalArgumentException(
                        "Unknown layout '" + name + "': use one of " + String.join(", ", NAMES));
        };
    }

    /** The axes' letters for a value of some rank: {@code NCHW} of rank 3 is {@code CHW}; empty if it has none of that rank. */
    public String axes(int rank) {
        if (axes.length() == 2) {
            return rank == 2 ? axes : "";
        }
        String without = rank == 4 ? "" : rank == 3 ? "N" : rank == 2 ? "NC" : "NCHW";
        return axes.chars()
                .filter(axis -> without.indexOf(axis) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /**
     * How a value of this shape is read.
     *
     * @param shape the sizes in C order, 2 to 4 of them
     * @throws BadDataException if the layout does not name as many dimensions, or one is zero or negative, or the value is larger
     *     than one array
     */
    public Elements elements(int[] shape) {
        String named = axes(shape.length);
        if (named.isEmpty()) {
            throw new BadDataException(
                    BadDataException.Reason.BAD_SHAPE,
                    "layout " + this + " needs " + (axes.length() == 2 ? "2" : "2 to 4")
                            + " dimensions, but the shape is " + Arrays.toString(shape) + " (" + shape.length
                            + " dimensions)");
        }
        long length = 1;
        for (int size : shape) {
            if (size <= 0) {
                throw new BadDataException(
                        size == 0 ? BadDataException.Reason.EMPTY : BadDataException.Reason.BAD_SHAPE,
                        "every dimension needs at least one value, but the shape is " + Arrays.toString(shape));
            }
            length = length > Integer.MAX_VALUE ? length : length * size;
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new BadDataException(
                    BadDataException.Reason.BAD_SHAPE,
                    "a value of shape " + Arrays.toString(shape)
                            + " has more than 2^31 - 9 numbers, which one array cannot hold");
        }
        return new Elements(named, shape.clone(), (int) length);
    }

    /** The elements of one value: a batch of several, or the value itself. */
    public static final class Elements {
        private final String axes;
        private final int[] shape;
        private final int length;

        private Elements(String axes, int[] shape, int length) {
            this.axes = axes;
            this.shape = shape;
            this.length = length;
        }

        /** The number of values that all elements together have. */
        public int length() {
            return length;
        }

        /** Whether the value has a batch dimension. */
        public boolean isBatch() {
            return axes.indexOf('N') >= 0;
        }

        /** The number of elements: the batch size, or 1. */
        public int count() {
            return size('N');
        }

        /** One element's channels as a view W×H×C of the values. */
        public Tensor element(float[] values, int index) {
            return Tensor.of(Kind.CHANNELS, values, index * stride('N'), sizes(), strides());
        }

        /** One element's channels as a view W×H×C of the values. */
        public Tensor element(double[] values, int index) {
            return Tensor.of(Kind.CHANNELS, values, index * stride('N'), sizes(), strides());
        }

        private int[] sizes() {
            return new int[] {size('W'), size('H'), size('C')};
        }

        private int[] strides() {
            return new int[] {stride('W'), stride('H'), stride('C')};
        }

        private int size(char axis) {
            int at = axes.indexOf(axis);
            return at < 0 ? 1 : shape[at];
        }

        private int stride(char axis) {
            int at = axes.indexOf(axis);
            if (at < 0) {
                return 0;
            }
            int stride = 1;
            for (int d = at + 1; d < shape.length; d++) {
                stride *= shape[d];
            }
            return stride;
        }
    }
}

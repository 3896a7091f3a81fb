package org.visionheatmaps.tensor;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * The declared order of an attribution's dimensions, the last varying fastest (C order). Never guessed from sizes. A letter each: H and
 * W, C for channels, N for the batch; every index of any other letter, such as K for classes, is an element of its own.
 *
 * <p>A value with a dimension less has no N: it is one element. In layouts of these four letters alone, one with another less has no C
 * either: one channel.
 *
 * @param axes the letters
 */
public record Layout(String axes) implements Serializable {
    public static final Layout NCHW = new Layout("NCHW");
    public static final Layout NHWC = new Layout("NHWC");
    public static final Layout WHCN = new Layout("WHCN");
    /** Only height × width. */
    public static final Layout HW = new Layout("HW");
    /** Only width × height. */
    public static final Layout WH = new Layout("WH");

    private static final long serialVersionUID = 1L;
    private static final int MAX_RANK = 8;
    private static final String OWN = "NCHW";

    /**
     * @throws IllegalArgumentException if letters are there twice, or H or W is missing
     */
    public Layout {
        boolean isLetters = axes.matches("[A-Z]{2," + MAX_RANK + "}")
                && axes.chars().distinct().count() == axes.length()
                && axes.indexOf('H') >= 0
                && axes.indexOf('W') >= 0;
        if (!isLetters) {
            throw new IllegalArgumentException(
                    "Unknown layout '" + axes
                            + "': it needs a letter for each dimension, each once: H and W, C for channels, N for the batch,"
                            + " and any others whose every index is an element (NCHW, NHWC, WHCN, CHW, HWC, HW, NHW, NHWCK, …)");
        }
    }

    /**
     * Parses a name, without regard to case. CHW, HWC and WHC declare the same orders as NCHW, NHWC and WHCN.
     *
     * @throws IllegalArgumentException for anything else than letters of dimensions; the message says what they are
     */
    public static Layout parse(String name) {
        String axes = name.trim().toUpperCase(Locale.ROOT);
        return switch (axes) {
            case "CHW" -> NCHW;
            case "HWC" -> NHWC;
            case "WHC" -> WHCN;
            default -> new Layout(axes);
        };
    }

    /** The axes' letters for a value of some rank: {@code NCHW} of rank 3 is {@code CHW}; empty if it has none of that rank. */
    public String axes(int rank) {
        String without = axes;
        if (rank < without.length()) {
            without = without.replace("N", "");
        }
        if (rank < without.length() && isOfOwnLetters()) {
            without = without.replace("C", "");
        }
        return rank == without.length() ? without : "";
    }

    private boolean isOfOwnLetters() {
        return axes.chars().allMatch(axis -> OWN.indexOf(axis) >= 0);
    }

    private String ranks() {
        int least = axes.length();
        while (!axes(least - 1).isEmpty()) {
            least--;
        }
        return least == axes.length() ? String.valueOf(least) : least + " to " + axes.length();
    }

    /**
     * How a value of this shape is read.
     *
     * @param shape the sizes in C order
     * @throws BadDataException if the layout does not name as many dimensions, or one is zero or negative, or the value is larger
     *     than one array
     */
    public Elements elements(int[] shape) {
        String named = axes(shape.length);
        if (named.isEmpty()) {
            throw new BadDataException(
                    BadDataException.Reason.BAD_SHAPE,
                    "layout " + this + " needs " + ranks() + " dimensions, but the shape is " + Arrays.toString(shape)
                            + " (" + shape.length + " dimensions)");
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

    /** The letters. */
    @Override
    public String toString() {
        return axes;
    }

    /** The elements of one value: of a batch, of other dimensions whose indices are elements, or the value itself. */
    public static final class Elements {
        private final String axes;
        private final int[] shape;
        private final int length;
        /** The letters whose indices tell elements apart: N, then the others in order. */
        private final String elementAxes;

        private final int count;

        private Elements(String axes, int[] shape, int length) {
            this.axes = axes;
            this.shape = shape;
            this.length = length;
            StringBuilder others = new StringBuilder();
            axes.chars().filter(axis -> OWN.indexOf(axis) < 0).forEach(axis -> others.append((char) axis));
            this.elementAxes = (axes.indexOf('N') >= 0 ? "N" : "") + others;
            int elements = 1;
            for (int a = 0; a < elementAxes.length(); a++) {
                elements *= size(elementAxes.charAt(a));
            }
            this.count = elements;
        }

        /** The number of values that all elements together have. */
        public int length() {
            return length;
        }

        /** Whether elements have names: the value has a batch dimension, or another whose indices are elements. */
        public boolean isBatch() {
            return !elementAxes.isEmpty();
        }

        /** The number of elements. */
        public int count() {
            return count;
        }

        /** The indices of an element, which name it in its value: {@code 3}, or {@code 3/0} of the batch's 3 and the class 0. */
        public String name(int index) {
            StringBuilder name = new StringBuilder();
            int block = count;
            int left = index;
            for (int a = 0; a < elementAxes.length(); a++) {
                block /= size(elementAxes.charAt(a));
                name.append(a == 0 ? "" : "/").append(left / block);
                left %= block;
            }
            return name.toString();
        }

        /** The place of an element's part in the batch, from 0; 0 if there is no batch. */
        public int batchIndex(int index) {
            return index / (count / size('N'));
        }

        /** The size of the batch; 1 if there is none. */
        public int batchSize() {
            return size('N');
        }

        /** One element's channels as a view W×H×C of the values. */
        public Tensor element(float[] values, int index) {
            return Tensor.of(Kind.CHANNELS, values, offset(index), sizes(), strides());
        }

        /** One element's channels as a view W×H×C of the values. */
        public Tensor element(double[] values, int index) {
            return Tensor.of(Kind.CHANNELS, values, offset(index), sizes(), strides());
        }

        private int offset(int index) {
            if (index < 0 || index >= count) {
                throw new IndexOutOfBoundsException("There is no element " + index + " of " + count);
            }
            int offset = 0;
            int left = index;
            for (int a = elementAxes.length() - 1; a >= 0; a--) {
                char axis = elementAxes.charAt(a);
                offset += left % size(axis) * stride(axis);
                left /= size(axis);
            }
            return offset;
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

package org.visionheatmaps.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A strided view of one element's values: float (as they came), or double (as they came, or after a clip: SEMANTICS). Dimensions
 * are in the pipeline's order: W×H×C for channels, W×H for scalars and colours, where W is the first dimension; {@code
 * FlipImage()} makes the first dimension the image's rows. Colours have a last dimension of 3 components in [0, 1], which
 * transforms of dimensions do not see. Translucent ones have 4: red, green and blue, each times alpha, and alpha.
 *
 * <p>Immutable by contract: whoever hands over an array does not write to it again, and {@link #floats()} and {@link #doubles()}
 * are for reading. A view shares its array, so permuting dimensions costs nothing.
 */
public final class Tensor {
    private final Kind kind;
    private final float[] floats;
    private final double[] doubles;
    private final int offset;
    private final int[] sizes;
    private final int[] strides;
    private final boolean masked;

    private Tensor(
            Kind kind, float[] floats, double[] doubles, int offset, int[] sizes, int[] strides, boolean masked) {
        this.kind = kind;
        this.floats = floats;
        this.doubles = doubles;
        this.offset = offset;
        this.sizes = sizes;
        this.strides = strides;
        this.masked = masked;
        check();
    }

    private void check() {
        int stored = kind == Kind.SCALAR ? 2 : 3;
        if (sizes.length != stored || strides.length != stored) {
            throw new IllegalArgumentException("A tensor of " + kind + " needs " + stored
                    + " sizes and strides, but got " + Arrays.toString(sizes) + " and " + Arrays.toString(strides));
        }
        if (kind == Kind.COLOR && (doubles == null || sizes[2] != 3 && sizes[2] != 4)) {
            throw new IllegalArgumentException("Colors need three or four components of double, but got "
                    + (doubles == null ? "floats" : sizes[2] + " components"));
        }
        long first = offset;
        long last = offset;
        for (int d = 0; d < stored; d++) {
            if (sizes[d] <= 0) {
                throw new BadDataException(
                        BadDataException.Reason.EMPTY,
                        "needs at least one value per dimension, but got the shape " + shapeText());
            }
            long reach = (long) strides[d] * (sizes[d] - 1);
            first += Math.min(reach, 0);
            last += Math.max(reach, 0);
        }
        int length = floats != null ? floats.length : doubles.length;
        if (first < 0 || last >= length) {
            throw new IllegalArgumentException(
                    "A tensor of shape " + shapeText() + " does not fit in an array of " + length + " values");
        }
    }

    /** A strided view of floats. */
    public static Tensor of(Kind kind, float[] values, int offset, int[] sizes, int[] strides) {
        return new Tensor(kind, Objects.requireNonNull(values), null, offset, sizes.clone(), strides.clone(), false);
    }

    /** A strided view of doubles. */
    public static Tensor of(Kind kind, double[] values, int offset, int[] sizes, int[] strides) {
        return new Tensor(kind, null, Objects.requireNonNull(values), offset, sizes.clone(), strides.clone(), false);
    }

    /** Channels in C order C×H×W (the same bytes as Julia's column-major W×H×C). */
    public static Tensor channels(float[] values, int width, int height, int channels) {
        return of(Kind.CHANNELS, values, 0, new int[] {width, height, channels}, new int[] {1, width, width * height});
    }

    /** Channels in C order C×H×W, of doubles. */
    public static Tensor channels(double[] values, int width, int height, int channels) {
        return of(Kind.CHANNELS, values, 0, new int[] {width, height, channels}, new int[] {1, width, width * height});
    }

    /** Scalars, the first dimension varying fastest. */
    public static Tensor scalars(float[] values, int width, int height) {
        return of(Kind.SCALAR, values, 0, new int[] {width, height}, new int[] {1, width});
    }

    /** Scalars of doubles, the first dimension varying fastest. */
    public static Tensor scalars(double[] values, int width, int height) {
        return of(Kind.SCALAR, values, 0, new int[] {width, height}, new int[] {1, width});
    }

    /** Colours, interleaved RGB, the first dimension varying fastest. */
    public static Tensor colors(double[] values, int width, int height) {
        return of(Kind.COLOR, values, 0, new int[] {width, height, 3}, new int[] {3, 3 * width, 1});
    }

    /** Whether these are colours with alpha: the first three components are multiplied by the fourth. */
    public boolean isTranslucent() {
        return kind == Kind.COLOR && sizes[2] == 4;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the values are 32-bit; otherwise they are 64-bit. */
    public boolean isFloat() {
        return floats != null;
    }

    /** The size of a dimension, from 0. For colours, dimension 2 is the 3 or 4 components. */
    public int size(int dimension) {
        return sizes[dimension];
    }

    /** The distance in the array between neighbours in a dimension. */
    public int stride(int dimension) {
        return strides[dimension];
    }

    /** The index in the array of the value at (0, 0, 0). */
    public int offset() {
        return offset;
    }

    /** The backing array, for reading; only if {@link #isFloat()}. */
    public float[] floats() {
        return Objects.requireNonNull(floats, "a tensor of doubles has no floats");
    }

    /** The backing array, for reading; only if not {@link #isFloat()}. */
    public double[] doubles() {
        return Objects.requireNonNull(doubles, "a tensor of floats has no doubles");
    }

    /** The number of pixels: the first two dimensions. */
    public int pixels() {
        return Math.multiplyExact(sizes[0], sizes[1]);
    }

    /** Whether the values of the given number of leading dimensions lie in the array without gaps, the first fastest. */
    public boolean isDense(int dimensions) {
        int expected = 1;
        for (int d = 0; d < dimensions; d++) {
            if (strides[d] != expected) {
                return false;
            }
            expected *= sizes[d];
        }
        return true;
    }

    /** The value at a place, widened to double; for tests and small tensors. */
    public double at(int... place) {
        int index = offset;
        for (int d = 0; d < place.length; d++) {
            index += Objects.checkIndex(place[d], sizes[d]) * strides[d];
        }
        return floats != null ? floats[index] : doubles[index];
    }

    /** The same values under another kind, with other sizes and strides from the same offset. */
    public Tensor view(Kind newKind, int[] newSizes, int[] newStrides) {
        return new Tensor(newKind, floats, doubles, offset, newSizes.clone(), newStrides.clone(), masked);
    }

    /** The W×H values of one channel. */
    public Tensor channel(int channel) {
        if (kind == Kind.SCALAR) {
            throw new IllegalStateException("scalars have no channels");
        }
        int start = offset + Objects.checkIndex(channel, sizes[2]) * strides[2];
        int[] two = Arrays.copyOf(sizes, 2);
        int[] steps = Arrays.copyOf(strides, 2);
        return new Tensor(Kind.SCALAR, floats, doubles, start, two, steps, masked);
    }

    /** The function of each value of scalars or channels, in the same dtype: floats are rounded. */
    public Tensor map(DoubleUnaryOperator function) {
        int channels = kind == Kind.SCALAR ? 1 : size(2);
        int length = Math.multiplyExact(pixels(), channels);
        float[] newFloats = isFloat() ? new float[length] : null;
        double[] newDoubles = isFloat() ? null : new double[length];
        int to = 0;
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < size(1); j++) {
                int at = offset + (c == 0 ? 0 : c * stride(2)) + j * stride(1);
                for (int i = 0; i < size(0); i++, at += stride(0), to++) {
                    if (newFloats != null) {
                        newFloats[to] = (float) function.applyAsDouble(floats[at]);
                    } else {
                        newDoubles[to] = function.applyAsDouble(doubles[at]);
                    }
                }
            }
        }
        if (kind == Kind.SCALAR) {
            return isFloat() ? scalars(newFloats, size(0), size(1)) : scalars(newDoubles, size(0), size(1));
        }
        return isFloat()
                ? channels(newFloats, size(0), size(1), channels)
                : channels(newDoubles, size(0), size(1), channels);
    }

    /** The same values with dimensions in another order: dimension d of the result is {@code order[d]} of this one. */
    public Tensor permute(int... order) {
        int[] newSizes = sizes.clone();
        int[] newStrides = strides.clone();
        for (int d = 0; d < order.length; d++) {
            newSizes[d] = sizes[order[d]];
            newStrides[d] = strides[order[d]];
        }
        return new Tensor(kind, floats, doubles, offset, newSizes, newStrides, masked);
    }

    /** Whether values may be missing: NaN stands for those, which statistics leave out and colormaps pass on. */
    public boolean isMasked() {
        return masked;
    }

    /** The same values, of which those that are not finite are missing. */
    public Tensor masked() {
        float[] theirs = floats == null ? null : Missing.marked(floats);
        double[] others = doubles == null ? null : Missing.marked(doubles);
        return new Tensor(kind, theirs, others, offset, sizes, strides, true);
    }

    /** The sizes as people write them: {@code 224×224×3}. */
    public String shapeText() {
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < kind.rank(); d++) {
            text.append(d == 0 ? "" : "×").append(sizes[d]);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "Tensor(" + kind + ", " + (isFloat() ? "float" : "double") + ", " + shapeText() + ")";
    }
}

package org.visionheatmaps.transform;

import java.util.EnumSet;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Resizes the first two dimensions to the image's rows and columns.
 *
 * <p>Shape: R×S to the image's height × width. Values: may pass the input's range a little for Lanczos(2..4); dtype kept. Formula:
 * separable interpolation at {@code x = s*i + 0.5 - s/2}, no antialiasing (SEMANTICS, ResizeToImage). Edges: no image, or an image
 * of the same size: unchanged.
 *
 * @param method how samples are weighed; Lanczos(1) by default
 */
public record ResizeToImage(Interpolation method) implements Transform {
    /** Lanczos(1), as the reference. */
    public ResizeToImage() {
        this(new Lanczos(1));
    }

    @Override
    public Set<Kind> inputKinds() {
        return EnumSet.allOf(Kind.class);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public boolean usesImage() {
        return true;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        if (image == null || x.size(0) == image.height() && x.size(1) == image.width()) {
            return x;
        }
        boolean grows = image.height() > x.size(0) || image.width() > x.size(1);
        Taps rows = Taps.of(method, x.size(0), image.height(), grows);
        Taps columns = Taps.of(method, x.size(1), image.width(), grows);
        return switch (x.kind()) {
            case SCALAR -> resized(x, rows, columns, 1, 1);
            case COLOR -> resized(x, rows, columns, 3, 1);
            case CHANNELS -> resized(x, rows, columns, 1, x.size(2));
        };
    }

    /** Planes of interleaved components: one of three for colours, one of one for each channel. */
    private static Tensor resized(Tensor x, Taps rows, Taps columns, int components, int planes) {
        int plane = Math.multiplyExact(Math.multiplyExact(rows.count(), columns.count()), components);
        double[] result = new double[Math.multiplyExact(plane, planes)];
        for (int p = 0; p < planes; p++) {
            for (int c = 0; c < components; c++) {
                int from = x.offset() + (x.kind() == Kind.SCALAR ? 0 : (components == 3 ? c : p) * x.stride(2));
                int at = p * plane + c;
                for (int column = 0; column < columns.count(); column++) {
                    for (int row = 0; row < rows.count(); row++, at += components) {
                        result[at] = blend(x, from, rows, row, columns, column);
                    }
                }
            }
        }
        return typed(x, result, rows.count(), columns.count());
    }

    private static double blend(Tensor x, int from, Taps rows, int row, Taps columns, int column) {
        double sum = 0;
        for (int r = rows.width() - 1; r >= 0; r--) {
            double rowWeight = rows.weight(row, r);
            int line = from + rows.index(row, r) * x.stride(0);
            double across = 0;
            for (int c = columns.width() - 1; c >= 0; c--) {
                int at = line + columns.index(column, c) * x.stride(1);
                across += columns.weight(column, c) * (x.isFloat() ? x.floats()[at] : x.doubles()[at]);
            }
            sum += rowWeight * across;
        }
        return sum;
    }

    /** Floats stay floats: the values are rounded once, after the blend in double. */
    private static Tensor typed(Tensor x, double[] result, int rows, int columns) {
        if (x.kind() == Kind.COLOR) {
            return Tensor.colors(result, rows, columns);
        }
        if (!x.isFloat()) {
            return x.kind() == Kind.SCALAR
                    ? Tensor.scalars(result, rows, columns)
                    : Tensor.channels(result, rows, columns, x.size(2));
        }
        float[] rounded = new float[result.length];
        for (int i = 0; i < result.length; i++) {
            rounded[i] = (float) result[i];
        }
        return x.kind() == Kind.SCALAR
                ? Tensor.scalars(rounded, rows, columns)
                : Tensor.channels(rounded, rows, columns, x.size(2));
    }

    @Override
    public String toString() {
        return "ResizeToImage(" + method + ")";
    }
}

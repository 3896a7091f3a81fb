package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Lays the tokens of a vision transformer out as the patches lie in the picture.
 *
 * <p>Shape: (skip + width·height)×1×C, or 1×(skip + width·height)×C, to width×height×C; channels may be heads. Values: kept. Formula: after
 * the first {@code skip} tokens, token k is at column {@code k mod width} and row {@code k div width}: a view. Edges: a width of 0 stands
 * for a square; another number of tokens is an error of the element.
 *
 * @param skip tokens before the patches: 1 for a class token, more with registers
 * @param width patches in a row, 0 if there are as many as rows
 * @param height rows of patches, 0 if there are as many as patches in a row
 */
public record TokenGrid(int skip, int width, int height) implements Transform {
    public static final int DEFAULT_SKIP = 1;

    /**
     * @throws IllegalArgumentException unless none is negative, and width and height are both given or both 0
     */
    public TokenGrid {
        if (skip < 0 || width < 0 || height < 0 || (width == 0) != (height == 0)) {
            throw new IllegalArgumentException(
                    "TokenGrid needs skip >= 0, and both width and height (patches) or neither," + " but got " + skip
                            + ", " + width + " and " + height);
        }
    }

    /** A class token, then a square of patches. */
    public TokenGrid() {
        this(DEFAULT_SKIP, 0, 0);
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS, Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        int tokens = x.pixels();
        int side = (int) Math.round(Math.sqrt(Math.max(0, tokens - skip)));
        int columns = width == 0 ? side : width;
        int rows = height == 0 ? side : height;
        boolean isLine = x.size(0) == 1 || x.size(1) == 1;
        if (!isLine || rows == 0 || (long) skip + (long) columns * rows != tokens) {
            String wanted = width == 0 ? "a square number of patches" : width + "×" + height + " patches";
            throw new BadDataException(
                    BadDataException.Reason.DIMENSIONS,
                    this + " needs one row of " + skip + " tokens and " + wanted + ", but the value is "
                            + x.shapeText());
        }
        int step = x.size(0) == 1 ? x.stride(1) : x.stride(0);
        boolean isScalar = x.kind() == Kind.SCALAR;
        int[] sizes = isScalar ? new int[] {columns, rows} : new int[] {columns, rows, x.size(2)};
        int[] strides = isScalar ? new int[] {step, columns * step} : new int[] {step, columns * step, x.stride(2)};
        int offset = x.offset() + skip * step;
        return x.isFloat()
                ? Tensor.of(x.kind(), x.floats(), offset, sizes, strides)
                : Tensor.of(x.kind(), x.doubles(), offset, sizes, strides);
    }

    @Override
    public String toString() {
        return width == 0 ? "TokenGrid(" + skip + ")" : "TokenGrid(" + skip + ", " + width + ", " + height + ")";
    }
}

package org.visionheatmaps.transform.resize;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/**
 * Resizes to a given width and height, without a photograph.
 *
 * <p>Shape: W×H to {@code width}×{@code height}: the first dimension and the second, so it stands before {@code FlipImage}; after it the
 * first dimension is the picture's rows. Values, formula, edges: those of {@link ResizeToImage}.
 *
 * @param width of the result, its first dimension
 * @param height of the result, its second dimension
 * @param method how samples are weighed
 * @param antialias whether shrinking looks at all samples that a new one covers
 */
public record Resize(int width, int height, Interpolation method, boolean antialias) implements Transform {
    /** The longest side, so that a slip of the pen does not take all memory. */
    private static final int MAX_SIDE = 1 << 14;

    /**
     * @throws IllegalArgumentException unless both sides are 1 to 16384; for a method that has no antialiasing
     */
    public Resize {
        Objects.requireNonNull(method);
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "Resize needs a width and a height of 1 to " + MAX_SIDE + ", but got " + width + " and " + height);
        }
        Taps.requireAntialias(method, antialias);
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
    public Tensor apply(Tensor x, RgbImage image) {
        return new Resizing(method, antialias).apply(x, width, height);
    }

    @Override
    public String toString() {
        return "Resize(" + width + ", " + height + ", " + method + (antialias ? ", antialias=true" : "") + ")";
    }
}

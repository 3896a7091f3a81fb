package org.visionheatmaps.transform.resize;

import java.util.EnumSet;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/**
 * Resizes the first two dimensions to the image's rows and columns.
 *
 * <p>Shape: R×S to the image's height × width. Values: may pass the input's range a little for Lanczos(2..4); dtype kept. Formula:
 * separable interpolation at {@code x = s*i + 0.5 - s/2} (SEMANTICS, ResizeToImage). Edges: no image, or an image
 * of the same size: unchanged.
 *
 * @param method how samples are weighed; Lanczos(1) by default
 * @param antialias whether an axis that shrinks weighs all samples that a new one covers (as torch's and Pillow's filters do); not by
 *     default, as in the reference
 */
public record ResizeToImage(Interpolation method, boolean antialias) implements Transform {
    /** Weights add up to 1 but for their rounding. */
    private static final double WHOLE = 1e-6;

    /**
     * @throws IllegalArgumentException for a method that has no antialiasing
     */
    public ResizeToImage {
        Taps.requireAntialias(method, antialias);
    }

    /** Without antialiasing. */
    public ResizeToImage(Interpolation method) {
        this(method, false);
    }

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
        return changes(x.size(0), x.size(1), image)
                ? new Resizing(method, antialias).apply(x, image.height(), image.width())
                : x;
    }

    /** Whether an image, or null, asks for another size. */
    public static boolean changes(int rows, int columns, RgbImage image) {
        return image != null && (rows != image.height() || columns != image.width());
    }

    /**
     * What a sum of weighed values is multiplied by.
     *
     * @param share of the weights whose values are there
     */
    public static double scale(double share) {
        boolean isWhole = Math.abs(share - 1) < WHOLE;
        return share < 0.5 ? Double.NaN : isWhole ? 1 : 1 / share;
    }

    @Override
    public String toString() {
        return "ResizeToImage(" + method + (antialias ? ", antialias=true" : "") + ")";
    }
}

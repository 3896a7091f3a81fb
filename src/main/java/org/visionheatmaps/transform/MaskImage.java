package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Shows the photograph where the map is strong, and black where it is not: Captum's {@code masked_image}.
 *
 * <p>Shape: rows × columns of scalars, the image's size, to colours. Values: components in [0, 1]. Formula: {@code img * min(max(x, 0), 1)}
 * with img = byte/255, in double; {@link MassClip} before it brings values there. Edges: no image: the map in greys; an image of another size
 * is an error of the element; missing values stay missing.
 */
public record MaskImage() implements Transform {
    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return Kind.COLOR;
    }

    @Override
    public boolean usesImage() {
        return true;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        int rows = x.size(0);
        int columns = x.size(1);
        if (image != null && (rows != image.height() || columns != image.width())) {
            throw new BadDataException(
                    BadDataException.Reason.IMAGE_SIZE,
                    this + " needs a map of the image's size, but the map is " + columns + "×" + rows
                            + " and the image " + image.width() + "×" + image.height()
                            + " (width×height): put ResizeToImage() before it");
        }
        double[] colors = new double[Math.multiplyExact(3, x.pixels())];
        for (int i = 0, to = 0; i < rows; i++) {
            int at = x.offset() + i * x.stride(0);
            for (int j = 0; j < columns; j++, at += x.stride(1)) {
                double share = Math.min(Math.max(x.isFloat() ? x.floats()[at] : x.doubles()[at], 0), 1);
                for (int c = 0; c < 3; c++, to++) {
                    double component = image == null ? 1 : (image.rgb()[to] & 0xFF) / 255.0;
                    colors[to] = component * share;
                }
            }
        }
        return Tensor.of(Kind.COLOR, colors, 0, new int[] {rows, columns, 3}, new int[] {3 * columns, 3, 1});
    }

    @Override
    public String toString() {
        return "MaskImage()";
    }
}

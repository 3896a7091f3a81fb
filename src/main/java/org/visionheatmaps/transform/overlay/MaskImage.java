package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Shows the photograph where the map is strong, and black where it is not: Captum's {@code masked_image}.
 *
 * <p>Shape: rows × columns of scalars, the image's size, to colours. Values: components in [0, 1]. Formula: {@code img * min(max(x, 0), 1)}
 * with img = byte/255, in double; {@link org.visionheatmaps.transform.MassClip} before it brings values there. Edges: no image: the map in greys; an image of another size
 * is an error of the element; missing values stay missing.
 */
public record MaskImage() implements OverValues {
    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        int rows = x.size(0);
        int columns = x.size(1);
        Photographs.requireSize(this, rows, columns, image);
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
        return Photographs.colors(colors, rows, columns);
    }

    /**
     * @throws org.visionheatmaps.tensor.BadDataException if the map is not of the image's size
     */
    public void requireSize(int rows, int columns, RgbImage image) {
        Photographs.requireSize(this, rows, columns, image);
    }

    @Override
    public String toString() {
        return "MaskImage()";
    }
}

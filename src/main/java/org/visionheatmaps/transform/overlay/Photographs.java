package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/** What the steps that show the photograph share. */
final class Photographs {
    private Photographs() {}

    /**
     * Makes sure that rows and columns are those of the photograph.
     *
     * @param image or null, which fits
     * @throws BadDataException if they are not
     */
    static void requireSize(Transform step, int rows, int columns, RgbImage image) {
        if (image != null && (rows != image.height() || columns != image.width())) {
            throw new BadDataException(
                    BadDataException.Reason.IMAGE_SIZE,
                    step + " needs a heatmap of the image's size, but the heatmap is " + columns + "×" + rows
                            + " and the image " + image.width() + "×" + image.height()
                            + " (width×height): put ResizeToImage() before it");
        }
    }

    /** Colours, three components for each pixel, row by row. */
    static Tensor colors(double[] components, int rows, int columns) {
        return Tensor.of(Kind.COLOR, components, 0, new int[] {rows, columns, 3}, new int[] {3 * columns, 3, 1});
    }
}

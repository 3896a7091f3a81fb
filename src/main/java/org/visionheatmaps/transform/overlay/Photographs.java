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

    /** The colours as they look on the photograph; themselves if they are opaque, or there is none. */
    static Tensor beneath(Tensor x, RgbImage image) {
        if (image == null || !x.isTranslucent()) {
            return x;
        }
        int rows = x.size(0);
        int columns = x.size(1);
        double[] opaque = new double[image.rgb().length];
        for (int row = 0, to = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double rest = 1 - x.at(row, column, 3);
                for (int c = 0; c < 3; c++, to++) {
                    opaque[to] = x.at(row, column, c) + (image.rgb()[to] & 0xFF) / 255.0 * rest;
                }
            }
        }
        Tensor colors = colors(opaque, rows, columns);
        return x.isMasked() ? colors.masked() : colors;
    }

    /** Colours, three components for each pixel, row by row. */
    static Tensor colors(double[] components, int rows, int columns) {
        return Tensor.of(Kind.COLOR, components, 0, new int[] {rows, columns, 3}, new int[] {3 * columns, 3, 1});
    }
}

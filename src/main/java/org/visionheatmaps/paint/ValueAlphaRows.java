package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.transform.overlay.ValueAlpha;

/** {@link ValueAlpha} by rows, of values of which none is missing. */
final class ValueAlphaRows extends PhotographRows {
    private final ColoredRows colors;
    private final ValueAlpha overlay;
    private final double greatest;

    /**
     * @param greatest magnitude of the map
     * @param isFlipped whether the result is the transpose of what the transform gives
     */
    ValueAlphaRows(ColoredRows source, ValueAlpha overlay, double greatest, RgbImage image, boolean isFlipped) {
        super(source, image, isFlipped);
        this.colors = source;
        this.overlay = overlay;
        this.greatest = greatest;
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, out);
        double[] values = colors.values();
        for (int i = 0, at = row * rowStep, to = 0; i < width(); i++, at += columnStep) {
            double alpha = overlay.alpha(values[i], greatest);
            for (int c = 0; c < 3; c++, to++) {
                out[to] = (rgb[at + c] & 0xFF) / 255.0 * (1 - alpha) + out[to] * alpha;
            }
        }
    }
}

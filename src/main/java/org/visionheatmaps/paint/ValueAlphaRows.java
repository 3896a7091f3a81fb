package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.transform.overlay.ValueAlpha;

/** {@link ValueAlpha} by rows, of values of which none is missing. */
final class ValueAlphaRows implements Rows {
    private final ColoredRows source;
    private final ValueAlpha overlay;
    private final double greatest;
    private final byte[] rgb;
    private final int rowStep;
    private final int columnStep;

    /**
     * @param greatest magnitude of the map
     * @param isFlipped whether the result is the transpose of what the transform gives
     */
    ValueAlphaRows(ColoredRows source, ValueAlpha overlay, double greatest, RgbImage image, boolean isFlipped) {
        this.source = source;
        this.overlay = overlay;
        this.greatest = greatest;
        this.rgb = image.rgb();
        this.rowStep = isFlipped ? 3 : 3 * image.width();
        this.columnStep = isFlipped ? 3 * image.width() : 3;
    }

    @Override
    public int height() {
        return source.height();
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public int components() {
        return 3;
    }

    @Override
    public boolean isFloat() {
        return false;
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, out);
        double[] values = source.values();
        for (int i = 0, at = row * rowStep, to = 0; i < width(); i++, at += columnStep) {
            double alpha = overlay.alpha(values[i], greatest);
            for (int c = 0; c < 3; c++, to++) {
                out[to] = (rgb[at + c] & 0xFF) / 255.0 * (1 - alpha) + out[to] * alpha;
            }
        }
    }
}

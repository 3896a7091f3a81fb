package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.transform.overlay.MaskImage;

/** {@link MaskImage} by rows, of values of which none is missing. */
final class MaskedRows extends PhotographRows {
    private final double[] line;

    /**
     * @param image or null
     * @param isFlipped whether the result is the transpose of what the transform gives
     */
    MaskedRows(Rows source, RgbImage image, boolean isFlipped, RowBuffers buffers) {
        super(source, image, isFlipped);
        this.line = buffers.doubles(source.width());
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, line);
        for (int i = 0, at = row * rowStep, to = 0; i < width(); i++, at += columnStep) {
            double share = Math.min(Math.max(line[i], 0), 1);
            for (int c = 0; c < 3; c++, to++) {
                double component = rgb == null ? 1 : (rgb[at + c] & 0xFF) / 255.0;
                out[to] = component * share;
            }
        }
    }
}

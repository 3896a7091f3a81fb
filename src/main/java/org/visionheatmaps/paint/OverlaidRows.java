package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.transform.overlay.AlphaOverlay;

/** {@link AlphaOverlay} by rows. */
final class OverlaidRows extends PhotographRows {
    private final double alpha;
    private final double[] levels;
    private final boolean isMasked;

    /**
     * @param isFlipped whether the result is the transpose of what the transform gives
     * @param isMasked whether colours may be missing
     */
    OverlaidRows(
            Rows source,
            AlphaOverlay overlay,
            RgbImage image,
            boolean isFlipped,
            boolean isMasked,
            RowBuffers buffers) {
        super(source, image, isFlipped);
        this.alpha = overlay.alpha();
        this.levels = overlay.levels(buffers.doubles(AlphaOverlay.LEVELS));
        this.isMasked = isMasked;
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, out);
        int end = 3 * width();
        for (int at = row * rowStep, i = 0; i < end; at += columnStep, i += 3) {
            out[i] = levels[rgb[at] & 0xFF] + out[i] * alpha;
            out[i + 1] = levels[rgb[at + 1] & 0xFF] + out[i + 1] * alpha;
            out[i + 2] = levels[rgb[at + 2] & 0xFF] + out[i + 2] * alpha;
        }
        if (isMasked) {
            showThrough(row, out);
        }
    }

    private void showThrough(int row, double[] out) {
        for (int pixel = 0, at = row * rowStep; pixel < width(); pixel++, at += columnStep) {
            for (int c = 0; c < 3; c++) {
                if (Double.isNaN(out[3 * pixel + c])) {
                    out[3 * pixel + c] = (rgb[at + c] & 0xFF) / 255.0;
                }
            }
        }
    }
}

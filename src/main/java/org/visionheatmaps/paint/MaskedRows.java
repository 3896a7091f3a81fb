package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.transform.overlay.MaskImage;

/** {@link MaskImage} by rows, of values of which none is missing. */
final class MaskedRows implements Rows {
    private final Rows source;
    private final double[] line;
    private final byte[] rgb;
    private final int rowStep;
    private final int columnStep;

    /**
     * @param image or null
     * @param isFlipped whether the result is the transpose of what the transform gives
     */
    MaskedRows(Rows source, RgbImage image, boolean isFlipped, RowBuffers buffers) {
        this.source = source;
        this.line = buffers.doubles(source.width());
        this.rgb = image == null ? null : image.rgb();
        this.rowStep = image == null || isFlipped ? 3 : 3 * image.width();
        this.columnStep = image != null && isFlipped ? 3 * image.width() : 3;
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

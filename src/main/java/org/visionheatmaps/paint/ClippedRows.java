package org.visionheatmaps.paint;

import org.visionheatmaps.transform.Clip;

/** {@link Clip} by rows. */
final class ClippedRows implements Rows {
    private final Rows source;
    private final Clip clip;

    ClippedRows(Rows source, Clip clip) {
        this.source = source;
        this.clip = clip;
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
        return source.components();
    }

    @Override
    public boolean isFloat() {
        return false;
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, out);
        for (int i = 0; i < width() * components(); i++) {
            out[i] = clip.clamp(out[i]);
        }
    }
}

package org.visionheatmaps.paint;

import org.visionheatmaps.transform.Clip;

/** {@link Clip} by rows. */
final class ClippedRows extends DerivedRows {
    private final Clip clip;

    ClippedRows(Rows source, Clip clip) {
        super(source);
        this.clip = clip;
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

package org.visionheatmaps.paint;

import org.visionheatmaps.transform.resize.ResizeToImage;

/** Resized values of which some were missing, as {@link ResizeToImage} weighs them. */
final class WeighedRows extends DerivedRows {
    private final Rows presence;
    private final double[] shares;

    /**
     * @param values resized, with 0 for each that was missing
     * @param presence resized as they are: 1 for each that was there, 0 for the others
     */
    WeighedRows(Rows values, Rows presence, RowBuffers buffers) {
        super(values);
        this.presence = presence;
        this.shares = buffers.doubles(presence.width() * presence.components());
    }

    @Override
    public void read(int row, double[] out) {
        source.read(row, out);
        presence.read(row, shares);
        for (int i = 0; i < width() * components(); i++) {
            double weighed = out[i] * ResizeToImage.scale(shares[i]);
            out[i] = isFloat() ? (float) weighed : weighed;
        }
    }
}

package org.visionheatmaps.paint;

import org.visionheatmaps.tensor.RgbImage;

/** Rows of colours that are made of other rows and the pixels of a photograph at the same places. */
abstract class PhotographRows extends DerivedRows {
    /** The photograph's bytes; null if there is none. */
    final byte[] rgb;

    /** How far the first pixels of two rows, and two pixels of a row, are apart in them. */
    final int rowStep;

    final int columnStep;

    /**
     * @param image or null
     * @param isFlipped whether the rows are the photograph's columns
     */
    PhotographRows(Rows source, RgbImage image, boolean isFlipped) {
        super(source);
        int line = image == null ? 3 : 3 * image.width();
        this.rgb = image == null ? null : image.rgb();
        this.rowStep = isFlipped ? 3 : line;
        this.columnStep = isFlipped ? line : 3;
    }

    @Override
    public int components() {
        return 3;
    }

    @Override
    public boolean isFloat() {
        return false;
    }
}

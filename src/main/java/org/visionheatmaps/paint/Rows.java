package org.visionheatmaps.paint;

/**
 * A value that is computed row by row, so that it is never held whole. A row has the values of its pixels side by side, each with all
 * of its components, widened to double. Rows may be read in any order and again; ascending order is the cheapest.
 */
interface Rows {
    /** The number of rows: the first dimension. */
    int height();

    /** Pixels in a row: the second dimension. */
    int width();

    /** Values of a pixel: 1 for scalars, 3 for colours, else the channels. */
    int components();

    /** Whether all values are floats. */
    boolean isFloat();

    /** Writes one row to the start of an array. */
    void read(int row, double[] out);
}

package org.visionheatmaps.paint;

/** What becomes of the colours that {@link ByteColormap} finds. */
interface Pixels {
    /** What stands for a colour, {@code 0xBBGGRR}, in the runs to come. */
    int value(int color);

    /**
     * Takes a run of pixels.
     *
     * @param values what stands for their colours
     * @param at where the first pixel is in the image, counted row by row
     * @param step how far the next is
     * @return whether to go on
     */
    boolean put(int[] values, int count, int at, int step);
}

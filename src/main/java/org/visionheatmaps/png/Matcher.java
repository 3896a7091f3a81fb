package org.visionheatmaps.png;

/** Turns filtered rows into tokens. */
interface Matcher {
    /** What follows is another stream, of about this many bytes. */
    default void begin(long bytes) {}

    /**
     * Appends the tokens of whole rows.
     *
     * @param bytes filtered rows; before them, what came before in the stream, up to the window's size; after them, 8 bytes of room
     * @param from where the rows start
     * @param rows how many
     * @param stride bytes per row, the filter's number and the pixels
     */
    void tokenize(byte[] bytes, int from, int rows, int stride, Tokens out);
}

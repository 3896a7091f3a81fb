package org.visionheatmaps.render;

import org.visionheatmaps.tensor.RgbImage;

/** An image to draw on: areas, other images and letters, of whole pixels. White at first. */
public final class Canvas {
    static final int WHITE = 0xFFFFFF;

    /** Of letters and lines. */
    static final int INK = 0x222222;

    private static final int SIDE_OF_SCALE_ONE = 224;

    private final int width;
    private final int height;
    private final byte[] rgb;

    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        fill(0, 0, width, height, WHITE);
    }

    /** Pixels to each pixel of letters beside a picture: the whole part of its shorter side through 224, and at least 1. */
    static int scale(int width, int height) {
        return Math.max(1, Math.min(width, height) / SIDE_OF_SCALE_ONE);
    }

    /** Whether a square lies within. */
    boolean has(int left, int top, int side) {
        return left >= 0 && top >= 0 && left + side <= width && top + side <= height;
    }

    /** What is drawn; not to be drawn on afterwards. */
    public RgbImage image() {
        return new RgbImage(width, height, rgb);
    }

    void set(int x, int y, int color) {
        int at = 3 * (y * width + x);
        rgb[at] = (byte) (color >> 16);
        rgb[at + 1] = (byte) (color >> 8);
        rgb[at + 2] = (byte) color;
    }

    public void fill(int left, int top, int columns, int rows, int color) {
        for (int y = top; y < top + rows; y++) {
            for (int x = left; x < left + columns; x++) {
                set(x, y, color);
            }
        }
    }

    public void draw(RgbImage image, int left, int top) {
        int bytes = 3 * image.width();
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.rgb(), y * bytes, rgb, 3 * ((top + y) * width + left), bytes);
        }
    }

    /**
     * Writes a line of text.
     *
     * @param scale pixels to each pixel of the font
     */
    public void write(String text, int left, int top, int scale) {
        for (int letter = 0; letter < text.length(); letter++) {
            long shape = PixelFont.shape(text.charAt(letter));
            int at = left + scale * PixelFont.ADVANCE * letter;
            for (int row = 0; row < PixelFont.HEIGHT; row++) {
                for (int column = 0; column < PixelFont.COLUMNS; column++) {
                    if (PixelFont.isDark(shape, column, row)) {
                        fill(at + scale * column, top + scale * row, scale, scale, INK);
                    }
                }
            }
        }
    }
}

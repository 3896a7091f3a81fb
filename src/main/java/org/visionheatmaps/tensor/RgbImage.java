package org.visionheatmaps.tensor;

import java.util.Objects;

/**
 * An 8-bit RGB image, row by row from the top, three bytes a pixel. A photograph to overlay, or a rendered heatmap. Immutable by
 * contract: {@link #rgb()} is for reading.
 */
public final class RgbImage {
    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * @param rgb {@code 3 * width * height} bytes, row-major, R, G, B
     * @throws IllegalArgumentException if the length is another
     */
    public RgbImage(int width, int height, byte[] rgb) {
        this.rgb = Objects.requireNonNull(rgb);
        if (width <= 0 || height <= 0 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "An RGB image of " + width + "×" + height + " pixels cannot hold " + rgb.length + " bytes");
        }
        this.width = width;
        this.height = height;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The bytes, for reading. */
    public byte[] rgb() {
        return rgb;
    }

    /**
     * The pixels at the top left.
     *
     * @param columns 1 to the width
     * @param rows 1 to the height
     * @throws IllegalArgumentException if the image has fewer, or it is none
     */
    public RgbImage cropped(int columns, int rows) {
        if (columns < 1 || columns > width || rows < 1 || rows > height) {
            throw new IllegalArgumentException(
                    "An image of " + width + "×" + height + " pixels has no part of " + columns + "×" + rows);
        }
        byte[] kept = new byte[3 * columns * rows];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(rgb, 3 * width * row, kept, 3 * columns * row, 3 * columns);
        }
        return new RgbImage(columns, rows, kept);
    }

    /**
     * The image with its rows and columns exchanged, and then turned around: left and right exchanged, top and bottom exchanged.
     * All three together make any of the eight ways to lay a picture down.
     */
    public RgbImage turned(boolean transpose, boolean mirrorColumns, boolean mirrorRows) {
        if (!transpose && !mirrorColumns && !mirrorRows) {
            return this;
        }
        int columns = transpose ? height : width;
        int rows = transpose ? width : height;
        int alongColumns = transpose ? 3 * width : 3;
        int alongRows = transpose ? 3 : 3 * width;
        byte[] turned = new byte[rgb.length];
        int out = 0;
        for (int row = 0; row < rows; row++) {
            int start = (mirrorRows ? rows - 1 - row : row) * alongRows;
            for (int column = 0; column < columns; column++, out += 3) {
                int at = start + (mirrorColumns ? columns - 1 - column : column) * alongColumns;
                turned[out] = rgb[at];
                turned[out + 1] = rgb[at + 1];
                turned[out + 2] = rgb[at + 2];
            }
        }
        return new RgbImage(columns, rows, turned);
    }

    /**
     * Rounds colours to bytes: {@code rint(255 * clamp(v, 0, 1))}, ties to even. The first dimension becomes the rows. Translucent
     * colours lie on white.
     *
     * @param colors rows × columns, each component any finite double
     */
    public static RgbImage ofColors(Tensor colors) {
        if (colors.kind() != Kind.COLOR) {
            throw new IllegalArgumentException("Only colors become pixels, but got " + colors);
        }
        int rows = colors.size(0);
        int columns = colors.size(1);
        byte[] rgb = new byte[length(columns, rows)];
        double[] values = colors.doubles();
        int component = colors.stride(2);
        boolean isTranslucent = colors.isTranslucent();
        int out = 0;
        for (int row = 0; row < rows; row++) {
            int at = colors.offset() + row * colors.stride(0);
            for (int column = 0; column < columns; column++, at += colors.stride(1), out += 3) {
                double white = isTranslucent ? 1 - values[at + 3 * component] : 0;
                rgb[out] = toByte(values[at] + white);
                rgb[out + 1] = toByte(values[at + component] + white);
                rgb[out + 2] = toByte(values[at + 2 * component] + white);
            }
        }
        return new RgbImage(columns, rows, rgb);
    }

    /**
     * The bytes of an image.
     *
     * @throws BadDataException if no array can hold them
     */
    public static int length(int width, int height) {
        long length = 3L * width * height;
        if (length > Integer.MAX_VALUE - 8) {
            throw new BadDataException(
                    BadDataException.Reason.BAD_SHAPE,
                    "an image of " + width + "×" + height + " pixels is larger than one array can hold");
        }
        return (int) length;
    }

    /** One component in [0, 1] as a byte, ties to even; values outside are clamped. */
    public static byte toByte(double component) {
        return (byte) (int) Math.rint(255.0 * Math.min(1.0, Math.max(0.0, component)));
    }
}

package org.visionheatmaps.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An image of at most 256 colours: one index per pixel, row by row from the top, and the colours that the indices stand for.
 * Immutable by contract: the arrays are for reading.
 */
public final class IndexedImage {
    static final int MAX_COLORS = 256;

    private final int width;
    private final int height;
    private final byte[] indices;
    private final byte[] palette;

    /**
     * @param indices {@code width * height} unsigned bytes, row-major, each below the number of colours
     * @param palette R, G, B of the first colour, then of the second, …: 1 to 256 colours
     * @throws IllegalArgumentException if the lengths are others, or an index has no colour
     */
    public IndexedImage(int width, int height, byte[] indices, byte[] palette) {
        this(indices, palette, width, height);
        requireColors();
    }

    /** Without a look at the indices. */
    private IndexedImage(byte[] indices, byte[] palette, int width, int height) {
        this.indices = Objects.requireNonNull(indices);
        this.palette = Objects.requireNonNull(palette);
        if (width <= 0 || height <= 0 || indices.length != (long) width * height) {
            throw new IllegalArgumentException("An indexed image of " + width + "×" + height + " pixels cannot hold "
                    + indices.length + " indices");
        }
        if (palette.length == 0 || palette.length % 3 != 0 || palette.length > 3 * MAX_COLORS) {
            throw new IllegalArgumentException(
                    "A palette needs 1 to 256 colours of 3 bytes, but got " + palette.length + " bytes");
        }
        this.width = width;
        this.height = height;
    }

    private void requireColors() {
        if (colors() == MAX_COLORS) {
            return;
        }
        int largest = 0;
        for (byte index : indices) {
            largest = Math.max(largest, index & 0xFF);
        }
        if (largest >= colors()) {
            throw new IllegalArgumentException(
                    "A palette of size " + colors() + " cannot hold the index " + largest + ": indices count from 0");
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The number of colours in the palette. */
    public int colors() {
        return palette.length / 3;
    }

    /** The indices, for reading. */
    public byte[] indices() {
        return indices;
    }

    /** The colours, for reading. */
    public byte[] palette() {
        return palette;
    }

    /** The same pixels with their colours. */
    public RgbImage toRgb() {
        byte[] rgb = new byte[Math.multiplyExact(3, indices.length)];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(palette, 3 * (indices[i] & 0xFF), rgb, 3 * i, 3);
        }
        return new RgbImage(width, height, rgb);
    }

    /** The same pixels in memory of their own, or nothing if the image has more than 256 colours; see {@link ColorIndexer}. */
    public static Optional<IndexedImage> ofExactly(RgbImage image) {
        return new ColorIndexer().index(image);
    }

    /**
     * An image of colours that were numbered in any order, such as that of their appearance. Its palette holds them from dark to light,
     * so that near indices are similar colours.
     *
     * @param indices {@code width * height} unsigned bytes, row-major, each below the number of colours; they are renumbered in place
     * @param colors 1 to 256, each once, {@code 0xRRGGBB}
     * @throws IllegalArgumentException if the lengths are others
     * @throws IndexOutOfBoundsException if an index has no colour
     */
    public static IndexedImage ofAppearance(int width, int height, byte[] indices, int[] colors) {
        long[] keys = new long[colors.length];
        for (int number = 0; number < keys.length; number++) {
            int color = colors[number];
            long luma = 299L * (color >> 16) + 587L * (color >> 8 & 0xFF) + 114L * (color & 0xFF);
            keys[number] = (luma << 24 | color) << 8 | number;
        }
        Arrays.sort(keys);
        byte[] renumbered = new byte[keys.length];
        byte[] palette = new byte[3 * keys.length];
        for (int i = 0; i < keys.length; i++) {
            renumbered[(int) keys[i] & 0xFF] = (byte) i;
            for (int c = 0; c < 3; c++) {
                palette[3 * i + c] = (byte) (keys[i] >> 24 - 8 * c);
            }
        }
        IndexedImage image = new IndexedImage(indices, palette, width, height);
        for (int i = 0; i < indices.length; i++) {
            indices[i] = renumbered[indices[i] & 0xFF];
        }
        return image;
    }
}

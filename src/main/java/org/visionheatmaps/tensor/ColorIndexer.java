package org.visionheatmaps.tensor;

import java.util.Arrays;
import java.util.Optional;

/** Finds palettes for images of few colours. Its memory is used again: not for two threads at once. */
public final class ColorIndexer {
    private final ColorTable table = new ColorTable();
    private byte[] indices = {};

    /**
     * The same pixels, or nothing if the image has more than 256 colours. The palette holds each colour that occurs once, from dark
     * to light, so that near indices are similar colours.
     *
     * @return an image that holds until the next one is indexed
     */
    public Optional<IndexedImage> index(RgbImage image) {
        byte[] rgb = image.rgb();
        int pixels = rgb.length / 3;
        if (indices.length != pixels) {
            indices = new byte[pixels];
        }
        table.clear();
        int last = -1;
        int index = 0;
        for (int i = 0, at = 0; i < pixels; i++, at += 3) {
            int color = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
            if (color != last) {
                index = table.index(color);
                last = color;
                if (index == IndexedImage.MAX_COLORS) {
                    return Optional.empty();
                }
            }
            indices[i] = (byte) index;
        }
        return Optional.of(IndexedImage.ofAppearance(image.width(), image.height(), indices, table.colors()));
    }

    /** The colours seen, by open addressing: a quarter full at most. */
    private static final class ColorTable {
        private static final int BITS = 10;

        private final int[] colors = new int[1 << BITS];
        private final short[] numbers = new short[1 << BITS];
        private int size;

        void clear() {
            Arrays.fill(colors, -1);
            size = 0;
        }

        /** The number of a colour in the order of appearance, or 256 if it is one too many. */
        int index(int color) {
            int slot = color * 0x9E3779B1 >>> 32 - BITS;
            while (colors[slot] != color) {
                if (colors[slot] < 0) {
                    if (size == IndexedImage.MAX_COLORS) {
                        return IndexedImage.MAX_COLORS;
                    }
                    colors[slot] = color;
                    numbers[slot] = (short) size++;
                }
                slot = colors[slot] == color ? slot : slot + 1 & colors.length - 1;
            }
            return numbers[slot];
        }

        /** In the order of appearance. */
        int[] colors() {
            int[] ordered = new int[size];
            for (int slot = 0; slot < colors.length; slot++) {
                if (colors[slot] >= 0) {
                    ordered[numbers[slot]] = colors[slot];
                }
            }
            return ordered;
        }
    }
}

package org.visionheatmaps.io.image;

import java.awt.image.Raster;

/**
 * The four components of a CMYK or YCCK JPEG as RGB, without a profile: a colour is the light that an ink leaves, times the light
 * that the black leaves. Stored components are that light already (255 is no ink), as all software writes them. Rounded as Pillow
 * does.
 */
final class InkPixels {
    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << SCALE_BITS - 1;

    private InkPixels() {}

    static void toRgb(Raster raster, boolean isYcck, byte[] rgb) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] row = new int[width * 4];
        int out = 0;
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int at = 0; at < row.length; at += 4, out += 3) {
                if (isYcck) {
                    toInks(row, at);
                }
                int black = row[at + 3];
                rgb[out] = light(row[at], black);
                rgb[out + 1] = light(row[at + 1], black);
                rgb[out + 2] = light(row[at + 2], black);
            }
        }
    }

    /** Luma and chroma to three inks, with the fixed-point numbers of the JPEG group's library. */
    private static void toInks(int[] row, int at) {
        int luma = row[at];
        int blue = row[at + 1] - 128;
        int red = row[at + 2] - 128;
        row[at] = 255 - clamp(luma + (fixed(1.40200) * red + HALF >> SCALE_BITS));
        row[at + 1] = 255 - clamp(luma + (-fixed(0.34414) * blue - fixed(0.71414) * red + HALF >> SCALE_BITS));
        row[at + 2] = 255 - clamp(luma + (fixed(1.77200) * blue + HALF >> SCALE_BITS));
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << SCALE_BITS) + 0.5);
    }

    private static int clamp(int value) {
        return Math.min(255, Math.max(0, value));
    }

    private static byte light(int component, int black) {
        int product = (255 - component) * black + 128;
        return (byte) clamp(black - ((product >> 8) + product >> 8));
    }
}

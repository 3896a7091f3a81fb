package org.visionheatmaps.report;

import org.visionheatmaps.tensor.RgbImage;

/** Images made smaller, by the means of boxes of pixels. */
final class Shrink {
    private Shrink() {}

    /** The image, no longer than some pixels on either side. */
    static RgbImage to(RgbImage image, int most) {
        int longest = Math.max(image.width(), image.height());
        if (longest <= most) {
            return image;
        }
        int width = Math.max(1, (int) ((long) image.width() * most / longest));
        int height = Math.max(1, (int) ((long) image.height() * most / longest));
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0, at = 0; y < height; y++) {
            int top = (int) ((long) y * image.height() / height);
            int bottom = (int) ((y + 1L) * image.height() / height);
            for (int x = 0; x < width; x++, at += 3) {
                int left = (int) ((long) x * image.width() / width);
                int right = (int) ((x + 1L) * image.width() / width);
                mean(image, left, top, right, bottom, rgb, at);
            }
        }
        return new RgbImage(width, height, rgb);
    }

    private static void mean(RgbImage image, int left, int top, int right, int bottom, byte[] rgb, int at) {
        byte[] from = image.rgb();
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = 3 * (y * image.width() + x);
                red += from[pixel] & 0xFF;
                green += from[pixel + 1] & 0xFF;
                blue += from[pixel + 2] & 0xFF;
            }
        }
        long count = (long) (bottom - top) * (right - left);
        rgb[at] = (byte) ((red + count / 2) / count);
        rgb[at + 1] = (byte) ((green + count / 2) / count);
        rgb[at + 2] = (byte) ((blue + count / 2) / count);
    }
}

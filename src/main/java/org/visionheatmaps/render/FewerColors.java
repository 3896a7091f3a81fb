package org.visionheatmaps.render;

import java.util.Arrays;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

/** At most 256 colours, of which the nearest stands for any other. */
final class FewerColors {
    private static final int MOST = 256;

    private final int[] colors = new int[MOST];
    private int size;

    private FewerColors() {}

    /** The colours that an image's pixels have. */
    static FewerColors of(IndexedImage image) {
        boolean[] isUsed = new boolean[MOST];
        for (byte index : image.indices()) {
            isUsed[index & 0xFF] = true;
        }
        FewerColors used = new FewerColors();
        byte[] palette = image.palette();
        for (int number = 0; number < image.colors(); number++) {
            if (isUsed[number]) {
                used.add(color(palette, 3 * number));
            }
        }
        return used;
    }

    /** Whether a colour is one of them, now if not before. */
    boolean add(int color) {
        for (int i = 0; i < size; i++) {
            if (colors[i] == color) {
                return true;
            }
        }
        if (size == MOST) {
            return false;
        }
        colors[size++] = color;
        return true;
    }

    /** Adds as many as there is room for, spread over all: every 256th, then every 128th, and so on. */
    void addEvenly(int[] line) {
        for (int step = MOST; step > 0 && size < MOST; step /= 2) {
            for (int at = 0; at < line.length; at += step) {
                add(line[at]);
            }
        }
    }

    /** An image with the nearest of these colours. */
    RgbImage nearest(RgbImage image) {
        byte[] rgb = image.rgb().clone();
        int last = -1;
        int found = -1;
        for (int at = 0; at < rgb.length; at += 3) {
            int color = color(rgb, at);
            if (color != last) {
                last = color;
                found = nearest(color);
            }
            rgb[at] = (byte) (found >> 16);
            rgb[at + 1] = (byte) (found >> 8);
            rgb[at + 2] = (byte) found;
        }
        return new RgbImage(image.width(), image.height(), rgb);
    }

    private int nearest(int color) {
        return Arrays.stream(colors, 0, size)
                .reduce((a, b) -> distance(color, b) < distance(color, a) ? b : a)
                .orElseThrow();
    }

    private static int distance(int a, int b) {
        int red = (a >> 16) - (b >> 16);
        int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
        int blue = (a & 0xFF) - (b & 0xFF);
        return red * red + green * green + blue * blue;
    }

    private static int color(byte[] rgb, int at) {
        return (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
    }
}

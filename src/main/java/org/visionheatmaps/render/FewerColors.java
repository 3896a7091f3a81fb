package org.visionheatmaps.render;

import java.util.Arrays;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

/** At most 256 colours, of which the nearest stands for any other. */
final class FewerColors {
    private static final int MAX_COLORS = 256;

    private final int[] colors = new int[MAX_COLORS];
    private int size;

    private FewerColors() {}

    /** The colours that an image's pixels have. */
    static FewerColors of(IndexedImage image) {
        boolean[] isUsed = new boolean[MAX_COLORS];
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
        if (size == MAX_COLORS) {
            return false;
        }
        colors[size++] = color;
        return true;
    }

    /** Adds as many as there is room for, spread over all: every 256th, then every 128th, and so on. */
    void addEvenly(int[] line) {
        for (int step = MAX_COLORS; step > 0 && size < MAX_COLORS; step /= 2) {
            for (int at = 0; at < line.length; at += step) {
                add(line[at]);
            }
        }
    }

    /**
     * An image with the nearest of these colours.
     *
     * @param known all of its colours that are not one of these
     */
    RgbImage nearest(RgbImage image, int[] known) {
        int[] wanted = Arrays.copyOf(known, known.length + size);
        System.arraycopy(colors, 0, wanted, known.length, size);
        Arrays.sort(wanted);
        int[] found = new int[wanted.length];
        for (int at = 0; at < wanted.length; at++) {
            found[at] = at > 0 && wanted[at] == wanted[at - 1] ? found[at - 1] : nearest(wanted[at]);
        }
        byte[] rgb = image.rgb().clone();
        int last = -1;
        int color = -1;
        for (int at = 0; at < rgb.length; at += 3) {
            int old = color(rgb, at);
            if (old != last) {
                last = old;
                color = found[Arrays.binarySearch(wanted, old)];
            }
            rgb[at] = (byte) (color >> 16);
            rgb[at + 1] = (byte) (color >> 8);
            rgb[at + 2] = (byte) color;
        }
        return new RgbImage(image.width(), image.height(), rgb);
    }

    private int nearest(int color) {
        int nearest = colors[0];
        int least = distance(color, nearest);
        for (int at = 1; at < size && least > 0; at++) {
            int distance = distance(color, colors[at]);
            if (distance < least) {
                least = distance;
                nearest = colors[at];
            }
        }
        return nearest;
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

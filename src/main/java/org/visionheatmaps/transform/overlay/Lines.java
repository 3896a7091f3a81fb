package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Tensor;

/** Lines over colours, antialiased. */
final class Lines {
    private Lines() {}

    /** The distance from a line's middle, in pixels, from which on nothing of it is seen. */
    static double reach(double width) {
        return width / 2 + 0.5;
    }

    /** The share that a line has of a pixel at a distance from its middle. */
    static double share(double width, double distance) {
        return Math.min(Math.max(reach(width) - distance, 0), 1);
    }

    /**
     * Colours with lines over them; where a colour is missing, the line is not.
     *
     * @param x rows × columns of colours
     * @param distances of pixels from the lines' middles, row by row
     * @param color as 0xRRGGBB
     */
    static Tensor drawn(Tensor x, float[] distances, int color, double width) {
        int rows = x.size(0);
        int columns = x.size(1);
        int parts = x.size(2);
        double[] result = new double[Math.multiplyExact(parts, x.pixels())];
        for (int i = 0, pixel = 0, to = 0; i < rows; i++) {
            int from = x.offset() + i * x.stride(0);
            for (int j = 0; j < columns; j++, pixel++, from += x.stride(1)) {
                double share = share(width, distances[pixel]);
                for (int c = 0, shift = 16; c < parts; c++, shift -= 8, to++) {
                    double beneath = x.doubles()[from + c * x.stride(2)];
                    double line = c == 3 ? 1 : (color >> shift & 0xFF) / 255.0;
                    result[to] = beneath * (1 - share) + line * share;
                }
            }
        }
        return Tensor.of(
                Kind.COLOR, result, 0, new int[] {rows, columns, parts}, new int[] {parts * columns, parts, 1});
    }
}

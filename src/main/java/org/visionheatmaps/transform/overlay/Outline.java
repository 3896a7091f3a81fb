package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Draws the line on which the map has one value over the photograph. What {@link QuantileOutline} is once it is fitted.
 *
 * <p>Shape: rows × columns of scalars, the image's size, to colours. Values: components in [0, 1]. Formula: the line is that of marching
 * squares between the pixels' centres (Lorensen and Cline 1987, in two dimensions; a saddle is decided by the mean of its four values); a
 * pixel at the distance d from it has the share min(max(width/2 + 1/2 - d, 0), 1) of the colour, and the photograph's the rest. Edges: no
 * image: the line on black; an image of another size is an error of the element; where a value is missing there is no line.
 *
 * @param level of the line, in the map's units
 * @param color as 0xRRGGBB
 * @param width of the line in pixels, in (0, 100]
 */
public record Outline(double level, int color, double width) implements OverValues {
    public static final double DEFAULT_LEVEL = 0.5;
    public static final String DEFAULT_COLOR = "#ffff00";
    public static final double DEFAULT_WIDTH = 2;

    private static final double MAX_WIDTH = 100;

    /**
     * @throws IllegalArgumentException unless the level is finite and the width in (0, 100]
     */
    public Outline {
        if (!(Math.abs(level) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Outline needs a finite level, but got " + level);
        }
        requireWidth("Outline", width);
    }

    static void requireWidth(String step, double width) {
        if (!(width > 0 && width <= MAX_WIDTH)) {
            throw new IllegalArgumentException(
                    step + " needs a width in (0, " + (int) MAX_WIDTH + "] pixels, but got " + width);
        }
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        int rows = x.size(0);
        int columns = x.size(1);
        Photographs.requireSize(this, rows, columns, image);
        float[] distances = new IsoLine(x, level, Lines.reach(width)).distances();
        double[] colors = new double[Math.multiplyExact(3, x.pixels())];
        for (int pixel = 0, at = 0; pixel < distances.length; pixel++) {
            double share = Lines.share(width, distances[pixel]);
            for (int shift = 16; shift >= 0; shift -= 8, at++) {
                double beneath = image == null ? 0 : (image.rgb()[at] & 0xFF) / 255.0;
                colors[at] = beneath * (1 - share) + (color >> shift & 0xFF) / 255.0 * share;
            }
        }
        return Photographs.colors(colors, rows, columns);
    }

    static String text(int color) {
        return "\"#" + Integer.toHexString(1 << 24 | color).substring(1) + "\"";
    }

    @Override
    public String toString() {
        return "Outline(" + level + ", " + text(color) + ", " + width + ")";
    }
}

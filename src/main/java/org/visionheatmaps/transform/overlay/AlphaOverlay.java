package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Lays the heatmap over the photograph.
 *
 * <p>Shape: rows × columns of colours, the image's size, kept. Values: components in [0, 1]. Formula: {@code img*(1-alpha) +
 * x*alpha} with img = byte/255, in double (SEMANTICS, AlphaOverlay); of a translucent colour alpha is its own times this. Edges: no image: unchanged, as in the reference; an image of
 * another size is an error of the element; where a colour is missing, the photograph shows.
 *
 * @param alpha the heatmap's share, in [0, 1]: 0 shows the photograph, 1 the heatmap
 */
public record AlphaOverlay(double alpha) implements OverColors {
    public static final double DEFAULT_ALPHA = 0.6;

    /** The number of values that a byte has. */
    public static final int LEVELS = 256;

    /**
     * @throws IllegalArgumentException unless alpha is in [0, 1]
     */
    public AlphaOverlay {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("AlphaOverlay needs alpha in [0, 1], but got " + alpha);
        }
    }

    /** Alpha 0.6. */
    public AlphaOverlay() {
        this(DEFAULT_ALPHA);
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        if (image == null) {
            return x;
        }
        int rows = x.size(0);
        int columns = x.size(1);
        requireSize(rows, columns, image);
        Tensor heatmap = Photographs.beneath(x, image);
        double[] colors = heatmap.doubles();
        byte[] rgb = image.rgb();
        double[] result = new double[rgb.length];
        double[] levels = levels(new double[LEVELS]);
        int component = heatmap.stride(2);
        for (int i = 0, at = 0; i < rows; i++) {
            int from = heatmap.offset() + i * heatmap.stride(0);
            for (int j = 0; j < columns; j++, at += 3, from += heatmap.stride(1)) {
                result[at] = levels[rgb[at] & 0xFF] + colors[from] * alpha;
                result[at + 1] = levels[rgb[at + 1] & 0xFF] + colors[from + component] * alpha;
                result[at + 2] = levels[rgb[at + 2] & 0xFF] + colors[from + 2 * component] * alpha;
            }
        }
        if (x.isMasked()) {
            showThrough(result, rgb);
        }
        return Photographs.colors(result, rows, columns);
    }

    /**
     * @throws org.visionheatmaps.tensor.BadDataException if the heatmap is not of the image's size
     */
    public void requireSize(int rows, int columns, RgbImage image) {
        Photographs.requireSize(this, rows, columns, image);
    }

    /** Writes the image's share of a component for each of its bytes, and returns the array. */
    public double[] levels(double[] shares) {
        for (int level = 0; level < LEVELS; level++) {
            shares[level] = level / 255.0 * (1 - alpha);
        }
        return shares;
    }

    /** Where a colour is missing, the photograph shows as it is. */
    private static void showThrough(double[] result, byte[] rgb) {
        for (int i = 0; i < result.length; i++) {
            if (Double.isNaN(result[i])) {
                result[i] = (rgb[i] & 0xFF) / 255.0;
            }
        }
    }

    @Override
    public String toString() {
        return "AlphaOverlay(" + alpha + ")";
    }
}

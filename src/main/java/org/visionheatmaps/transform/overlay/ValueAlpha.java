package org.visionheatmaps.transform.overlay;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;

/**
 * Lays the heatmap over the photograph as strongly as its values are: where the map is zero the photograph shows as it is.
 *
 * <p>Shape: rows × columns of colours, the image's size, kept. Values: components in [0, 1]. Formula: {@code img*(1-a) + x*a} with img =
 * byte/255 and {@code a = max * (|v|/m)^gamma}, where v is the value that the colour stands for, which has gone through the same flips and
 * sizes as the colours, and m the greatest |v| of the map. Edges: no image: unchanged; an image of another size is an error of the element;
 * a map of zeros shows the photograph alone; where a value is missing, the photograph shows, or the colour of missing values if there is one.
 *
 * @param max the share of the heatmap where the map is strongest, in [0, 1]
 * @param gamma above 0: below 1 weak values show more, above 1 less
 */
public record ValueAlpha(double max, double gamma) implements OverColors {
    public static final double DEFAULT_MAX = 0.9;
    public static final double DEFAULT_GAMMA = 1;

    /**
     * @throws IllegalArgumentException unless max is in [0, 1] and gamma finite and above 0
     */
    public ValueAlpha {
        if (!(max >= 0 && max <= 1)) {
            throw new IllegalArgumentException("ValueAlpha needs max in [0, 1], but got " + max);
        }
        if (!(gamma > 0 && gamma <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("ValueAlpha needs gamma above 0, but got " + gamma);
        }
    }

    @Override
    public boolean usesValues() {
        return true;
    }

    /** Without values, each is as strong as any. */
    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return new AlphaOverlay(max).apply(x, image);
    }

    @Override
    public Tensor applyIn(Tensor x, Scene scene) {
        RgbImage image = scene.photograph();
        Tensor values = scene.values();
        if (image == null || values == null) {
            return apply(x, image);
        }
        int rows = x.size(0);
        int columns = x.size(1);
        Photographs.requireSize(this, rows, columns, image);
        Tensor heatmap = Photographs.beneath(x, image);
        double greatest = greatest(values);
        double[] result = new double[image.rgb().length];
        for (int i = 0, to = 0; i < rows; i++) {
            int from = heatmap.offset() + i * heatmap.stride(0);
            int at = values.offset() + i * values.stride(0);
            for (int j = 0; j < columns; j++, from += heatmap.stride(1), at += values.stride(1)) {
                double alpha = alpha(value(values, at), greatest);
                for (int c = 0; c < 3; c++, to++) {
                    double beneath = (image.rgb()[to] & 0xFF) / 255.0;
                    double color = heatmap.doubles()[from + c * heatmap.stride(2)];
                    result[to] = Double.isNaN(color) ? beneath : beneath * (1 - alpha) + color * alpha;
                }
            }
        }
        return Photographs.colors(result, rows, columns);
    }

    /**
     * The share of the heatmap where a value is.
     *
     * @param greatest magnitude of the map
     */
    public double alpha(double value, double greatest) {
        if (Double.isNaN(value)) {
            return max;
        }
        double share = Math.abs(value) / greatest;
        return greatest == 0 ? 0 : max * (gamma == 1 ? share : Math.pow(share, gamma));
    }

    /**
     * @throws org.visionheatmaps.tensor.BadDataException if the heatmap is not of the image's size
     */
    public void requireSize(int rows, int columns, RgbImage image) {
        Photographs.requireSize(this, rows, columns, image);
    }

    /** The greatest magnitude; 0 if every value is missing. */
    private static double greatest(Tensor values) {
        double greatest = 0;
        for (int i = 0; i < values.size(0); i++) {
            int at = values.offset() + i * values.stride(0);
            for (int j = 0; j < values.size(1); j++, at += values.stride(1)) {
                double magnitude = Math.abs(value(values, at));
                greatest = magnitude > greatest ? magnitude : greatest;
            }
        }
        return greatest;
    }

    private static double value(Tensor values, int at) {
        return values.isFloat() ? values.floats()[at] : values.doubles()[at];
    }

    @Override
    public String toString() {
        return "ValueAlpha(" + max + ", " + gamma + ")";
    }
}

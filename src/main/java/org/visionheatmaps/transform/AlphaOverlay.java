package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Lays the heatmap over the photograph.
 *
 * <p>Shape: rows × columns of colours, the image's size, kept. Values: components in [0, 1]. Formula: {@code img*(1-alpha) +
 * x*alpha} with img = byte/255, in double (SEMANTICS, AlphaOverlay). Edges: no image: unchanged, as in the reference; an image of
 * another size is an error of the element.
 *
 * @param alpha the heatmap's share, in [0, 1]: 0 shows the photograph, 1 the heatmap
 */
public record AlphaOverlay(double alpha) implements Transform {
    public static final double DEFAULT_ALPHA = 0.6;

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
    public Set<Kind> inputKinds() {
        return Set.of(Kind.COLOR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return Kind.COLOR;
    }

    @Override
    public boolean usesImage() {
        return true;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        if (image == null) {
            return x;
        }
        int rows = x.size(0);
        int columns = x.size(1);
        if (rows != image.height() || columns != image.width()) {
            throw new BadDataException(
                    BadDataException.Reason.IMAGE_SIZE,
                    this + " needs a heatmap of the image's size, but the heatmap is " + columns + "×" + rows
                            + " and the image " + image.width() + "×" + image.height()
                            + " (width×height): put ResizeToImage() before it");
        }
        double[] colors = x.doubles();
        byte[] rgb = image.rgb();
        double[] result = new double[rgb.length];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                int from = x.offset() + i * x.stride(0) + j * x.stride(1);
                int pixel = 3 * (i * columns + j);
                int at = 3 * (j * rows + i);
                for (int c = 0; c < 3; c++) {
                    double photograph = (rgb[pixel + c] & 0xFF) / 255.0;
                    result[at + c] = photograph * (1 - alpha) + colors[from + c * x.stride(2)] * alpha;
                }
            }
        }
        return Tensor.colors(result, rows, columns);
    }

    @Override
    public String toString() {
        return "AlphaOverlay(" + alpha + ")";
    }
}

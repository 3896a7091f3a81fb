package org.visionheatmaps.io.image;

import java.io.Serializable;
import java.util.List;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Photographs that are numbers, as a model was fed them. A model's preprocessing is undone:
 * {@code pixel = rint(255 * clamp(x * std + mean, 0, 1))} in double, ties to even, for each of the three channels; one channel is
 * grey.
 *
 * @param layout the declared order of the dimensions
 * @param mean what was taken from values in [0, 1], one for all channels or one for each of three
 * @param std what they were then divided by
 */
public record TensorPixels(Layout layout, List<Double> mean, List<Double> std) implements Serializable {
    /** Values in [0, 1], C×H×W. */
    public static final TensorPixels DEFAULT = new TensorPixels(Layout.NCHW, List.of(0.0), List.of(1.0));

    private static final int CHANNELS = 3;

    /**
     * @throws IllegalArgumentException if there are neither one nor three finite numbers
     */
    public TensorPixels {
        mean = required("--image-mean", mean);
        std = required("--image-std", std);
    }

    private static List<Double> required(String option, List<Double> values) {
        boolean right = values.size() == 1 || values.size() == CHANNELS;
        if (!right || !values.stream().allMatch(value -> Double.isFinite(value))) {
            throw new IllegalArgumentException(option
                    + " needs one number, or three: red, green, blue (such as 0.485,0.456,0.406), but got " + values);
        }
        return List.copyOf(values);
    }

    /**
     * The pixels of a tensor W×H×C.
     *
     * @throws BadDataException if it has neither one nor three channels, or a value is not a number
     */
    public RgbImage toRgb(Tensor x) {
        int width = x.size(0);
        int height = x.size(1);
        int channels = x.size(2);
        if (channels != 1 && channels != CHANNELS) {
            throw bad("an image needs 1 or 3 channels, but this one has " + channels + " in layout " + layout
                    + ": --image-layout declares another");
        }
        byte[] rgb = new byte[Math.multiplyExact(CHANNELS, Math.multiplyExact(width, height))];
        for (int c = 0; c < CHANNELS; c++) {
            double m = mean.get(Math.min(c, mean.size() - 1));
            double s = std.get(Math.min(c, std.size() - 1));
            int plane = x.offset() + Math.min(c, channels - 1) * x.stride(2);
            int out = c;
            for (int j = 0; j < height; j++) {
                int at = plane + j * x.stride(1);
                for (int i = 0; i < width; i++, at += x.stride(0), out += CHANNELS) {
                    double value = x.isFloat() ? x.floats()[at] : x.doubles()[at];
                    if (Double.isNaN(value)) {
                        throw bad("the image has a NaN at column " + i + ", row " + j);
                    }
                    rgb[out] = RgbImage.toByte(value * s + m);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    private static BadDataException bad(String message) {
        return new BadDataException(BadDataException.Reason.BAD_IMAGE, message);
    }
}

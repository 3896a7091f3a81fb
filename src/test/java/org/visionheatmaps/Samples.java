package org.visionheatmaps;

import java.util.Random;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Seeded signed data for tests: the same numbers under every dtype and stride order. */
public final class Samples {
    private Samples() {}

    /** How a tensor lies in its array. */
    public enum Strides {
        /** W fastest, as NCHW. */
        PLANES,
        /** C fastest, as NHWC, after a gap of a few values. */
        PIXELS
    }

    /** Random signed channels, W×H×C. */
    public static Tensor channels(boolean floats, Strides order, int width, int height, int channels) {
        boolean planes = order == Strides.PLANES;
        int offset = planes ? 0 : 5;
        int[] sizes = {width, height, channels};
        int[] strides = planes ? new int[] {1, width, width * height} : new int[] {channels, channels * width, 1};
        double[] doubles = new double[offset + width * height * channels];
        float[] singles = new float[doubles.length];
        Random random = new Random(7);
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < height; j++) {
                for (int i = 0; i < width; i++) {
                    int at = offset + i * strides[0] + j * strides[1] + c * strides[2];
                    singles[at] = (float) random.nextGaussian();
                    doubles[at] = floats ? singles[at] : random.nextGaussian();
                }
            }
        }
        return floats
                ? Tensor.of(Kind.CHANNELS, singles, offset, sizes, strides)
                : Tensor.of(Kind.CHANNELS, doubles, offset, sizes, strides);
    }

    /** Random signed scalars, W×H: a channel of {@link #channels}. */
    public static Tensor scalars(boolean floats, Strides order, int width, int height) {
        return channels(floats, order, width, height, 2).channel(1);
    }

    /** Random colours in [0, 1]. */
    public static Tensor colors(Strides order, int width, int height) {
        Tensor signed = channels(false, order, width, height, 3);
        double[] values = signed.doubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]) % 1;
        }
        return signed.view(Kind.COLOR, new int[] {width, height, 3}, new int[] {
            signed.stride(0), signed.stride(1), signed.stride(2)
        });
    }

    /** Random pixels. */
    public static RgbImage image(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(11).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }
}

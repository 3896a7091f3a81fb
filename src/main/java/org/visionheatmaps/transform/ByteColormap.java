package org.visionheatmaps.transform;

import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * {@link Clip}, {@link RangeColormap}, {@link FlipImage} and the rounding to bytes in one pass: the same bytes, without the
 * doubles between. Not for two threads at once.
 *
 * <p>A position on the scheme nearly always lies in a small step within which each byte is constant; those bytes are looked up.
 * Where a byte changes within the step, or is so close to it that the last bit could tell, colours are blended as {@link
 * RangeColormap} does.
 */
public final class ByteColormap {
    /** Steps between two colours; a power of two, so that scaling to it is exact. */
    private static final int STEPS = 64;

    /** How far a component times 255 must be from a tie for its byte to be sure, far more than any rounding before. */
    private static final double MARGIN = 1e-3;

    private static final int UNSURE = -1;

    private final ColorScheme scheme;
    private final double[] table;
    private final int[] sure;
    private double[] run = {};

    public ByteColormap(ColorScheme scheme) {
        this.scheme = scheme;
        this.table = scheme.components();
        this.sure = new int[(scheme.size() - 1) * STEPS + 1];
        for (int step = 0; step < sure.length; step++) {
            double position = 1 + (double) step / STEPS;
            sure[step] = sureColor(position, Math.min(position + 1.0 / STEPS, scheme.size()));
        }
    }

    /** The bytes that all positions from one to another have, or {@link #UNSURE}. */
    private int sureColor(double from, double to) {
        int before = (int) from;
        int a = 3 * (before - 1);
        int b = 3 * Math.min(before, scheme.size() - 1);
        int color = 0;
        for (int c = 0; c < 3; c++) {
            double start = 255 * (table[a + c] + (from - before) * (table[b + c] - table[a + c]));
            double end = 255 * (table[a + c] + (to - before) * (table[b + c] - table[a + c]));
            double least = Math.rint(Math.min(start, end) - MARGIN);
            if (least != Math.rint(Math.max(start, end) + MARGIN)) {
                return UNSURE;
            }
            color = color << 8 | (int) Math.min(255, Math.max(0, least));
        }
        return color;
    }

    /**
     * Whether {@link #paint} can do this range: all but those so small or large that their scale overflows.
     *
     * @param inFloat whether the values are float, and not clipped
     */
    static boolean canPaint(RangeColormap colormap, boolean inFloat) {
        double scale = (colormap.scheme().size() - 1) / (colormap.upper() - colormap.lower());
        return inFloat
                ? colormap.scaleIsFinite((float) colormap.lower(), (float) colormap.upper())
                : !Double.isInfinite(scale) && !Double.isInfinite(colormap.upper() - colormap.lower());
    }

    /**
     * Paints finite scalars.
     *
     * @param clip applied before, or null
     * @param colormap of this scheme
     * @param flip whether the first dimension is the image's columns
     * @return the image, in the scratch's memory
     */
    RgbImage paint(Tensor x, Clip clip, RangeColormap colormap, boolean flip, Scratch scratch) {
        int width = x.size(0);
        int height = x.size(1);
        byte[] rgb = scratch.bytes(Math.multiplyExact(3, x.pixels()));
        int pixel = flip ? 3 : 3 * height;
        for (int j = 0; j < height; j++) {
            int from = x.offset() + j * x.stride(1);
            int at = flip ? 3 * j * width : 3 * j;
            if (x.isFloat() && clip == null) {
                paintFloats(x.floats(), from, x.stride(0), width, colormap, rgb, at, pixel);
            } else {
                load(x, from, clip);
                paintDoubles(width, colormap, rgb, at, pixel);
            }
        }
        return flip ? new RgbImage(width, height, rgb) : new RgbImage(height, width, rgb);
    }

    private void paintFloats(
            float[] values, int from, int step, int length, RangeColormap colormap, byte[] rgb, int at, int pixel) {
        float low = (float) colormap.lower();
        float high = (float) colormap.upper();
        float scale = (scheme.size() - 1) / (high - low);
        for (int i = 0, out = at; i < length; i++, out += pixel) {
            float value = values[from + i * step];
            float position = ((value < low ? low : value > high ? high : value) - low) * scale + 1;
            int color = sure[(int) (position * STEPS) - STEPS];
            if (color == UNSURE) {
                color = blended(position);
            }
            rgb[out] = (byte) (color >> 16);
            rgb[out + 1] = (byte) (color >> 8);
            rgb[out + 2] = (byte) color;
        }
    }

    private void paintDoubles(int length, RangeColormap colormap, byte[] rgb, int at, int pixel) {
        double low = colormap.lower();
        double high = colormap.upper();
        double scale = (scheme.size() - 1) / (high - low);
        for (int i = 0, out = at; i < length; i++, out += pixel) {
            double value = run[i];
            double position = ((value < low ? low : value > high ? high : value) - low) * scale + 1;
            int color = sure[(int) (position * STEPS) - STEPS];
            if (color == UNSURE) {
                color = blended(position);
            }
            rgb[out] = (byte) (color >> 16);
            rgb[out + 1] = (byte) (color >> 8);
            rgb[out + 2] = (byte) color;
        }
    }

    /** A run of values as doubles, clipped. */
    private void load(Tensor x, int from, Clip clip) {
        int width = x.size(0);
        int step = x.stride(0);
        if (run.length < width) {
            run = new double[width];
        }
        double low = clip == null ? Double.NEGATIVE_INFINITY : clip.lower();
        double high = clip == null ? Double.POSITIVE_INFINITY : clip.upper();
        for (int i = 0; i < width; i++) {
            double value = x.isFloat() ? x.floats()[from + i * step] : x.doubles()[from + i * step];
            run[i] = value < low ? low : value > high ? high : value;
        }
    }

    private int blended(float position) {
        int before = (int) position;
        float weight = 1 - (position - before);
        int a = 3 * (before - 1);
        int b = 3 * Math.min(before, scheme.size() - 1);
        boolean inFloat = scheme.storedAsBytes();
        int color = 0;
        for (int c = 0; c < 3; c++) {
            double component = inFloat
                    ? weight * (float) table[a + c] + (1 - weight) * (float) table[b + c]
                    : weight * table[a + c] + (1 - weight) * table[b + c];
            color = color << 8 | RgbImage.toByte(component) & 0xFF;
        }
        return color;
    }

    private int blended(double position) {
        int before = (int) position;
        double weight = 1 - (position - before);
        int a = 3 * (before - 1);
        int b = 3 * Math.min(before, scheme.size() - 1);
        int color = 0;
        for (int c = 0; c < 3; c++) {
            double component = weight * table[a + c] + (1 - weight) * table[b + c];
            color = color << 8 | RgbImage.toByte(component) & 0xFF;
        }
        return color;
    }
}

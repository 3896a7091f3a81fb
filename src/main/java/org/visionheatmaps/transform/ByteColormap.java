package org.visionheatmaps.transform;

import java.util.Arrays;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * {@link Clip}, {@link RangeColormap}, {@link FlipImage} and the rounding to bytes in one pass: the same bytes, without the
 * doubles between. Not for two threads at once.
 *
 * <p>A position on the scheme nearly always lies in a small step within which each byte is constant; those bytes are looked up,
 * for which a position in float is good enough. Where a byte changes within the step, or so close to it that rounding could tell,
 * the position is computed and its colours blended as {@link RangeColormap} does.
 */
final class ByteColormap {
    /** Steps between two colours; a power of two, so that scaling to it is exact. */
    private static final int STEPS = 128;

    /** How far a position in float may be from the true one. */
    private static final double SLACK = 5e-4;

    /** How far a component times 255 must be from a tie for its byte to be sure, far more than any rounding of blends. */
    private static final double MARGIN = 1e-4;

    private static final int UNSURE = -1;
    private static final int[] NOTHING_SURE = {UNSURE};

    private final ColorScheme scheme;
    private final double[] table;
    private final int[] sure;

    ByteColormap(ColorScheme scheme) {
        this.scheme = scheme;
        this.table = scheme.components();
        this.sure = new int[(scheme.size() - 1) * STEPS + 1];
        for (int step = 0; step < sure.length; step++) {
            sure[step] = sureColor(1 + (double) step / STEPS);
        }
    }

    ColorScheme scheme() {
        return scheme;
    }

    /** The bytes that all positions of a step have, or {@link #UNSURE}. */
    private int sureColor(double from) {
        double to = from + 1.0 / STEPS;
        int color = 0;
        for (int c = 0; c < 3; c++) {
            // Linear between these, so one of them is the least and one the greatest.
            double[] ends = {component(from - SLACK, c), component(from, c), component(to, c), component(to + SLACK, c)
            };
            Arrays.sort(ends);
            double least = Math.rint(255 * ends[0] - MARGIN);
            if (least != Math.rint(255 * ends[3] + MARGIN)) {
                return UNSURE;
            }
            color = color << 8 | (int) Math.min(255, Math.max(0, least));
        }
        return color;
    }

    private double component(double position, int c) {
        double inside = Math.min(Math.max(position, 1), scheme.size());
        int before = (int) inside;
        double a = table[3 * (before - 1) + c];
        double b = table[3 * Math.min(before, scheme.size() - 1) + c];
        return a + (inside - before) * (b - a);
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
        boolean exactEnough = isExactEnough(x, clip, colormap);
        int[] known = exactEnough ? sure : NOTHING_SURE;
        float[] run = scratch.floatRun(0);
        int[] colors = scratch.colorRun();
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i += Scratch.RUN) {
                int count = Math.min(Scratch.RUN, width - i);
                int from = x.offset() + i * x.stride(0) + j * x.stride(1);
                if (exactEnough) {
                    load(x, from, run, count);
                    place(run, count, clip, colormap);
                } else {
                    Arrays.fill(run, 0, count, 1);
                }
                for (int k = 0; k < count; k++) {
                    int color = known[(int) (run[k] * STEPS) - STEPS];
                    colors[k] = color == UNSURE ? blended(x, from + k * x.stride(0), clip, colormap) : color;
                }
                if (flip) {
                    store(colors, count, rgb, 3 * (j * width + i));
                } else {
                    store(colors, count, rgb, 3 * (i * height + j), 3 * height);
                }
            }
        }
        return flip ? new RgbImage(width, height, rgb) : new RgbImage(height, width, rgb);
    }

    /** Whether positions in float are within {@link #SLACK}, whatever the value. */
    private boolean isExactEnough(Tensor x, Clip clip, RangeColormap colormap) {
        if (x.isFloat() && clip == null) {
            return true;
        }
        double most = Math.max(Math.abs(colormap.lower()), Math.abs(colormap.upper()));
        double scale = (scheme.size() - 1) / (colormap.upper() - colormap.lower());
        float ulp = Math.ulp((float) most);
        return (float) most < Float.MAX_VALUE
                && colormap.scaleIsFinite((float) colormap.lower(), (float) colormap.upper())
                && 4 * ulp * scale + 8 * scheme.size() * Math.ulp(1f) < SLACK;
    }

    private static void load(Tensor x, int from, float[] run, int count) {
        if (x.isFloat()) {
            Scratch.load(x.floats(), from, x.stride(0), run, count);
            return;
        }
        double[] values = x.doubles();
        for (int i = 0; i < count; i++) {
            run[i] = (float) values[from + i * x.stride(0)];
        }
    }

    /** Replaces values by positions: exact for floats that are not clipped. */
    private void place(float[] run, int count, Clip clip, RangeColormap colormap) {
        float low = (float) colormap.lower();
        float high = (float) colormap.upper();
        float least = clip == null ? low : Math.min(Math.max((float) clip.lower(), low), high);
        float greatest = clip == null ? high : Math.min(Math.max((float) clip.upper(), low), high);
        float scale = (scheme.size() - 1) / (high - low);
        for (int i = 0; i < count; i++) {
            run[i] = (Math.min(Math.max(run[i], least), greatest) - low) * scale + 1;
        }
    }

    /** The colour of one value, exactly. */
    private int blended(Tensor x, int at, Clip clip, RangeColormap colormap) {
        if (x.isFloat() && clip == null) {
            float low = (float) colormap.lower();
            float high = (float) colormap.upper();
            float scale = (scheme.size() - 1) / (high - low);
            return blended((Math.min(Math.max(x.floats()[at], low), high) - low) * scale + 1);
        }
        double value = x.isFloat() ? x.floats()[at] : x.doubles()[at];
        double clipped = clip == null ? value : clip.clamp(value);
        double low = colormap.lower();
        double high = colormap.upper();
        double scale = (scheme.size() - 1) / (high - low);
        return blended((Math.min(Math.max(clipped, low), high) - low) * scale + 1);
    }

    private static void store(int[] colors, int count, byte[] rgb, int at) {
        for (int i = 0; i < count; i++) {
            int color = colors[i];
            rgb[at + 3 * i] = (byte) (color >> 16);
            rgb[at + 3 * i + 1] = (byte) (color >> 8);
            rgb[at + 3 * i + 2] = (byte) color;
        }
    }

    private static void store(int[] colors, int count, byte[] rgb, int at, int step) {
        for (int i = 0, out = at; i < count; i++, out += step) {
            int color = colors[i];
            rgb[out] = (byte) (color >> 16);
            rgb[out + 1] = (byte) (color >> 8);
            rgb[out + 2] = (byte) color;
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

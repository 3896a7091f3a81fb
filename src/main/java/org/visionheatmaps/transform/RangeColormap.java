package org.visionheatmaps.transform;

import java.util.Arrays;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Missing;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Maps values to colours over a fixed range. What {@link ExtremaColormap} and {@link CenteredColormap} are once they are fitted.
 *
 * <p>Shape: W×H to W×H colours. Values: components in [0, 1]. Formula: with T the data's dtype and n colours, {@code fp = (clamp(x,
 * lower, upper) - lower) * (T(n-1) / (upper-lower)) + 1}, blended linearly between its two neighbours, weights in T and the blend
 * in double (SEMANTICS). Alphas of translucent colours are blended in the same way, and multiplied after it. Edges: values outside get the first or last colour; NaN and infinity are errors of the element; a range whose scale is
 * not finite in float is computed in double. With levels, the place of a value is cut before it is coloured, as tools do that colour by a
 * table: {@code floor((clamp(x, lower, upper) - lower) / (upper - lower) * (levels - 1))} of {@code levels - 1}, in the dtype.
 *
 * @param lower the value of the first colour
 * @param upper the value of the last colour
 * @param levels of values that have a colour each, 2 to 256; 0 for as many as there are values
 */
public record RangeColormap(ColorScheme scheme, double lower, double upper, int levels) implements Colormap {
    private static final int MAX_LEVELS = 256;

    /**
     * @throws IllegalArgumentException unless lower &lt; upper and both are finite, and levels are 0 or 2 to 256
     */
    public RangeColormap {
        if (!(lower < upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new IllegalArgumentException(
                    "RangeColormap needs finite lower < upper, but got " + lower + " and " + upper);
        }
        requireLevels(levels);
    }

    /** Without levels. */
    public RangeColormap(ColorScheme scheme, double lower, double upper) {
        this(scheme, lower, upper, 0);
    }

    static void requireLevels(int levels) {
        if (levels != 0 && (levels < 2 || levels > MAX_LEVELS)) {
            throw new IllegalArgumentException(
                    "A colormap needs 2 to " + MAX_LEVELS + " levels, or 0 for no levels," + " but got " + levels);
        }
    }

    /** The same colours over another range. */
    public RangeColormap over(ValueRange range) {
        return new RangeColormap(scheme, range.lower(), range.upper(), levels);
    }

    /** What the colours stand for. */
    public ValueRange range() {
        return new ValueRange(lower, upper);
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return x.isMasked() ? passingOn(x) : painted(x);
    }

    /** Values that are missing become colours that are. */
    private Tensor passingOn(Tensor x) {
        Tensor presence = Missing.presence(x);
        Tensor colors = painted(Missing.filled(x, lower));
        double[] components = colors.doubles();
        int parts = colors.size(2);
        long count = 0;
        for (int j = 0, at = 0; j < x.size(1); j++) {
            for (int i = 0; i < x.size(0); i++, at += parts) {
                boolean isThere = presence.at(i, j) == 1;
                count += isThere ? 1 : 0;
                if (!isThere) {
                    Arrays.fill(components, at, at + parts, Double.NaN);
                }
            }
        }
        Missing.requireSome(count);
        return colors;
    }

    private Tensor painted(Tensor x) {
        double[] colors = painted(x, scheme);
        if (!scheme.hasAlpha()) {
            return Tensor.colors(colors, x.size(0), x.size(1));
        }
        double[] alphas = painted(x, scheme.opacities());
        double[] both = new double[Math.multiplyExact(4, x.pixels())];
        for (int pixel = 0; pixel < x.pixels(); pixel++) {
            double alpha = alphas[3 * pixel];
            for (int c = 0; c < 3; c++) {
                both[4 * pixel + c] = colors[3 * pixel + c] * alpha;
            }
            both[4 * pixel + 3] = alpha;
        }
        return Tensor.of(Kind.COLOR, both, 0, new int[] {x.size(0), x.size(1), 4}, new int[] {4, 4 * x.size(0), 1});
    }

    private double[] painted(Tensor x, ColorScheme colorsOnly) {
        double[] table = colorsOnly.components();
        double[] colors = new double[Math.multiplyExact(3, x.pixels())];
        for (int j = 0; j < x.size(1); j++) {
            paint(x, j, table, colors, 3 * j * x.size(0));
        }
        return colors;
    }

    /**
     * Paints a line of finite scalars along the first dimension.
     *
     * @param table the components of the scheme
     * @param colors where the components go, from {@code at} on
     */
    public void paint(Tensor x, int j, double[] table, double[] colors, int at) {
        int from = x.offset() + j * x.stride(1);
        if (levels > 0) {
            paintLevels(x, from, table, colors, at);
        } else if (x.isFloat() && scaleIsFinite((float) lower, (float) upper)) {
            paintFloats(x.floats(), from, x.stride(0), x.size(0), table, colors, at);
        } else {
            paintDoubles(x, from, table, colors, at);
        }
    }

    public boolean scaleIsFinite(float low, float high) {
        float scale = (scheme.size() - 1) / (high - low);
        return high > low && !Float.isInfinite(high - low) && !Float.isInfinite(scale);
    }

    private void paintLevels(Tensor x, int from, double[] table, double[] colors, int at) {
        boolean inFloat = x.isFloat() && scaleIsFinite((float) lower, (float) upper);
        int last = scheme.size() - 1;
        for (int i = 0; i < x.size(0); i++) {
            double value = x.isFloat() ? x.floats()[from + i * x.stride(0)] : x.doubles()[from + i * x.stride(0)];
            requireFinite(value);
            double place = (double) (level(value, inFloat) * last) / (levels - 1);
            int before = (int) place;
            double weight = 1 - (place - before);
            for (int c = 0; c < 3; c++) {
                colors[at + 3 * i + c] =
                        weight * table[3 * before + c] + (1 - weight) * table[3 * Math.min(before + 1, last) + c];
            }
        }
    }

    /**
     * The level of a value, from 0, of a colormap that has levels.
     *
     * @param inFloat whether the value is a float, and is computed with as such
     */
    public int level(double value, boolean inFloat) {
        if (inFloat) {
            float low = (float) lower;
            float high = (float) upper;
            return (int) ((Math.min(Math.max((float) value, low), high) - low) / (high - low) * (levels - 1));
        }
        double unit = Double.isInfinite(upper - lower) ? 0.5 : 1;
        double above = Math.min(Math.max(value, lower), upper) * unit - lower * unit;
        return (int) (above / (upper * unit - lower * unit) * (levels - 1));
    }

    private void paintFloats(float[] values, int from, int step, int length, double[] table, double[] colors, int at) {
        float low = (float) lower;
        float high = (float) upper;
        int last = scheme.size() - 1;
        float scale = last / (high - low);
        boolean blendInFloat = scheme.storedAsBytes();
        for (int i = 0; i < length; i++) {
            float value = values[from + i * step];
            requireFinite(value);
            float position = (Math.min(Math.max(value, low), high) - low) * scale + 1;
            int before = (int) position;
            float weight = 1 - (position - before);
            int a = 3 * (before - 1);
            int b = 3 * Math.min(before, last);
            for (int c = 0; c < 3; c++) {
                colors[at + 3 * i + c] = blendInFloat
                        ? weight * (float) table[a + c] + (1 - weight) * (float) table[b + c]
                        : weight * table[a + c] + (1 - weight) * table[b + c];
            }
        }
    }

    private void paintDoubles(Tensor x, int from, double[] table, double[] colors, int at) {
        int last = scheme.size() - 1;
        // Half of everything, which changes no quotient, where the range itself is larger than a double.
        double unit = Double.isInfinite(upper - lower) ? 0.5 : 1;
        double low = lower * unit;
        double high = upper * unit;
        double scale = last / (high - low);
        boolean scaleFirst = !Double.isInfinite(scale);
        for (int i = 0; i < x.size(0); i++) {
            double value =
                    (x.isFloat() ? x.floats()[from + i * x.stride(0)] : x.doubles()[from + i * x.stride(0)]) * unit;
            requireFinite(value);
            double above = Math.min(Math.max(value, low), high) - low;
            double position = (scaleFirst ? above * scale : above / (high - low) * last) + 1;
            int before = (int) position;
            double weight = 1 - (position - before);
            int a = 3 * (before - 1);
            int b = 3 * Math.min(before, last);
            for (int c = 0; c < 3; c++) {
                colors[at + 3 * i + c] = weight * table[a + c] + (1 - weight) * table[b + c];
            }
        }
    }

    private static void requireFinite(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new BadDataException(
                    BadDataException.Reason.NON_FINITE,
                    "a colormap needs finite values, but there is " + value + ", perhaps from an overflow before it");
        }
    }

    @Override
    public String toString() {
        return "RangeColormap(" + scheme + ", " + lower + ", " + upper + text(levels) + ")";
    }

    static String text(int levels) {
        return levels == 0 ? "" : ", levels=" + levels;
    }
}

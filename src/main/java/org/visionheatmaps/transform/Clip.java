package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Clamps values to fixed bounds. What {@link PercentileClip} is once it is fitted.
 *
 * <p>Shape: kept. Values: double from here on, in [lower, upper]. Formula: {@code min(max(x, lower), upper)} (SEMANTICS,
 * PercentileClip). Edges: equal bounds make a constant.
 *
 * @param lower the least value that stays, in the data's units
 * @param upper the greatest value that stays, in the data's units
 */
public record Clip(double lower, double upper) implements Transform {
    /**
     * @throws IllegalArgumentException unless lower &lt;= upper and both are finite
     */
    public Clip {
        if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new IllegalArgumentException(
                    "Clip needs finite lower <= upper (values, not fractions), but got " + lower + " and " + upper);
        }
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS, Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        int channels = x.kind() == Kind.SCALAR ? 1 : x.size(2);
        int plane = x.pixels();
        double[] clipped = new double[Math.multiplyExact(plane, channels)];
        for (int c = 0; c < channels; c++) {
            int channel = x.offset() + (x.kind() == Kind.SCALAR ? 0 : c * x.stride(2));
            for (int j = 0; j < x.size(1); j++) {
                int at = c * plane + j * x.size(0);
                clampRun(x, channel + j * x.stride(1), clipped, at);
            }
        }
        return x.kind() == Kind.SCALAR
                ? Tensor.scalars(clipped, x.size(0), x.size(1))
                : Tensor.channels(clipped, x.size(0), x.size(1), channels);
    }

    public double clamp(double value) {
        return Math.min(Math.max(value, lower), upper);
    }

    private void clampRun(Tensor x, int from, double[] clipped, int at) {
        int step = x.stride(0);
        int length = x.size(0);
        if (x.isFloat()) {
            float[] values = x.floats();
            for (int i = 0; i < length; i++) {
                clipped[at + i] = clamp(values[from + i * step]);
            }
        } else {
            double[] values = x.doubles();
            for (int i = 0; i < length; i++) {
                clipped[at + i] = clamp(values[from + i * step]);
            }
        }
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public Summary after(Summary before) {
        return before.clamped(lower, upper);
    }

    @Override
    public String toString() {
        return "Clip(" + lower + ", " + upper + ")";
    }
}

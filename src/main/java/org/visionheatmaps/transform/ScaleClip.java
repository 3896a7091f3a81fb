package org.visionheatmaps.transform;

import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Divides values by a magnitude and clips what is larger. What {@link MassClip} is once it is fitted.
 *
 * <p>Shape: kept. Values: in [-1, 1]; dtype kept. Formula: {@code min(max(x / scale, -1), 1)}, in the dtype. Edges: a scale of 0 makes 1, 0
 * and -1 of positive, zero and negative values.
 *
 * @param scale the magnitude that becomes 1, in the data's units
 */
public record ScaleClip(double scale) implements Transform {
    /**
     * @throws IllegalArgumentException unless the scale is finite and not negative
     */
    public ScaleClip {
        if (!(scale >= 0 && scale <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("ScaleClip needs a finite scale of 0 or more, but got " + scale);
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
        return x.map(of(x.isFloat()));
    }

    /**
     * What becomes of each value.
     *
     * @param areFloats whether values are floats
     */
    public DoubleUnaryOperator of(boolean areFloats) {
        float narrow = (float) scale;
        // A float's scale that is too small for a float divides as a double does.
        boolean isFloat = areFloats && (narrow > 0 || scale == 0);
        return value -> {
            if (scale == 0) {
                return Math.signum(value);
            }
            double scaled = isFloat ? (float) value / narrow : value / scale;
            return Math.min(Math.max(scaled, -1), 1);
        };
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "ScaleClip(" + scale + ")";
    }
}

package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Cuts values from 0 to 1 to a few levels, as tools do that colour by a table of 256 colours.
 *
 * <p>Shape: W×H, kept. Values: in [0, 1]; dtype kept. Formula: {@code floor((count - 1) * min(max(x, 0), 1)) / (count - 1)}. Edges: values
 * outside [0, 1] become its ends; {@link Normalize} brings them there.
 *
 * @param count of levels, 2 to 65,536
 */
public record Levels(int count) implements Transform {
    public static final int DEFAULT_COUNT = 256;

    private static final int MOST = 1 << 16;

    /**
     * @throws IllegalArgumentException unless the count is 2 to 65,536
     */
    public Levels {
        if (count < 2 || count > MOST) {
            throw new IllegalArgumentException("Levels needs a count of 2 to " + MOST + ", but got " + count);
        }
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        double steps = count - 1;
        return x.map(value -> Math.floor(steps * Math.min(Math.max(value, 0), 1)) / steps);
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public String toString() {
        return "Levels(" + count + ")";
    }
}

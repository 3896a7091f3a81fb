package org.visionheatmaps.transform;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Puts dimensions in another order: dimension d of the result is dimension {@code dims[d]} of the input.
 *
 * <p>Shape: W×H×C, or W×H for scalars and colours, permuted. Values: kept. Formula: a view with permuted strides, dimensions
 * counted from 1 as in the reference. Edges: must name every dimension of the value at its place, once.
 *
 * @param dims the order, counted from 1
 */
public record PermuteDims(List<Integer> dims) implements Transform {
    /**
     * @throws IllegalArgumentException if dimensions repeat or are not in 1 to 3
     */
    public PermuteDims {
        dims = Dims.distinct("PermuteDims", dims);
    }

    @Override
    public Set<Kind> inputKinds() {
        return EnumSet.allOf(Kind.class);
    }

    @Override
    public Kind outputKind(Kind input) {
        if (dims.size() != input.rank() || dims.stream().anyMatch(dim -> dim > input.rank())) {
            throw new IllegalArgumentException(this + " needs a value of " + dims.size()
                    + " dimensions and must name each, but " + input + " have " + input.rank() + " ("
                    + (input == Kind.CHANNELS ? "width, height, channels" : "width, height") + ")");
        }
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        outputKind(x.kind());
        return x.permute(dims.stream().mapToInt(dim -> dim - 1).toArray());
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
        return before;
    }

    @Override
    public String toString() {
        return "PermuteDims(" + Dims.text(dims) + ")";
    }
}

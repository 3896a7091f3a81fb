package org.visionheatmaps.transform;

import java.util.List;
import java.util.Set;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Drops a dimension of size 1, so that channels become scalars.
 *
 * <p>Shape: W×H×C without the dropped dimension, which leaves two. Values: kept. Formula: a view without the dimension, counted
 * from 1 as in the reference. Edges: a dropped dimension that is not of size 1 is an error of the element.
 *
 * @param dims the dimensions to drop, counted from 1; one, since a heatmap has two dimensions
 */
public record DropDims(List<Integer> dims) implements Transform {
    /**
     * @throws IllegalArgumentException if dimensions repeat or are not in 1 to 3
     */
    public DropDims {
        dims = Dims.distinct("DropDims", dims);
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS);
    }

    @Override
    public Kind outputKind(Kind input) {
        if (dims.size() != 1) {
            throw new IllegalArgumentException(this + " leaves " + (input.rank() - dims.size())
                    + " of 3 dimensions (width, height, channels), but a heatmap needs 2: drop one");
        }
        return Kind.SCALAR;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        outputKind(x.kind());
        int dropped = dims.get(0) - 1;
        if (x.size(dropped) != 1) {
            throw new BadDataException(
                    BadDataException.Reason.DIMENSIONS,
                    this + " needs size 1 in dimension " + dims.get(0) + ", but the value is " + x.shapeText());
        }
        int first = dropped == 0 ? 1 : 0;
        int second = dropped == 2 ? 1 : 2;
        return x.view(
                Kind.SCALAR, new int[] {x.size(first), x.size(second)}, new int[] {x.stride(first), x.stride(second)});
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
        return "DropDims(" + Dims.text(dims) + ")";
    }
}

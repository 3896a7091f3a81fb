package org.visionheatmaps.transform;

import java.util.EnumSet;
import java.util.Set;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Swaps the two spatial dimensions, so that W×H becomes an image of H rows and W columns. A transpose, no mirror.
 *
 * <p>Shape: W×H(×C) to H×W(×C). Values: kept. Formula: a view with swapped strides (SEMANTICS). Edges: none; without it an image
 * comes out transposed.
 */
public record FlipImage() implements Transform {
    @Override
    public Set<Kind> inputKinds() {
        return EnumSet.allOf(Kind.class);
    }

    @Override
    public Kind outputKind(Kind input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        return x.permute(1, 0);
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
        return "FlipImage()";
    }
}

package org.visionheatmaps.transform;

import java.util.Set;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.tensor.Kind;

/** A step that gives scalars the colours of a scheme, over a range that is a part of it, or is fitted. */
public sealed interface Colormap extends Transform permits RangeColormap, ExtremaColormap, CenteredColormap {
    /** The colours. */
    ColorScheme scheme();

    @Override
    default Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    default Kind outputKind(Kind input) {
        return Kind.COLOR;
    }

    @Override
    default boolean takesAll() {
        return true;
    }
}

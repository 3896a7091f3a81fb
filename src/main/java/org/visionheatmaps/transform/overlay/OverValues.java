package org.visionheatmaps.transform.overlay;

import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.transform.Transform;

/** A step that takes scalars, looks at the photograph, and gives colours. */
interface OverValues extends Transform {
    @Override
    default Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    default Kind outputKind(Kind input) {
        return Kind.COLOR;
    }

    @Override
    default boolean usesImage() {
        return true;
    }
}

package org.visionheatmaps.pipeline;

import java.util.Map;
import java.util.Set;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/** A transform of somebody else's: multiplies floats. Registered as a service in the tests' resources. */
public record ScaleForTests(double factor) implements Transform {
    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.SCALAR);
    }

    @Override
    public Kind outputKind(Kind input) {
        return Kind.SCALAR;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        float[] scaled = new float[x.pixels()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (factor * x.at(i % x.size(0), i / x.size(0)));
        }
        return Tensor.scalars(scaled, x.size(0), x.size(1));
    }

    @Override
    public String toString() {
        return "ScaleForTests(" + factor + ")";
    }

    /** As a jar on the class path would bring it. */
    public static final class Provider implements TransformProvider {
        @Override
        public Map<String, TransformFactory> transforms() {
            return Map.of("ScaleForTests", call -> new ScaleForTests(call.number("factor")));
        }
    }
}

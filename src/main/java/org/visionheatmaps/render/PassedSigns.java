package org.visionheatmaps.render;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Degeneracy;
import org.visionheatmaps.transform.Polarity;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.reduction.Reduction;

/**
 * Finds negative values of one channel that a reduction to magnitudes passes through.
 *
 * @param isPossible whether a pipeline has such a reduction, and no step that makes magnitudes
 */
record PassedSigns(boolean isPossible) {
    static PassedSigns of(List<Transform> steps) {
        return new PassedSigns(
                steps.stream().anyMatch(step -> step instanceof Reduction reduction && reduction.isOfMagnitudes())
                        && steps.stream().noneMatch(Polarity.class::isInstance));
    }

    /** What is degenerate about an element, with {@link Degeneracy#SIGNED} if it is. */
    Set<Degeneracy> addTo(Set<Degeneracy> others, Tensor x) {
        if (!isPossible || x.size(2) > 1 || !hasNegative(x.channel(0))) {
            return others;
        }
        Set<Degeneracy> found = EnumSet.of(Degeneracy.SIGNED);
        found.addAll(others);
        return found;
    }

    private static boolean hasNegative(Tensor map) {
        for (int j = 0; j < map.size(1); j++) {
            for (int i = 0, at = map.offset() + j * map.stride(1); i < map.size(0); i++, at += map.stride(0)) {
                if ((map.isFloat() ? map.floats()[at] : map.doubles()[at]) < 0) {
                    return true;
                }
            }
        }
        return false;
    }
}

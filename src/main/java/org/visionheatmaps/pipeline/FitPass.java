package org.visionheatmaps.pipeline;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.visionheatmaps.stats.ValueCounts;
import org.visionheatmaps.stats.Window;
import org.visionheatmaps.stats.WindowCounts;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Scene;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.Transform;

/**
 * One look at every element of a dataset: what is done to each, and what is counted of it.
 *
 * @param number of this pass in the fit, from 1
 * @param most passes that the fit may take
 * @param columns that make the groups
 * @param usesImage whether elements need their images
 * @param upstream the steps before the one that is fitted
 * @param trial the steps after them, fitted to each image, if one of them may refuse an element; otherwise none
 * @param windows what is counted by group; null in a first pass, which counts everything
 */
public record FitPass(
        int number,
        int most,
        List<String> columns,
        boolean usesImage,
        Upstream upstream,
        List<Transform> trial,
        SortedMap<Group, Set<Window>> windows)
        implements Serializable {
    /**
     * The steps before the one that is fitted.
     *
     * @param ofAll for every group, where no step before is fitted by group; otherwise null
     * @param byGroup for each group that is known
     * @param unknown to find out what else is wrong with elements of other groups
     */
    record Upstream(List<Transform> ofAll, SortedMap<Group, List<Transform>> byGroup, FittedPipeline unknown)
            implements Serializable {
        List<Transform> of(Group group) {
            return ofAll != null ? ofAll : byGroup.get(group);
        }
    }

    /** Counts of no elements. */
    public PartialCounts begin() {
        return new PartialCounts(group ->
                windows == null ? new ValueCounts() : new WindowCounts(windows.getOrDefault(group, new TreeSet<>())));
    }

    /**
     * Counts an element.
     *
     * @param counts are added to
     * @param group what the element has in the {@link #columns}
     * @param x channels, W×H×C, all finite or missing
     * @param image the photograph that belongs to it, or null
     * @throws BadDataException if the element cannot be drawn; it is not counted and is to be left out
     */
    public void see(PartialCounts counts, Group group, Tensor x, RgbImage image) {
        List<Transform> steps = upstream.of(group);
        if (steps == null) {
            upstream.unknown().apply(x, image);
            throw new BadDataException(
                    BadDataException.Reason.UNSEEN_GROUP, "no element of its group has passed the steps before");
        }
        Tensor values = apply(steps, x, image);
        apply(trial, values, image);
        counts.count(group, values);
    }

    private static Tensor apply(List<Transform> steps, Tensor x, RgbImage image) {
        Tensor value = x;
        RgbImage photograph = image;
        for (Transform step : steps) {
            value = FittedPipeline.apply(step, value, Scene.of(photograph));
            photograph = step.photograph(photograph);
        }
        return value;
    }
}

package org.visionheatmaps.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.transform.Clip;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.PercentileClip;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;

/**
 * Which steps over the dataset are fitted in one pass: those that follow each other with nothing between them that changes the order
 * of values. The extremes after a clip follow from its bounds and the extremes before it.
 */
record FitPlan(List<Step> steps, List<List<Integer>> passes) {
    static FitPlan of(Pipeline pipeline) {
        List<List<Integer>> passes = new ArrayList<>();
        for (int index = 0; index < pipeline.steps().size(); index++) {
            if (pipeline.steps().get(index) instanceof OverDataset) {
                List<Integer> last = passes.isEmpty() ? List.of() : passes.get(passes.size() - 1);
                if (last.isEmpty() || !share(pipeline.steps(), last, index)) {
                    passes.add(new ArrayList<>());
                }
                passes.get(passes.size() - 1).add(index);
            }
        }
        return new FitPlan(pipeline.steps(), passes);
    }

    /**
     * Whether a step is fitted in the pass of others before it. Quantiles of a group need one clip for all of the group; extremes
     * do not.
     */
    private static boolean share(List<Step> steps, List<Integer> before, int index) {
        for (int i = before.get(0); i < index; i++) {
            boolean keepsOrder = steps.get(i) instanceof OverDataset over
                    ? over.transform().keepsOrder()
                    : !(steps.get(i) instanceof Fittable) && ((Transform) steps.get(i)).keepsOrder();
            if (!keepsOrder) {
                return false;
            }
        }
        OverDataset step = (OverDataset) steps.get(index);
        if (step.transform().needsAllValues()) {
            return false;
        }
        return step.transform().fractions().isEmpty()
                || before.stream().allMatch(b -> step.by().containsAll(((OverDataset) steps.get(b)).by()));
    }

    /** The most passes that a fit takes. */
    int passes(QuantileMethod quantiles, boolean hasDoubles) {
        return passes.stream()
                .mapToInt(pass -> passes(pass, quantiles, hasDoubles))
                .sum();
    }

    private int passes(List<Integer> pass, QuantileMethod quantiles, boolean hasDoubles) {
        boolean searches = quantiles == QuantileMethod.EXACT
                && pass.stream()
                        .flatMap(index -> over(index).transform().fractions().stream())
                        .anyMatch(fraction -> fraction > 0 && fraction < 1);
        if (!searches) {
            return 1;
        }
        return hasDoubles || steps.subList(0, pass.get(0)).stream().anyMatch(FitPlan::makesDoubles) ? 3 : 2;
    }

    private static boolean makesDoubles(Step step) {
        return step instanceof Clip
                || step instanceof PercentileClip
                || step instanceof OverDataset over && over.transform() instanceof PercentileClip;
    }

    OverDataset over(int index) {
        return (OverDataset) steps.get(index);
    }

    /** The steps of a pass and all after it, fitted to each image, if any might refuse an element; otherwise none. */
    List<Transform> trial(List<Integer> pass) {
        List<Transform> rest = new ArrayList<>();
        for (Step step : steps.subList(pass.get(0), steps.size())) {
            rest.add(step instanceof OverDataset over ? over.transform() : (Transform) step);
        }
        return rest.stream().allMatch(Transform::takesAll) ? List.of() : rest;
    }
}

package org.visionheatmaps.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.stats.Window;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;

/** A fit under way: which steps have their constants, by group. */
final class Fitting {
    private final Pipeline pipeline;
    private final QuantileMethod quantiles;
    private final DataPass data;
    private final List<String> columns;
    private final FitPlan plan;
    /** By step, then by the step's own groups. */
    private final SortedMap<Integer, Map<Group, Transform>> constants = new TreeMap<>();

    private final List<FittedStep> steps = new ArrayList<>();
    private final Set<Group> groups = new HashSet<>();
    private int passes;

    Fitting(Pipeline pipeline, QuantileMethod quantiles, DataPass data) {
        this.pipeline = pipeline;
        this.quantiles = quantiles;
        this.data = data;
        this.columns = pipeline.groupColumns();
        this.plan = FitPlan.of(pipeline);
    }

    Fit run() {
        plan.passes().forEach(this::fit);
        if (plan.passes().isEmpty()) {
            return Fit.of(pipeline.fitted());
        }
        SortedMap<Group, FittedPipeline> fitted = new TreeMap<>();
        for (Group group : groups) {
            upTo(pipeline.steps().size(), group).ifPresent(steps -> fitted.put(group, new FittedPipeline(steps)));
        }
        return new Fit(pipeline, quantiles, passes, fitted, steps);
    }

    private void fit(List<Integer> together) {
        FitPass.Upstream upstream = upstream(together.get(0));
        List<Transform> trial = plan.trial(together);
        PartialCounts counts = pass(upstream, trial, null);
        groups.addAll(counts.groups());
        Block block = new Block(columns, plan, together, counts);
        if (quantiles == QuantileMethod.EXACT) {
            block.search();
            for (SortedMap<Group, Set<Window>> windows = block.windows();
                    !windows.isEmpty();
                    windows = block.windows()) {
                block.narrow(pass(upstream, trial, windows));
            }
        }
        block.fit();
        constants.putAll(block.constants());
        steps.addAll(block.fitted());
    }

    private PartialCounts pass(
            FitPass.Upstream upstream, List<Transform> trial, SortedMap<Group, Set<Window>> windows) {
        passes++;
        int most = Math.max(passes, plan.passes(quantiles, false));
        return data.run(new FitPass(passes, most, columns, pipeline.usesImage(), upstream, trial, windows));
    }

    private FitPass.Upstream upstream(int end) {
        if (constants.isEmpty()) {
            return new FitPass.Upstream(upTo(end, Group.ALL).orElseThrow(), null, null);
        }
        SortedMap<Group, List<Transform>> byGroup = new TreeMap<>();
        for (Group group : groups) {
            upTo(end, group).ifPresent(transforms -> byGroup.put(group, transforms));
        }
        return new FitPass.Upstream(null, byGroup, pipeline.perImage());
    }

    /** The steps before one, with their constants for a group; empty if one of them has none. */
    private Optional<List<Transform>> upTo(int end, Group group) {
        List<Transform> transforms = new ArrayList<>();
        for (int index = 0; index < end; index++) {
            Step step = pipeline.steps().get(index);
            if (step instanceof OverDataset over) {
                Transform fitted = constants.get(index).get(group.within(columns, over.by()));
                if (fitted == null) {
                    return Optional.empty();
                }
                transforms.add(fitted);
            } else {
                transforms.add((Transform) step);
            }
        }
        return Optional.of(transforms);
    }
}

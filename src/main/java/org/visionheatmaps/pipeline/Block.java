package org.visionheatmaps.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.visionheatmaps.stats.QuantileSearch;
import org.visionheatmaps.stats.Summary;
import org.visionheatmaps.stats.ValueCounts;
import org.visionheatmaps.stats.Window;
import org.visionheatmaps.stats.WindowCounts;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;

/** Steps over the dataset that are fitted to the counts of one pass. */
final class Block {
    private final List<String> columns;
    private final FitPlan plan;
    private final List<Integer> indices;
    private final PartialCounts counts;
    /** What each group's values went through since they were counted. */
    private final Map<Group, List<Transform>> chains = new HashMap<>();

    /** By step, then by the step's own groups. */
    private final SortedMap<Integer, SortedMap<Group, QuantileSearch>> searches = new TreeMap<>();

    private final SortedMap<Integer, Map<Group, Transform>> constants = new TreeMap<>();
    private final List<FittedStep> fitted = new ArrayList<>();

    Block(List<String> columns, FitPlan plan, List<Integer> indices, PartialCounts counts) {
        this.columns = columns;
        this.plan = plan;
        this.indices = indices;
        this.counts = counts;
    }

    /** The groups of a step: each with the groups by all columns that it is made of. */
    private SortedMap<Group, List<Group>> members(OverDataset step) {
        SortedMap<Group, List<Group>> members = new TreeMap<>();
        for (Group group : counts.groups()) {
            members.computeIfAbsent(group.within(columns, step.by()), key -> new ArrayList<>())
                    .add(group);
        }
        return members;
    }

    private ValueCounts merged(List<Group> members) {
        if (members.size() == 1) {
            return (ValueCounts) counts.of(members.get(0));
        }
        ValueCounts sum = new ValueCounts();
        members.forEach(member -> sum.add((ValueCounts) counts.of(member)));
        return sum;
    }

    /** Begins to look for exact quantiles. */
    void search() {
        for (int index : indices) {
            OverDataset step = plan.over(index);
            if (!step.transform().fractions().isEmpty()) {
                SortedMap<Group, QuantileSearch> searchesOfStep = new TreeMap<>();
                members(step)
                        .forEach((group, members) -> searchesOfStep.put(
                                group,
                                new QuantileSearch(
                                        merged(members), step.transform().fractions())));
                searches.put(index, searchesOfStep);
            }
        }
    }

    /** What another pass must count, by group; empty once every quantile is known. */
    SortedMap<Group, Set<Window>> windows() {
        SortedMap<Group, Set<Window>> windows = new TreeMap<>();
        searches.forEach((index, searchesOfStep) -> {
            for (Group group : counts.groups()) {
                Set<Window> wanted = searchesOfStep
                        .get(group.within(columns, plan.over(index).by()))
                        .windows();
                if (!wanted.isEmpty()) {
                    windows.computeIfAbsent(group, key -> new TreeSet<>()).addAll(wanted);
                }
            }
        });
        return windows;
    }

    /** Takes what a pass counted in the windows. */
    void narrow(PartialCounts counted) {
        searches.forEach((index, searchesOfStep) -> members(plan.over(index)).forEach((group, members) -> {
            QuantileSearch search = searchesOfStep.get(group);
            WindowCounts sum = new WindowCounts(search.windows());
            members.forEach(member -> sum.add((WindowCounts) counted.of(member)));
            search.narrow(sum);
        }));
    }

    /** Fits the steps, one after the other. */
    void fit() {
        counts.groups().forEach(group -> chains.put(group, new ArrayList<>()));
        int done = indices.get(0);
        for (int index : indices) {
            for (Step between : plan.steps().subList(done, index)) {
                chains.values().forEach(chain -> chain.add((Transform) between));
            }
            fit(index);
            done = index + 1;
        }
    }

    private void fit(int index) {
        OverDataset step = plan.over(index);
        Map<Group, Transform> transforms = new HashMap<>();
        SortedMap<Group, Statistics> statistics = new TreeMap<>();
        members(step).forEach((group, members) -> {
            ValueCounts values = merged(members);
            Summary summary = summary(index, group, members, values);
            Transform transform = step.transform().fit(summary);
            transforms.put(group, transform);
            SortedMap<Double, Double> quantiles = new TreeMap<>();
            step.transform().fractions().forEach(fraction -> quantiles.put(fraction, summary.quantile(fraction)));
            long elements = members.stream().mapToLong(counts::elements).sum();
            statistics.put(
                    group,
                    new Statistics(
                            transform.toString(),
                            elements,
                            summary.count(),
                            summary.min(),
                            summary.max(),
                            quantiles,
                            values.digest()));
        });
        chains.forEach((group, chain) -> chain.add(transforms.get(group.within(columns, step.by()))));
        constants.put(index, transforms);
        fitted.add(new FittedStep(index, counts.leftOut(), statistics));
    }

    /** Of the values that a step sees. Groups that went through different clips together have extremes only. */
    private Summary summary(int index, Group group, List<Group> members, ValueCounts values) {
        List<Transform> chain = chains.get(members.get(0));
        if (members.stream().allMatch(member -> chains.get(member).equals(chain))) {
            SortedMap<Group, QuantileSearch> searchesOfStep = searches.get(index);
            return after(
                    chain,
                    searchesOfStep == null
                            ? values.summary()
                            : searchesOfStep.get(group).summary());
        }
        return Summary.extremesOf(members.stream()
                .map(member -> after(chains.get(member), ((ValueCounts) counts.of(member)).summary()))
                .toList());
    }

    private static Summary after(List<Transform> chain, Summary before) {
        Summary summary = before;
        for (Transform transform : chain) {
            summary = transform.after(summary);
        }
        return summary;
    }

    SortedMap<Integer, Map<Group, Transform>> constants() {
        return constants;
    }

    List<FittedStep> fitted() {
        return fitted;
    }
}

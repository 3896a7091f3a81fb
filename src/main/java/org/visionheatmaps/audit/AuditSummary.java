package org.visionheatmaps.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.Distribution;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.run.Json;

/**
 * What a run's elements are like, as {@code summary.json} states it.
 *
 * @param format of this document
 * @param map the steps that make the maps
 * @param columns that make groups
 * @param dataset all elements
 * @param groups of each column by itself, and then of all columns together if there are several
 */
@JsonPropertyOrder({"format", "map", "columns", "dataset", "groups"})
public record AuditSummary(
        String format, String map, List<String> columns, GroupSummary dataset, List<GroupSummary> groups) {
    /** The name of the file in a run. */
    public static final String FILE_NAME = "summary.json";

    private static final String FORMAT = "vision-heatmaps-audit-summary/1";

    /**
     * @throws IllegalArgumentException if a part that later runs read is missing
     */
    public AuditSummary {
        Json.required("dataset", (Object) dataset);
    }

    /**
     * A group by column: its elements, how many had each outcome and flag, and what their numbers were like.
     *
     * @param spatialJs how far from the baseline's the places are where the maps look; null without one
     * @param spatialJsFloor the same between two halves of the baseline: the noise
     * @param centerShift how far their centre is from the baseline's; null without one
     * @param outerShare their share in the outer tenth on each side; null if there are no maps
     * @param signShare their share of positive pixels less that of negative ones; null if there are no maps
     * @param signShift how far the signs of their places are from the baseline's; null without one
     */
    @JsonPropertyOrder({
        "group",
        "count",
        "outcomes",
        "flags",
        "metrics",
        "values",
        "spatial_js",
        "spatial_js_floor",
        "center_shift",
        "outer_share",
        "sign_share",
        "sign_shift"
    })
    public record GroupSummary(
            Map<String, String> group,
            long count,
            SortedMap<String, Long> outcomes,
            Map<String, Long> flags,
            Map<String, MetricSummary> metrics,
            ValueSummary values,
            @JsonProperty("spatial_js") Double spatialJs,
            @JsonProperty("spatial_js_floor") Double spatialJsFloor,
            @JsonProperty("center_shift") Double centerShift,
            @JsonProperty("outer_share") Double outerShare,
            @JsonProperty("sign_share") Double signShare,
            @JsonProperty("sign_shift") Double signShift) {
        /**
         * @throws IllegalArgumentException if a part that later runs read is missing
         */
        public GroupSummary {
            Json.required("metrics", metrics);
        }
    }

    /**
     * A metric of the elements that have it. Extremes and mean are exact; the quantiles as near as the bins tell.
     *
     * @param count of the elements that have it
     */
    @JsonPropertyOrder({"count", "min", "max", "mean", "p05", "p25", "p50", "p75", "p95"})
    public record MetricSummary(
            long count,
            Double min,
            Double max,
            Double mean,
            Double p05,
            Double p25,
            Double p50,
            Double p75,
            Double p95) {}

    /** All values of all maps, as near as the bins tell. */
    @JsonPropertyOrder({"count", "p01", "p05", "p25", "p50", "p75", "p95", "p99"})
    public record ValueSummary(
            long count, Double p01, Double p05, Double p25, Double p50, Double p75, Double p95, Double p99) {}

    /** The summary of profiles without a baseline. */
    public static AuditSummary of(String map, Profiles profiles) {
        return of(map, profiles, null);
    }

    /**
     * The summary of profiles.
     *
     * @param baseline what they are compared with, or null
     */
    public static AuditSummary of(String map, Profiles profiles, Baseline baseline) {
        Set<List<String>> groupings = new LinkedHashSet<>();
        profiles.columns().forEach(column -> groupings.add(List.of(column)));
        if (!profiles.columns().isEmpty()) {
            groupings.add(profiles.columns());
        }
        List<GroupSummary> groups = new ArrayList<>();
        groupings.forEach(by -> {
            SortedMap<Group, Profile> before = baseline == null ? new TreeMap<>() : baseline.by(by);
            profiles.by(by)
                    .forEach((group, profile) ->
                            groups.add(summarize(RuleBook.named(by, group), profile, before.get(group))));
        });
        Profile all = profiles.by(List.of()).values().iterator().next();
        Profile allBefore = baseline == null ? null : baseline.by(List.of()).get(Group.ALL);
        return new AuditSummary(FORMAT, map, profiles.columns(), summarize(Map.of(), all, allBefore), groups);
    }

    private static GroupSummary summarize(Map<String, String> group, Profile profile, Profile before) {
        Map<String, Long> flags = new LinkedHashMap<>();
        Arrays.stream(Flag.values()).forEach(flag -> flags.put(flag.toString(), profile.count(flag)));
        Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        Arrays.stream(Metric.values())
                .filter(metric -> !metric.isOfPairs() || profile.of(metric).count() > 0)
                .forEach(metric -> metrics.put(metric.toString(), summarize(profile.of(metric))));
        return new GroupSummary(
                group,
                profile.count(),
                profile.outcomes(),
                flags,
                metrics,
                summarize(profile.values()),
                before == null ? null : defined(Atlas.divergence(before.atlas(), profile.atlas())),
                before == null ? null : defined(before.atlas().noise()),
                before == null ? null : defined(Atlas.centerShift(before.atlas(), profile.atlas())),
                defined(profile.atlas().outerShare()),
                defined(profile.atlas().signShare()),
                before == null ? null : defined(Atlas.signShift(before.atlas(), profile.atlas())));
    }

    private static MetricSummary summarize(Distribution distribution) {
        return new MetricSummary(
                distribution.count(),
                defined(distribution.min()),
                defined(distribution.max()),
                defined(distribution.mean()),
                defined(distribution.quantile(0.05)),
                defined(distribution.quantile(0.25)),
                defined(distribution.quantile(0.5)),
                defined(distribution.quantile(0.75)),
                defined(distribution.quantile(0.95)));
    }

    private static ValueSummary summarize(Histogram values) {
        return new ValueSummary(
                values.count(),
                defined(values.quantile(0.01)),
                defined(values.quantile(0.05)),
                defined(values.quantile(0.25)),
                defined(values.quantile(0.5)),
                defined(values.quantile(0.75)),
                defined(values.quantile(0.95)),
                defined(values.quantile(0.99)));
    }

    private static Double defined(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /** This summary as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads a summary back. */
    public static AuditSummary fromJson(String json) {
        return Json.read(json, AuditSummary.class, "the summary of an audit");
    }
}

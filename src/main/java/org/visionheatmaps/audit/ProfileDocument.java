package org.visionheatmaps.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.visionheatmaps.metrics.Atlas;
import org.visionheatmaps.metrics.Bins;
import org.visionheatmaps.metrics.Distribution;
import org.visionheatmaps.metrics.ExactSum;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.run.Json;

/**
 * Profiles of groups as JSON, {@code histograms.json} of a run: what later audits compare with. The same data gives the same text,
 * however it is partitioned, and the documents of two datasets merge by adding.
 *
 * @param format of this document
 * @param map the steps that make the maps
 * @param columns whose values make the groups
 * @param bins how bins are numbered, for readers
 * @param groups in order; one if there are no columns
 */
@JsonPropertyOrder({"format", "map", "columns", "bins", "groups"})
public record ProfileDocument(
        String format, String map, List<String> columns, Map<String, String> bins, List<GroupProfile> groups) {
    /** The name of the file in a run. */
    public static final String FILE_NAME = "histograms.json";

    private static final String FORMAT = "vision-heatmaps-audit-histograms/1";

    /**
     * @throws IllegalArgumentException if a part is missing
     */
    public ProfileDocument {
        // A document of another format may lack any of them, and is refused for its format.
        if (FORMAT.equals(format)) {
            columns = Json.required("columns", columns);
            groups = Json.required("groups", groups);
        }
    }

    /** A group: how many elements had each outcome and flag, and what their numbers were like. */
    @JsonPropertyOrder({"group", "outcomes", "flags", "metrics", "values", "look", "signs"})
    public record GroupProfile(
            Map<String, String> group,
            SortedMap<String, Long> outcomes,
            Map<String, Long> flags,
            Map<String, MetricProfile> metrics,
            Counts values,
            List<Look> look,
            @JsonInclude(JsonInclude.Include.NON_NULL) Look signs) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public GroupProfile {
            Json.required("group", (Object) group);
            Json.required("outcomes", outcomes);
            Json.required("flags", flags);
            Json.required("metrics", metrics);
            Json.required("values", (Object) values);
            look = look == null ? List.of() : Json.required("look", look);
        }
    }

    /**
     * Where the maps of a half of the elements look: the sums over 32×32 cells, row by row from the top, of each map's share of magnitudes, in
     * units of 2^-32; or those of all maps' mean signs. Documents from before this was looked at have none.
     */
    @JsonPropertyOrder({"maps", "cells"})
    public record Look(long maps, List<Long> cells) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public Look {
            cells = Json.required("cells", cells);
        }
    }

    /** One metric of the elements that have it; {@code sum} is exact: a hexadecimal integer times two to the power after the p. */
    @JsonPropertyOrder({"sum", "min", "max", "counts"})
    public record MetricProfile(String sum, Double min, Double max, Counts counts) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public MetricProfile {
            Json.required("sum", sum);
            Json.required("counts", (Object) counts);
        }
    }

    /** The bins that counted something, and what they counted. */
    @JsonPropertyOrder({"scale", "bins", "numbers"})
    public record Counts(String scale, List<Integer> bins, List<Long> numbers) {
        /**
         * @throws IllegalArgumentException if a part is missing
         */
        public Counts {
            Json.required("scale", scale);
            bins = Json.required("bins", bins);
            numbers = Json.required("numbers", numbers);
        }
    }

    /** The document of profiles. */
    public static ProfileDocument of(String map, Profiles profiles) {
        List<GroupProfile> groups = new ArrayList<>();
        profiles.groups()
                .forEach((group, profile) -> groups.add(write(RuleBook.named(profiles.columns(), group), profile)));
        Map<String, String> bins = new LinkedHashMap<>();
        bins.put(text(Bins.UNIT), "bin b of 200 counts from b/200 to (b+1)/200; the last one holds 1 as well");
        bins.put(
                text(Bins.FLOAT),
                "the high 13 bits of a float in the order of the numbers: sign, exponent, 4 bits of the significand;"
                        + " bin 4096 begins at 0, those below are negative");
        return new ProfileDocument(FORMAT, map, profiles.columns(), bins, groups);
    }

    private static GroupProfile write(Map<String, String> group, Profile profile) {
        Map<String, Long> flags = new LinkedHashMap<>();
        Arrays.stream(Flag.values()).forEach(flag -> flags.put(flag.toString(), profile.count(flag)));
        Map<String, MetricProfile> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            Distribution distribution = profile.of(metric);
            boolean isEmpty = distribution.count() == 0;
            if (isEmpty && metric.isOfPairs()) {
                continue;
            }
            metrics.put(
                    metric.toString(),
                    new MetricProfile(
                            distribution.sum().toString(),
                            isEmpty ? null : Double.valueOf(distribution.min()),
                            isEmpty ? null : Double.valueOf(distribution.max()),
                            write(distribution.histogram())));
        }
        Atlas atlas = profile.atlas();
        return new GroupProfile(
                group,
                profile.outcomes(),
                flags,
                metrics,
                write(profile.values()),
                write(atlas),
                atlas.signed() == 0 ? null : look(atlas.signed(), atlas.signs()));
    }

    private static List<Look> write(Atlas atlas) {
        List<Look> halves = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            halves.add(look(atlas.count(half), atlas.sums(half)));
        }
        return atlas.count(0) + atlas.count(1) == 0 ? List.of() : halves;
    }

    private static Look look(long maps, long[] cells) {
        return new Look(maps, Arrays.stream(cells).boxed().toList());
    }

    private static Counts write(Histogram histogram) {
        List<Integer> bins = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        histogram.forEach((bin, count) -> {
            bins.add(bin);
            numbers.add(count);
        });
        return new Counts(text(histogram.bins()), bins, numbers);
    }

    private static String text(Bins bins) {
        return bins.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** This document as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /**
     * Reads a document back.
     *
     * @throws IllegalArgumentException if it is none that this software can read
     */
    public static ProfileDocument fromJson(String json) {
        ProfileDocument document = Json.read(json, ProfileDocument.class, "the histograms of an audit");
        if (!FORMAT.equals(document.format())) {
            throw new IllegalArgumentException("Not histograms of the format " + FORMAT + ", but of "
                    + document.format() + ": audit the reference again");
        }
        return document;
    }

    /**
     * The profiles of this document.
     *
     * @throws IllegalArgumentException if its parts do not fit each other
     */
    public Profiles profiles() {
        Profiles profiles = new Profiles(columns);
        for (GroupProfile entry : groups) {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(entry.group().get(column)));
            read(entry, profiles.of(new Group(values)));
        }
        return profiles;
    }

    private static void read(GroupProfile entry, Profile profile) {
        profile.outcomes().putAll(entry.outcomes());
        for (Flag flag : Flag.values()) {
            profile.add(flag, entry.flags().getOrDefault(flag.toString(), 0L));
        }
        for (Metric metric : Metric.values()) {
            MetricProfile known = entry.metrics().get(metric.toString());
            if (known != null && known.min() != null && known.max() != null) {
                profile.of(metric)
                        .add(new Distribution(
                                read(known.counts(), metric.bins()),
                                ExactSum.parse(known.sum()),
                                known.min(),
                                known.max()));
            }
        }
        profile.values().add(read(entry.values(), Bins.FLOAT));
        List<Look> halves = entry.look();
        for (int half = 0; half < Math.min(2, halves.size()); half++) {
            profile.atlas().add(half, halves.get(half).maps(), cells(halves.get(half)));
        }
        if (entry.signs() != null) {
            profile.atlas().addSigns(entry.signs().maps(), cells(entry.signs()));
        }
    }

    private static long[] cells(Look look) {
        return look.cells().stream().mapToLong(Long::longValue).toArray();
    }

    private static Histogram read(Counts counts, Bins bins) {
        boolean isWhole = counts.scale().equals(text(bins))
                && counts.bins().size() == counts.numbers().size()
                && counts.bins().stream().allMatch(bin -> bin >= 0 && bin < bins.size())
                && counts.numbers().stream().allMatch(number -> number >= 0);
        if (!isWhole) {
            throw new IllegalArgumentException(
                    "Not the histograms of an audit: bins and numbers do not fit each other");
        }
        Histogram histogram = new Histogram(bins);
        for (int i = 0; i < counts.bins().size(); i++) {
            histogram.add(counts.bins().get(i), counts.numbers().get(i));
        }
        return histogram;
    }
}

package org.visionheatmaps.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.Profiles;
import org.visionheatmaps.metrics.Drift;
import org.visionheatmaps.metrics.Histogram;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.metrics.Profile;
import org.visionheatmaps.pipeline.Group;

/**
 * What elements are like: of all together, and of each group.
 *
 * @param panels of plots, that of all elements first
 * @param groups as rows of a table
 * @param columns of the table
 * @param leftOut how many groups are not drawn, in words; empty if all are
 * @param hasBaseline whether there is something to compare with
 */
public record Distributions(
        List<Panel> panels, List<GroupRow> groups, List<String> columns, String leftOut, boolean hasBaseline) {
    private static final int MAX_PANELS = 25;
    private static final int MAX_ROWS = 200;
    private static final List<Metric> TABLE =
            List.of(Metric.MAX_ABS, Metric.GINI, Metric.ENTROPY, Metric.TOP_SHARE, Metric.TOTAL_VARIATION);

    /**
     * What a group is like.
     *
     * @param looks pictures of where its maps look
     */
    public record Panel(String title, List<Look> looks, List<Plot> plots) {}

    /**
     * A group as a row.
     *
     * @param panel the number of its plots, or -1
     */
    public record GroupRow(
            String title, int panel, String count, String before, String quarantined, List<String> medians) {}

    static Distributions of(Profiles profiles, Baseline baseline) {
        Profiles before = baseline == null ? null : baseline.document().profiles();
        Set<List<String>> groupings = new LinkedHashSet<>();
        groupings.add(List.of());
        profiles.columns().forEach(column -> groupings.add(List.of(column)));
        groupings.add(profiles.columns());
        boolean isOfPairs = profiles.groups().values().stream()
                .anyMatch(profile -> profile.of(Metric.COSINE).count() > 0);
        List<Metric> table = isOfPairs ? Metric.all(true) : TABLE;
        List<Panel> panels = new ArrayList<>();
        List<GroupRow> rows = new ArrayList<>();
        int all = 0;
        for (List<String> by : groupings) {
            boolean isComparable = before != null && before.columns().containsAll(by);
            SortedMap<Group, Profile> earlier = isComparable ? before.by(by) : new TreeMap<>();
            for (Map.Entry<Group, Profile> entry : profiles.by(by).entrySet()) {
                all++;
                Profile known = earlier.get(entry.getKey());
                String title = by.isEmpty() ? "All elements" : entry.getKey().describe(by);
                int panel = panels.size() < MAX_PANELS ? panels.size() : -1;
                if (panel >= 0) {
                    panels.add(new Panel(
                            title, Look.of(entry.getValue(), known), plots(entry.getValue(), known, panels.isEmpty())));
                }
                if (rows.size() < MAX_ROWS) {
                    rows.add(row(title, panel, entry.getValue(), known, table));
                }
            }
        }
        List<String> columns = table.stream().map(Metric::toString).toList();
        int left = all - panels.size();
        return new Distributions(
                panels,
                rows,
                columns,
                left == 0 ? "" : Figure.counted(left, "group") + " more without plots: see summary.json",
                before != null);
    }

    /** For people: {@code method=lrp, label=cat}. */
    static String describe(Map<String, String> group) {
        return group.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static GroupRow row(String title, int panel, Profile now, Profile before, List<Metric> table) {
        long ok = now.outcomes().getOrDefault(AuditedElement.OK, 0L);
        return new GroupRow(
                title,
                panel,
                Figure.of(Long.valueOf(now.count())),
                before == null ? Figure.NONE : Figure.of(Long.valueOf(before.count())),
                Figure.of(Long.valueOf(now.count() - ok)),
                table.stream()
                        .map(metric -> Figure.of(now.of(metric).quantile(0.5)))
                        .toList());
    }

    private static List<Plot> plots(Profile now, Profile before, boolean hasTips) {
        List<Plot> plots = new ArrayList<>();
        if (now.values().count() > 0) {
            Histogram then = before == null ? null : before.values();
            List<String> figures = new ArrayList<>();
            figures.add(Figure.of(Long.valueOf(now.values().count())) + " pixels");
            drift(figures, now.values(), then);
            plots.add(Plot.of(Label.VALUE, now.values(), then, true, hasTips, "pixels", figures));
        }
        for (Metric metric : Metric.values()) {
            Histogram histogram = now.of(metric).histogram();
            if (histogram.count() > 0) {
                Histogram then = before == null ? null : before.of(metric).histogram();
                List<String> figures = new ArrayList<>();
                figures.add("median " + Figure.of(now.of(metric).quantile(0.5)));
                drift(figures, histogram, then);
                plots.add(Plot.of(Label.of(metric), histogram, then, false, hasTips, "elements", figures));
            }
        }
        return plots;
    }

    private static void drift(List<String> figures, Histogram now, Histogram before) {
        if (before != null && before.count() > 0) {
            figures.add("KS " + Figure.of(rounded(Drift.ks(before, now))));
            figures.add("PSI " + Figure.of(rounded(Drift.psi(before, now))));
        }
    }

    private static double rounded(double number) {
        return Math.rint(number * 1000) / 1000;
    }
}

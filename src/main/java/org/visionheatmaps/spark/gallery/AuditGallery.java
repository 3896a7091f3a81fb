package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.report.GalleryElement;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.report.Selection;
import org.visionheatmaps.spark.measure.ElementTable;

/**
 * The elements that the report of an audit shows.
 *
 * @param elements the table of measured elements
 * @param table its columns
 * @param options how many
 */
public record AuditGallery(Dataset<Row> elements, ElementTable table, GalleryOptions options) {
    /**
     * Chooses and draws.
     *
     * @param verdict whose offenders are shown
     * @param painter draws them; null if there is nothing to be drawn
     */
    public List<GalleryElement> draw(AuditVerdict verdict, CardPainter painter) {
        if (options.size() == 0) {
            return List.of();
        }
        ElementTable columns = table;
        List<Selection.Chosen<Row>> chosen = GallerySampler.of(
                        options,
                        named(verdict),
                        table.isOfPairs() ? Metric.SPEARMAN : Metric.LIFT,
                        row -> element(columns, row))
                .from(elements);
        List<Row> drawable = chosen.stream()
                .map(Selection.Chosen::value)
                .filter(row -> AuditedElement.OK.equals(row.getAs("outcome")))
                .toList();
        Map<String, DrawnRow> drawn = painter == null || drawable.isEmpty() ? Map.of() : painter.paint(drawable);
        return chosen.stream().map(each -> show(each, drawn)).toList();
    }

    private static GallerySampler.Candidate element(ElementTable table, Row row) {
        AuditedElement element = table.read(row, List.of());
        return new GallerySampler.Candidate(
                element.id(), String.valueOf(ElementPictures.place(row)), element.outcome(), element.metrics());
    }

    private GalleryElement show(Selection.Chosen<Row> each, Map<String, DrawnRow> drawn) {
        Row row = each.value();
        DrawnRow pictures = drawn.get(DrawnRow.key(ElementPictures.place(row), row.getAs("id")));
        Map<String, String> labels = new LinkedHashMap<>();
        table.carriedNames().forEach(name -> {
            Object value = row.getAs(name);
            labels.put(name, value == null ? null : value.toString());
        });
        return new GalleryElement(
                row.getAs("id"),
                each.kind(),
                each.reasons(),
                labels,
                row.getAs("outcome"),
                row.getAs("reason"),
                row.getAs("file"),
                row.getAs("row"),
                null,
                DrawnRow.named(table.read(row, List.of()).metrics(), table.isOfPairs()),
                pictures == null ? null : pictures.pictures());
    }

    /** Ids that rules name, each with the rules: the first of every rule, then the second ones, and so on. */
    private static Map<String, List<String>> named(AuditVerdict verdict) {
        List<AuditVerdict.RuleResult> violated = verdict.rules().stream()
                .filter(AuditVerdict.RuleResult::isViolated)
                .toList();
        int most = violated.stream().mapToInt(rule -> rule.ids().size()).max().orElse(0);
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (int place = 0; place < most; place++) {
            for (AuditVerdict.RuleResult rule : violated) {
                if (place < rule.ids().size()) {
                    named.computeIfAbsent(rule.ids().get(place), id -> new ArrayList<>())
                            .add("Breaks " + rule.check()
                                    + (rule.group().isEmpty() ? "" : " in " + describe(rule.group())));
                }
            }
        }
        return named;
    }

    private static String describe(Map<String, String> group) {
        return group.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.report.GalleryElement;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.report.Selection;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.RowDecoder;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.ElementTable;

/**
 * The elements that the gallery of a render shows: a sample, and some that could not be drawn.
 *
 * @param spark where
 * @param source the data
 * @param options how many
 */
public record OutputGallery(SparkSession spark, ElementSource source, GalleryOptions options) {
    private static final String QUARANTINED = "id string, kind string, reason string, file string, row bigint";
    private static final int PARTS = 4;

    /**
     * Chooses and draws.
     *
     * @param painter draws them
     * @param quarantine files of lines of JSON, as a glob; null if there are none
     * @param hasFiles whether each heatmap is a file in the output
     */
    public List<GalleryElement> draw(ElementPictures painter, String quarantine, boolean hasFiles) {
        List<GalleryElement> shown = new ArrayList<>();
        Set<String> known = new HashSet<>();
        if (quarantine != null) {
            GalleryOptions part = new GalleryOptions(Math.max(1, options.size() / PARTS), options.seed());
            Dataset<Row> lines = spark.read().schema(QUARANTINED).json(quarantine);
            for (Selection.Chosen<Row> each : GallerySampler.of(part, Map.of(), Metric.LIFT, OutputGallery::quarantined)
                    .from(lines)) {
                GalleryElement element = show(each.value());
                known.add(element.id());
                shown.add(element);
            }
        }
        RowDecoder decoder = source.decoder();
        GalleryOptions left = new GalleryOptions(options.size() - shown.size(), options.seed());
        List<StructField> reported =
                painter.carried().stream().filter(ElementTable::isSimple).toList();
        Map<DrawnRow.Place, Map<String, String>> labels = new LinkedHashMap<>();
        for (Selection.Chosen<Row> each : GallerySampler.of(left, Map.of(), Metric.LIFT, row -> sampled(row, decoder))
                .from(source.normalised(false, false, reported))) {
            labels.put(place(each.value()), labels(each.value(), reported));
        }
        List<DrawnRow.Place> places = List.copyOf(labels.keySet());
        List<DrawnRow> all = new ArrayList<>(painter.draw(places, Set.of()));
        all.sort(Comparator.comparingInt(drawn -> places.indexOf(drawn.place())));
        for (DrawnRow drawn : all) {
            if (known.add(drawn.id())) {
                shown.add(show(drawn, labels.get(drawn.place()), hasFiles));
            }
        }
        return shown;
    }

    private static GallerySampler.Candidate quarantined(Row row) {
        return new GallerySampler.Candidate(
                row.getAs("id"), row.getAs("file") + ":" + row.getAs("row"), row.getAs("kind"), new ElementMetrics());
    }

    private static GallerySampler.Candidate sampled(Row row, RowDecoder decoder) {
        return new GallerySampler.Candidate(
                decoder.id(row), String.valueOf(place(row)), AuditedElement.OK, new ElementMetrics());
    }

    private static DrawnRow.Place place(Row row) {
        return new DrawnRow.Place(row.getString(NormalizedRow.FILE), row.getLong(NormalizedRow.POSITION));
    }

    private static Map<String, String> labels(Row row, List<StructField> reported) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int c = 0; c < reported.size(); c++) {
            Object value = row.get(NormalizedRow.CARRIED + c);
            labels.put(reported.get(c).name(), value == null ? null : value.toString());
        }
        return labels;
    }

    private static GalleryElement show(Row row) {
        return new GalleryElement(
                row.getAs("id"),
                GalleryElement.Kind.QUARANTINED,
                List.of(),
                Map.of(),
                row.getAs("kind"),
                row.getAs("reason"),
                row.getAs("file"),
                row.getAs("row"),
                null,
                Map.of(),
                null);
    }

    private static GalleryElement show(DrawnRow drawn, Map<String, String> labels, boolean hasFiles) {
        boolean isDrawn = drawn.pictures() != null;
        return new GalleryElement(
                drawn.id(),
                isDrawn ? GalleryElement.Kind.SAMPLE : GalleryElement.Kind.QUARANTINED,
                List.of(),
                labels,
                drawn.outcome(),
                drawn.reason(),
                drawn.place().file(),
                drawn.place().row(),
                hasFiles && isDrawn ? drawn.path() : null,
                drawn.metrics(),
                drawn.pictures());
    }
}

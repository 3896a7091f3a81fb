package org.visionheatmaps.spark.gallery;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.report.Selection;

/**
 * Chooses the rows of a gallery in one pass: tasks choose from their rows, the driver from what they chose.
 *
 * @param options how many
 * @param ids that rules name, in order
 * @param reasons why they are named, in the same order
 * @param worth the metric of which the least come first
 * @param reader what a row is
 */
record GallerySampler(GalleryOptions options, List<String> ids, List<List<String>> reasons, Metric worth, Reader reader)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    /** The driver chooses from what so many tasks chose; from that of more, a task does first. */
    private static final int MAX_PARTS = 100;

    /**
     * What a row is to a selection.
     *
     * @param place where it stands
     */
    record Candidate(String id, String place, String outcome, ElementMetrics metrics) {}

    /** What a row is to a selection. */
    interface Reader extends Serializable {
        Candidate read(Row row);
    }

    static GallerySampler of(GalleryOptions options, Map<String, List<String>> named, Metric worth, Reader reader) {
        return new GallerySampler(
                options,
                new ArrayList<>(named.keySet()),
                new ArrayList<>(named.values().stream().map(ArrayList::new).toList()),
                worth,
                reader);
    }

    @Override
    public java.util.Iterator<Row> call(java.util.Iterator<Row> rows) {
        Selection<Row> selection = selection();
        rows.forEachRemaining(row -> see(selection, row));
        return selection.candidates().iterator();
    }

    /** What is chosen of all rows. */
    List<Selection.Chosen<Row>> from(Dataset<Row> rows) {
        JavaRDD<Row> candidates =
                rows.mapPartitions(this, Encoders.row(rows.schema())).javaRDD();
        if (candidates.getNumPartitions() > MAX_PARTS) {
            candidates = candidates.coalesce(1, true).mapPartitions(this::call);
        }
        Selection<Row> selection = selection();
        candidates.collect().forEach(row -> see(selection, row));
        return selection.chosen();
    }

    private void see(Selection<Row> selection, Row row) {
        Candidate candidate = reader.read(row);
        selection.see(row, candidate.id(), candidate.place(), candidate.outcome(), candidate.metrics());
    }

    private Selection<Row> selection() {
        Map<String, List<String>> named = new java.util.LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            named.put(ids.get(i), reasons.get(i));
        }
        return new Selection<>(options, named, worth);
    }
}

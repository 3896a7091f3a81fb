package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.report.Pictures;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.output.OutputNaming;
import org.visionheatmaps.spark.run.JavaSerialized;

/**
 * Draws the pictures of a few elements. Only files that hold one of them are read.
 *
 * @param spark where
 * @param source the data
 * @param plan what is drawn
 * @param carried columns that name groups and folders
 * @param naming where heatmaps lie, or null
 * @param nonFinite what happens to values that are NaN or infinite
 */
public record ElementPictures(
        SparkSession spark,
        ElementSource source,
        MeasureTask.Plan plan,
        List<StructField> carried,
        OutputNaming naming,
        NonFinite nonFinite) {
    /** Where a row stands. */
    record Place(String file, long row) {}

    /** An element's pictures, and what else was found out. */
    record Drawn(
            String id,
            Place place,
            String path,
            String outcome,
            String reason,
            Pictures pictures,
            Map<String, Double> metrics) {}

    /**
     * Draws elements.
     *
     * @param places of their rows
     * @param wanted their ids; empty for one element of each row
     * @return by place and id
     */
    List<Drawn> draw(Collection<Place> places, Set<String> wanted) {
        if (places.isEmpty()) {
            return List.of();
        }
        Pipeline pipeline = plan.fit().pipeline();
        Dataset<Row> rows = source.normalised(true, source.hasImage(), carried);
        PictureTask task = new PictureTask(
                JavaSerialized.of(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        new PictureTask.Plan(plan, new HashSet<>(wanted))),
                new ReaderConfig(
                        source.decoder(),
                        RowCheck.NONE,
                        GroupColumns.of(pipeline.groupColumns(), carried),
                        nonFinite,
                        false),
                naming);
        List<Drawn> drawn = new ArrayList<>();
        rows.where(condition(rows, places))
                .mapPartitions(task, Encoders.row(PictureTask.SCHEMA))
                .collectAsList()
                .forEach(row -> drawn.add(read(row)));
        return drawn;
    }

    private static Column condition(Dataset<Row> rows, Collection<Place> places) {
        Map<String, Set<Long>> byFile = new TreeMap<>();
        places.forEach(place ->
                byFile.computeIfAbsent(place.file(), file -> new TreeSet<>()).add(place.row()));
        Column file = rows.col(rows.columns()[NormalizedRow.FILE]);
        Column position = rows.col(rows.columns()[NormalizedRow.POSITION]);
        Column any = functions.lit(false);
        for (Map.Entry<String, Set<Long>> entry : byFile.entrySet()) {
            any = any.or(file.equalTo(entry.getKey())
                    .and(position.isin(entry.getValue().toArray())));
        }
        // Named once more, so that other files are not even opened.
        return file.isin(byFile.keySet().toArray()).and(any);
    }

    private static Drawn read(Row row) {
        byte[] heatmap = row.getAs("heatmap");
        Double lower = row.getAs("lower");
        Double upper = row.getAs("upper");
        Pictures pictures = heatmap == null
                ? null
                : new Pictures(
                        row.getAs("photograph"),
                        heatmap,
                        row.getAs("overlay"),
                        row.getAs("bar"),
                        lower == null || upper == null ? null : new ValueRange(lower, upper));
        ElementMetrics metrics = new ElementMetrics();
        List<Double> numbers = row.getList(row.fieldIndex("metrics"));
        int at = 0;
        for (Metric metric : Metric.all(false)) {
            metrics.set(metric, numbers.get(at++));
        }
        return new Drawn(
                row.getAs("id"),
                new Place(row.getAs("file"), row.<Long>getAs("row")),
                row.getAs("path"),
                row.getAs("outcome"),
                row.getAs("reason"),
                pictures,
                named(metrics));
    }

    /** Metrics by name; those that are not defined are null. */
    static Map<String, Double> named(ElementMetrics metrics) {
        Map<String, Double> named = new java.util.LinkedHashMap<>();
        for (Metric metric : Metric.all(false)) {
            double value = metrics.get(metric);
            named.put(metric.toString(), Double.isNaN(value) ? null : value);
        }
        return named;
    }

    /** By place and id. */
    static Map<String, Drawn> byKey(List<Drawn> drawn) {
        Map<String, Drawn> byKey = new HashMap<>();
        drawn.forEach(each -> byKey.put(key(each.place(), each.id()), each));
        return byKey;
    }

    static String key(Place place, String id) {
        return place + "\n" + id;
    }
}

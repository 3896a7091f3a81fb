package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.color.ValueRange;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.report.Picture;
import org.visionheatmaps.report.Pictures;
import org.visionheatmaps.spark.input.Element;
import org.visionheatmaps.tensor.BadDataException;

/**
 * An element's pictures, and what else was found out; rows of {@link #SCHEMA} bring it from tasks to the driver.
 *
 * @param id of the element
 * @param place of its row
 * @param path of its heatmap in an output, or null
 * @param outcome {@code ok}, or the kind of fault that keeps it from being drawn
 * @param reason why it cannot be drawn, or null
 * @param pictures or null
 * @param metrics by name; null where they are not defined
 */
record DrawnRow(
        String id,
        Place place,
        String path,
        String outcome,
        String reason,
        Pictures pictures,
        Map<String, Double> metrics) {
    private static final StructType PICTURE =
            new StructType().add("title", DataTypes.StringType).add("uri", DataTypes.StringType);

    /** One row for each element: what it is, why it cannot be drawn or null, its pictures as far as there are any, its metrics. */
    static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("row", DataTypes.LongType)
            .add("path", DataTypes.StringType)
            .add("outcome", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("pictures", DataTypes.createArrayType(PICTURE))
            .add("bar", PICTURE)
            .add("lower", DataTypes.DoubleType)
            .add("upper", DataTypes.DoubleType)
            .add("metrics", DataTypes.createArrayType(DataTypes.DoubleType));

    /** Where a row stands. */
    record Place(String file, long row) {}

    /**
     * A row of the schema.
     *
     * @param path of the heatmap in an output, or null
     * @param fault why there are no pictures, or null
     */
    static Row of(Element element, String path, BadDataException fault, Pictures pictures, ElementMetrics metrics) {
        List<Double> numbers = new ArrayList<>();
        for (Metric metric : Metric.all(false)) {
            numbers.add(metrics.get(metric));
        }
        boolean hasRange = pictures != null && pictures.range() != null;
        return RowFactory.create(
                element.id(),
                element.file(),
                element.position(),
                path,
                fault == null ? "ok" : fault.reason().text(),
                fault == null ? null : fault.getMessage(),
                pictures == null
                        ? null
                        : pictures.all().stream().map(DrawnRow::row).toArray(Row[]::new),
                pictures == null || pictures.bar() == null ? null : row(pictures.bar()),
                hasRange ? pictures.range().lower() : null,
                hasRange ? pictures.range().upper() : null,
                numbers.toArray(Double[]::new));
    }

    private static Row row(Picture picture) {
        return RowFactory.create(picture.title(), picture.uri());
    }

    /** Reads a row of the schema. */
    static DrawnRow read(Row row) {
        int place = row.fieldIndex("pictures");
        Double lower = row.getAs("lower");
        Double upper = row.getAs("upper");
        Row bar = row.getAs("bar");
        Pictures pictures = row.isNullAt(place)
                ? null
                : new Pictures(
                        row.<Row>getList(place).stream().map(DrawnRow::picture).toList(),
                        bar == null ? null : picture(bar),
                        lower == null || upper == null ? null : new ValueRange(lower, upper));
        ElementMetrics metrics = new ElementMetrics();
        List<Double> numbers = row.getList(row.fieldIndex("metrics"));
        int at = 0;
        for (Metric metric : Metric.all(false)) {
            metrics.set(metric, numbers.get(at++));
        }
        return new DrawnRow(
                row.getAs("id"),
                new Place(row.getAs("file"), row.<Long>getAs("row")),
                row.getAs("path"),
                row.getAs("outcome"),
                row.getAs("reason"),
                pictures,
                named(metrics, false));
    }

    private static Picture picture(Row row) {
        return new Picture(row.getString(0), row.getString(1));
    }

    /**
     * Metrics by name; those that are not defined are null.
     *
     * @param ofPairs whether those of pairs are wanted instead of those of elements
     */
    static Map<String, Double> named(ElementMetrics metrics, boolean ofPairs) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (Metric metric : Metric.all(ofPairs)) {
            double value = metrics.get(metric);
            named.put(metric.toString(), Double.isNaN(value) ? null : value);
        }
        return named;
    }

    /** By place and id. */
    static Map<String, DrawnRow> byKey(List<DrawnRow> drawn) {
        Map<String, DrawnRow> byKey = new LinkedHashMap<>();
        drawn.forEach(each -> byKey.put(key(each.place(), each.id()), each));
        return byKey;
    }

    static String key(Place place, String id) {
        return place + "\n" + id;
    }
}

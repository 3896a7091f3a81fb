package org.visionheatmaps.spark.gallery;

import java.util.ArrayList;
import java.util.Collection;
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
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.MaskOptions;
import org.visionheatmaps.spark.measure.Masks;
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
 * @param masks where the data says that objects are, whose outlines are drawn; or null
 * @param naming where heatmaps lie, or null
 * @param nonFinite what happens to values that are NaN or infinite
 */
public record ElementPictures(
        SparkSession spark,
        ElementSource source,
        MeasureTask.Plan plan,
        List<StructField> carried,
        MaskOptions masks,
        OutputNaming naming,
        NonFinite nonFinite)
        implements CardPainter {
    @Override
    public Map<String, DrawnRow> paint(Collection<Row> rows) {
        Set<String> wanted = new HashSet<>();
        rows.forEach(row -> wanted.add(row.getAs("id")));
        return DrawnRow.byKey(draw(rows.stream().map(ElementPictures::place).toList(), wanted));
    }

    /** Where the row of an element stands. */
    static DrawnRow.Place place(Row row) {
        return place(row, "file", "row");
    }

    /**
     * Where a row stands.
     *
     * @param file the column with its file
     * @param position the column with its position
     */
    static DrawnRow.Place place(Row row, String file, String position) {
        Long at = row.getAs(position);
        return new DrawnRow.Place(row.getAs(file), at == null ? -1 : at);
    }

    /**
     * Draws elements.
     *
     * @param places of their rows
     * @param wanted their ids; empty for one element of each row
     * @return by place and id
     */
    List<DrawnRow> draw(Collection<DrawnRow.Place> places, Set<String> wanted) {
        if (places.isEmpty()) {
            return List.of();
        }
        Pipeline pipeline = plan.fit().pipeline();
        Masks found = Masks.of(source, masks, NormalizedRow.CARRIED + carried.size());
        Dataset<Row> rows = source.normalised(true, source.hasImage(), carried, found.columns());
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
                found.column(),
                naming);
        List<DrawnRow> drawn = new ArrayList<>();
        found.join(rows.where(condition(rows, places)))
                .mapPartitions(task, Encoders.row(DrawnRow.SCHEMA))
                .collectAsList()
                .forEach(row -> drawn.add(DrawnRow.read(row)));
        return drawn;
    }

    /** Whether a normalised row stands at one of some places. */
    static Column condition(Dataset<Row> rows, Collection<DrawnRow.Place> places) {
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
}

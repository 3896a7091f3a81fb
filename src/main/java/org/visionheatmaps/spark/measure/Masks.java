package org.visionheatmaps.spark.measure;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.image.ImageTable;

/**
 * Where masks or boxes of an input come from: a column of its own, or one of another table, which is joined by id.
 *
 * @param source the elements
 * @param column of normalised rows; null if there is none
 * @param table that is joined; null if the column is the input's
 */
public record Masks(ElementSource source, MaskColumn column, ImageTable table) {
    /**
     * Finds the column.
     *
     * @param options or null for none
     * @param place that it gets in normalised rows
     * @throws IllegalArgumentException if it is named, but is not there or of no type that fits, or the table cannot be joined
     */
    public static Masks of(ElementSource source, MaskOptions options, int place) {
        if (options == null) {
            return new Masks(source, null, null);
        }
        if (options.table() == null) {
            return new Masks(source, MaskColumn.of(source, options, place).orElse(null), null);
        }
        ImageOptions.Table joined = new ImageOptions.Table(
                "masks", options.table().source(), "parquet", options.table().id(), options.column(), "--mask-column");
        AtomicReference<MaskColumn> found = new AtomicReference<>();
        ImageTable table = source.table(joined, (field, column, file) -> {
            found.set(MaskColumn.of(field, options, true, place).orElseThrow());
            return found.get().value(source, field, column);
        });
        return new Masks(source, found.get(), table);
    }

    /** What normalised rows get for it. */
    public List<Column> columns() {
        if (column == null) {
            return List.of();
        }
        return List.of(
                table == null ? column.column(source) : functions.lit(null).as(MaskColumn.NAME));
    }

    /** Rows with their masks; those of an id that stands on several rows of the table get none. */
    public Dataset<Row> join(Dataset<Row> rows) {
        return table == null ? rows : table.join(rows, column.place(), functions.lit(null));
    }

    /**
     * What became of the rows of the table; empty if there is none.
     *
     * @param measured all elements
     */
    public Optional<AuditManifest.MaskTable> counts(AuditPart measured) {
        if (table == null) {
            return Optional.empty();
        }
        long missing = measured.profiles().by(List.of()).values().stream()
                .mapToLong(profile -> profile.count(Flag.MASK_MISSING))
                .sum();
        Dataset<Row> ids = source.ids().toDF("heatmap_id");
        Dataset<Row> masks = table.ids().toDF("heatmap_mask_id");
        long unused = masks.join(ids, masks.col("heatmap_mask_id").equalTo(ids.col("heatmap_id")), "left_anti")
                .count();
        return Optional.of(new AuditManifest.MaskTable(
                column.options().table().source(), masks.count(), unused, table.repeatedIds(), missing));
    }
}

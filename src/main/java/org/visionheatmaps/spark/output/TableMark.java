package org.visionheatmaps.spark.output;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.visionheatmaps.run.FileBatch;

/**
 * The name of a batch in the history of a table, written in the same commit as the batch's rows. Delta and Iceberg keep such words.
 *
 * @param table the table
 * @param format of the table
 * @param batch whose rows were added
 */
public record TableMark(OutputOptions.Table table, OutputFormat format, FileBatch.Name batch) {
    private static final String DELTA = "delta";
    private static final String ICEBERG = "iceberg";
    private static final String KEY = "vision-heatmaps-batch";

    /** Whether tables of a format keep marks. */
    public static boolean isKeptBy(OutputFormat format) {
        return isDelta(format) || format.name().toLowerCase(Locale.ROOT).equals(ICEBERG);
    }

    private static boolean isDelta(OutputFormat format) {
        return format.name().toLowerCase(Locale.ROOT).equals(DELTA);
    }

    private String text() {
        return KEY + " " + batch;
    }

    /** The options of a writer for it. */
    Map<String, String> options() {
        return isDelta(format) ? Map.of("userMetadata", text()) : Map.of("snapshot-property." + KEY, batch.toString());
    }

    /** Whether the batch's rows were added. */
    public boolean isThere(SparkSession spark) {
        if (!exists(spark)) {
            return false;
        }
        return !(isDelta(format)
                        ? history(spark).where(functions.col("userMetadata").equalTo(text()))
                        : snapshots(spark)
                                .where(functions.col("summary").getItem(KEY).equalTo(batch.toString())))
                .isEmpty();
    }

    private boolean exists(SparkSession spark) {
        return HeatmapSink.exists(spark, table);
    }

    private Dataset<Row> history(SparkSession spark) {
        String name = table.isFolder() ? "delta.`" + table.name().replace("`", "``") + "`" : table.name();
        return spark.sql("DESCRIBE HISTORY " + name);
    }

    private Dataset<Row> snapshots(SparkSession spark) {
        return table.isFolder()
                ? spark.read().format(ICEBERG).load(table.name() + "#snapshots")
                : spark.table(table.name() + ".snapshots");
    }
}

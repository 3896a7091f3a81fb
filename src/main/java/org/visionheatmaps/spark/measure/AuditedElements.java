package org.visionheatmaps.spark.measure;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.audit.ElementScan;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.run.JavaSerialized;

/**
 * The elements that an audit has written: a row for each, and one for each file that cannot be read.
 *
 * @param spark reads them
 * @param folder where they are
 * @param table their columns
 */
public record AuditedElements(SparkSession spark, String folder, ElementTable table) {
    /** Where a run puts them before it is published. */
    public static String folder(StagedOutput staged, ElementTable table) {
        return new Path(staged.data(), table.folder()).toString();
    }

    /** All rows. */
    public Dataset<Row> all() {
        return spark.read().schema(table.schema()).parquet(folder);
    }

    /** The rows without those that stand for files. */
    public Dataset<Row> measured() {
        return all().where("outcome != '" + AuditedElement.UNREADABLE_FILE + "'");
    }

    /** Adds a row for each file that cannot be read. */
    public void add(List<AuditManifest.InputFile> unreadable) {
        if (unreadable.isEmpty()) {
            return;
        }
        List<Row> rows = unreadable.stream()
                .map(file -> table.row(
                        file.path(),
                        null,
                        AuditedElement.UNREADABLE_FILE,
                        file.problem(),
                        new ElementTable.Place(file.path(), null, null, null, null),
                        new ElementMetrics()))
                .toList();
        spark.createDataFrame(rows, table.schema())
                .coalesce(1)
                .write()
                .mode("append")
                .parquet(folder);
    }

    /**
     * Shows every element to a scan.
     *
     * @param scan as it begins
     * @param columns of the data that it wants to know
     * @return what it has seen
     */
    public ElementScan scan(ElementScan scan, List<String> columns) {
        if (scan.isEmpty()) {
            return scan;
        }
        Dataset<Row> elements = measured();
        List<String> names = List.of(elements.columns());
        List<Integer> by = columns.stream()
                .map(column -> GroupColumns.indexOf(names, table.outputName(column)))
                .toList();
        JavaSerialized<ElementScan> serialized =
                JavaSerialized.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), scan);
        ElementTable read = table;
        MapPartitionsFunction<Row, byte[]> look = rows -> {
            ElementScan part = serialized.value(ElementScan.class).begin();
            while (rows.hasNext()) {
                part.see(read.read(rows.next(), by));
            }
            return List.of(part.encode()).iterator();
        };
        ElementScan sum = scan.begin();
        elements.mapPartitions(look, Encoders.BINARY()).collectAsList().forEach(sum::add);
        return sum;
    }
}

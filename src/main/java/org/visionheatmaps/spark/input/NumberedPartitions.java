package org.visionheatmaps.spark.input;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows in partitions that a column numbers. */
final class NumberedPartitions {
    private static final boolean HAS_IDS = hasIds();

    private NumberedPartitions() {}

    /**
     * Puts each row into a partition. Before Spark 4.1, rows of one number are still in one partition, but several numbers may share it:
     * Spark goes by their hash.
     *
     * @param number from 0 to the number of partitions, without it
     */
    static Dataset<Row> of(Dataset<Row> rows, int partitions, Column number) {
        return HAS_IDS ? ByIds.of(rows, partitions, number) : rows.repartition(partitions, number);
    }

    private static boolean hasIds() {
        try {
            Dataset.class.getMethod("repartitionById", int.class, Column.class);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Loaded where Spark has the method. */
    private static final class ByIds {
        static Dataset<Row> of(Dataset<Row> rows, int partitions, Column number) {
            return rows.repartitionById(partitions, number);
        }
    }
}

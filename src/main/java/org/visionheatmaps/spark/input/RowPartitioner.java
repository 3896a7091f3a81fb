package org.visionheatmaps.spark.input;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.file.CountedFile;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.input.source.InputFiles;
import scala.Tuple2;

/**
 * Normalised rows, spread over partitions as a {@link Partitioning} wants.
 *
 * @param rows to be drawn
 * @param decoder that reads them
 */
public record RowPartitioner(Dataset<Row> rows, RowDecoder decoder) {
    private static final int PARTITIONS_PER_CORE = 3;
    private static final int MAX_PARTITIONS = 100_000;
    /** Of values, decoded. */
    private static final long PART_BYTES = 128 << 20;

    private static final int FEW_ROWS = 32;
    /** Of values, decoded. */
    private static final long FEW_BYTES = 32 << 20;
    /** The files that a plan may name one by one. */
    private static final int MAX_LISTED_FILES = 1000;
    /** Rows that stay together where there are more files. */
    private static final int RANGE = 256;

    /**
     * @param images brings photographs to rows, which may shuffle them
     */
    static RowPartitioner spread(
            SparkSession spark,
            Dataset<Row> rows,
            InputFiles input,
            RowDecoder decoder,
            Partitioning partitioning,
            UnaryOperator<Dataset<Row>> images) {
        int cores = spark.sparkContext().defaultParallelism();
        return switch (partitioning.kind()) {
            case AUTO ->
                areFew(input) || !areTogether(input, cores) && rows.javaRDD().getNumPartitions() >= cores
                        ? new RowPartitioner(images.apply(rows), decoder)
                        : new RowPartitioner(images.apply(spread(rows, input, partitions(input, cores))), decoder);
            case COUNT -> new RowPartitioner(images.apply(spread(rows, input, partitioning.count())), decoder);
            case ELEMENT -> new RowPartitioner(oneEach(spark, images.apply(rows), decoder), decoder.ofElements());
        };
    }

    /** Whether rows are drawn sooner than spread, which takes a stage of tasks and most of a second of planning. */
    private static boolean areFew(InputFiles input) {
        return input.stored() != null && input.rows() <= FEW_ROWS && input.rows() * input.largestRow() <= FEW_BYTES;
    }

    /** Whether most cores would wait for the one that draws the largest row group: many writers put a whole file into one. */
    private static boolean areTogether(InputFiles input, int cores) {
        return input.stored() != null && input.largestGroup() * cores > input.rows();
    }

    /** So many that no core waits long for another, and none has much more to read than a part of a file as Spark makes them. */
    private static int partitions(InputFiles input, int cores) {
        long parts = input.rows() * input.largestRow() / PART_BYTES;
        return (int) Math.max((long) PARTITIONS_PER_CORE * cores, Math.min(parts, MAX_PARTITIONS));
    }

    private static Dataset<Row> spread(Dataset<Row> rows, InputFiles input, int partitions) {
        return input.stored() == null ? byPosition(rows, partitions) : byRange(rows, input, partitions);
    }

    /** Neighbours stay together: a task reads ranges of files, in order. */
    private static Dataset<Row> byRange(Dataset<Row> rows, InputFiles input, int partitions) {
        Column file = rows.col(rows.columns()[NormalizedRow.FILE]);
        Column position = rows.col(rows.columns()[NormalizedRow.POSITION]);
        if (input.files().size() > MAX_LISTED_FILES) {
            Column range = functions.floor(position.divide(functions.lit(RANGE)));
            return rows.repartition(partitions, file, range).sortWithinPartitions(file, position);
        }
        List<Column> starts = new ArrayList<>();
        long total = 0;
        for (Map.Entry<String, CountedFile> counted : input.files().entrySet()) {
            starts.add(functions.lit(counted.getKey()));
            starts.add(functions.lit(total));
            total += counted.getValue().rows();
        }
        Column start = functions.element_at(functions.map(starts.toArray(new Column[0])), file);
        Column share =
                start.plus(position).multiply(functions.lit(partitions)).divide(functions.lit(Math.max(1, total)));
        Column partition = functions.floor(share).cast(DataTypes.IntegerType);
        return NumberedPartitions.of(rows, partitions, partition).sortWithinPartitions(file, position);
    }

    /** By what a row is, not by when it came: a task that runs again gets the same rows. */
    private static Dataset<Row> byPosition(Dataset<Row> rows, int partitions) {
        return rows.repartition(
                partitions,
                rows.col(rows.columns()[NormalizedRow.FILE]),
                rows.col(rows.columns()[NormalizedRow.POSITION]));
    }

    private static Dataset<Row> oneEach(SparkSession spark, Dataset<Row> rows, RowDecoder decoder) {
        StructType schema = rows.schema();
        MapPartitionsFunction<Row, Row> split = partition -> new SplitRows(partition, decoder);
        JavaRDD<Row> elements = rows.mapPartitions(split, Encoders.row(schema)).javaRDD();
        List<Long> counts = elements.mapPartitions(
                        partition -> List.of(count(partition)).iterator())
                .collect();
        long[] starts = new long[counts.size()];
        long total = 0;
        for (int p = 0; p < starts.length; p++) {
            starts[p] = total;
            total += counts.get(p);
        }
        if (total > MAX_PARTITIONS) {
            throw new IllegalArgumentException(
                    "--partitions element makes a task of each element and is for few, huge tensors, but there are "
                            + total + " elements (at most " + MAX_PARTITIONS + "): use --partitions auto");
        }
        JavaPairRDD<Integer, Row> numbered = elements.mapPartitionsWithIndex(
                        (partition, part) -> new Numbered(part, (int) starts[partition]), true)
                .mapToPair(pair -> pair);
        JavaRDD<Row> alone =
                numbered.partitionBy(new Each(Math.max(1, (int) total))).values();
        return spark.createDataFrame(alone, schema);
    }

    private static long count(Iterator<Row> rows) {
        long count = 0;
        for (; rows.hasNext(); rows.next()) {
            count++;
        }
        return count;
    }

    private static final class Numbered implements Iterator<Tuple2<Integer, Row>> {
        private final Iterator<Row> rows;
        private int next;

        Numbered(Iterator<Row> rows, int first) {
            this.rows = rows;
            this.next = first;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Tuple2<Integer, Row> next() {
            return new Tuple2<>(next++, rows.next());
        }
    }

    private static final class Each extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int count;

        Each(int count) {
            this.count = count;
        }

        @Override
        public int numPartitions() {
            return count;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Each each && each.count == count;
        }

        @Override
        public int hashCode() {
            return count;
        }
    }
}

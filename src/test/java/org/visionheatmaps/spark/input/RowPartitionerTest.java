package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.run.JobSession;

/** How many tasks an input gets where nobody says. */
@Tag("spark")
class RowPartitionerTest extends RenderJobTestBase {
    @Test
    void aFewSmallRowsAreOneTask() {
        assertEquals(1, tasks(32, 1));
    }

    @Test
    void moreRowsAreSpread() {
        assertTrue(tasks(33, 1) > 1);
    }

    @Test
    void fewLargeRowsAreSpread() {
        assertTrue(tasks(2, 5_000_000) > 1);
    }

    @Test
    void rowsOfOneRowGroupAreSpreadThoughTheirFileHasManyParts() {
        Random random = new Random(6);
        Dataset<Row> rows = rows(40, () -> {
            float[] values = new float[100_000];
            for (int v = 0; v < values.length; v++) {
                values[v] = random.nextFloat();
            }
            return AttributionFile.boxed(values);
        });
        // By Spark alone, two: one with all rows, and one with none.
        assertEquals(
                List.of(6L, 6L, 7L, 7L, 7L, 7L),
                rows
                        .javaRDD()
                        .mapPartitions(partition -> List.of(size(partition)).iterator())
                        .collect()
                        .stream()
                        .sorted()
                        .toList());
    }

    private static long size(Iterator<Row> rows) {
        long size = 0;
        for (; rows.hasNext(); rows.next()) {
            size++;
        }
        return size;
    }

    private int tasks(int count, int values) {
        List<Float> map = AttributionFile.boxed(new float[values]);
        return rows(count, () -> map).javaRDD().getNumPartitions();
    }

    private Dataset<Row> rows(int count, Supplier<List<Float>> map) {
        Path file = in().resolve("rows.parquet");
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(row -> {
                    List<Float> values = map.get();
                    return RowFactory.create("row-" + row, values, List.of(1, 1, values.size()), null, "any");
                })
                .toList();
        AttributionFile.write(spark, AttributionFile.FLAT, rows, file);
        JobSession session = JobSession.of(spark);
        InputOptions input = InputOptions.of(file.toString());
        ElementSource source = new ElementSource(session, InputFiles.open(session, input), input);
        return source.spread(source.normalised(true, false, List.of()), Partitioning.AUTO, false)
                .rows();
    }
}

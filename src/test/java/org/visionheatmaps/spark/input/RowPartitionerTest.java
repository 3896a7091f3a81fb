package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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

    private int tasks(int count, int values) {
        Path file = in().resolve("rows.parquet");
        List<Float> map = AttributionFile.boxed(new float[values]);
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(row -> RowFactory.create("row-" + row, map, List.of(1, 1, values), null, "any"))
                .toList();
        AttributionFile.write(spark, AttributionFile.FLAT, rows, file);
        JobSession session = JobSession.of(spark);
        InputOptions input = InputOptions.of(file.toString());
        ElementSource source = new ElementSource(session, InputFiles.open(session, input), input);
        return source.spread(source.normalised(true, false, List.of()), Partitioning.AUTO, false)
                .rows()
                .javaRDD()
                .getNumPartitions();
    }
}

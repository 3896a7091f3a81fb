package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.spark.SparkTestSession;

/** In a Spark of its own, since the one of other tests tries a task once. */
@Tag("spark")
class RetriedTaskTest {
    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        SparkTestSession.get().stop();
        spark = SparkSession.builder()
                .master("local[2,3]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void anAttemptThatDiesLeavesNothingEvenIfTheNextWritesOtherRows() throws IOException {
        MapFunction<Long, Row> heatmap = id -> {
            int attempt = TaskContext.get().attemptNumber();
            if (id == 19 && attempt == 0) {
                throw new IllegalStateException("dies after nine files");
            }
            return RowFactory.create(new byte[] {1}, attempt + "-" + id + ".png");
        };
        StructType schema = new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);
        spark.range(0, 20, 1, 2)
                .as(Encoders.LONG())
                .map(heatmap, Encoders.row(schema))
                .write()
                .format("heatmap-png")
                .mode("append")
                .save(folder.resolve("out").toString());
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    Stream.concat(
                                    Stream.of("_SUCCESS"),
                                    Stream.iterate(0, id -> id + 1).limit(20).map(id -> id / 10 + "-" + id + ".png"))
                            .collect(Collectors.toSet()),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }
}

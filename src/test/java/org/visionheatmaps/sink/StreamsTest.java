package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.spark.SparkTestSession;

/** Streaming queries whose batches come again, as after a driver that died before it noted that they were written. */
@Tag("spark")
class StreamsTest {
    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.startsWith("_stream-"))
                    .sorted()
                    .toList();
        }
    }

    /** A file of rows for each batch. */
    private void arrive(String name, String... ids) throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.write(in.resolve(name + ".txt"), List.of(ids));
    }

    private Dataset<Row> pictures() {
        return spark.readStream()
                .option("maxFilesPerTrigger", 1)
                .text(folder.resolve("in").toString())
                .selectExpr(
                        "CAST(concat('bytes of ', value) AS BINARY) AS bytes",
                        "concat(value, '.png') AS path",
                        "value AS id");
    }

    private void run(DataStreamWriter<Row> writer) throws Exception {
        writer.option("checkpointLocation", folder.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }

    private void stream(String format) throws Exception {
        run(pictures().writeStream().format(format).option("path", out().toString()));
    }

    /** The last batch is as if its driver had died after the sink's commit and before Spark's note of it. */
    private void forgetTheLastBatch() throws IOException {
        Path commits = folder.resolve("checkpoint/commits");
        try (Stream<Path> notes = Files.list(commits)) {
            Path last = notes.filter(note -> note.getFileName().toString().matches("\\d+"))
                    .max((a, b) -> Integer.compare(number(a), number(b)))
                    .orElseThrow();
            Files.delete(last);
            Files.deleteIfExists(commits.resolve("." + last.getFileName() + ".crc"));
        }
    }

    private static int number(Path note) {
        return Integer.parseInt(note.getFileName().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "heatmap-png, a.png b.png c.png, a.png b.png c.png d.png",
        "heatmap-webdataset, part-00000.tar part-00001.tar, part-00000.tar part-00001.tar part-00002.tar"
    })
    void aBatchThatComesAgainIsWrittenOnce(String format, String before, String after) throws Exception {
        arrive("1", "a", "b");
        arrive("2", "c");
        stream(format);
        List<String> first = new ArrayList<>(List.of("_SUCCESS"));
        first.addAll(List.of(before.split(" ")));
        first.sort(null);
        assertEquals(first, files(out()));
        List<byte[]> bytes = new ArrayList<>();
        for (String file : first) {
            bytes.add(Files.readAllBytes(out().resolve(file)));
        }

        forgetTheLastBatch();
        arrive("3", "d");
        stream(format);
        List<String> second = new ArrayList<>(List.of("_SUCCESS"));
        second.addAll(List.of(after.split(" ")));
        second.sort(null);
        assertEquals(second, files(out()));
        for (int at = 0; at < first.size(); at++) {
            assertTrue(Arrays.equals(bytes.get(at), Files.readAllBytes(out().resolve(first.get(at)))));
        }
    }

    @Test
    void twoStreamsShareAFolder() throws Exception {
        arrive("1", "a");
        stream("heatmap-png");
        Files.move(folder.resolve("in"), folder.resolve("in1"));
        Files.move(folder.resolve("checkpoint"), folder.resolve("checkpoint1"));
        arrive("1", "b");
        stream("heatmap-png");
        assertEquals(List.of("_SUCCESS", "a.png", "b.png"), files(out()));
    }

    @Test
    void completeModeReplacesThePictures() throws Exception {
        arrive("1", "a", "b");
        arrive("2", "a");
        run(pictures()
                .groupBy("path")
                .agg(functions.expr("CAST(CAST(count(*) AS STRING) AS BINARY) AS bytes"))
                .writeStream()
                .outputMode("complete")
                .format("heatmap-png")
                .option("path", out().toString()));
        assertEquals(List.of("_SUCCESS", "a.png", "b.png"), files(out()));
        assertEquals("2", Files.readString(out().resolve("a.png")));
    }

    @Test
    void optionsOfAStreamAreCheckedWhenItStarts() throws IOException {
        arrive("1", "a");
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> run(pictures().writeStream().format("heatmap-png").option("pth", out().toString())));
        assertTrue(e.getMessage().contains("did you mean 'path'?"), e.getMessage());
    }

    @Test
    void batchesThatAFunctionSavesAreWrittenOnceByTheirNumber() throws Exception {
        List<Long> seen = new ArrayList<>();
        VoidFunction2<Dataset<Row>, Long> save = (batch, number) -> {
            seen.add(number);
            batch.write()
                    .format("heatmap-png")
                    .mode("append")
                    .option("stream", "nightly")
                    .option("batch", number)
                    .save(out().toString());
        };
        arrive("1", "a", "b");
        arrive("2", "c");
        run(pictures().writeStream().foreachBatch(save));
        forgetTheLastBatch();
        arrive("3", "d");
        run(pictures().writeStream().foreachBatch(save));
        assertEquals(List.of(0L, 1L, 1L, 2L), seen);
        assertEquals(List.of("_SUCCESS", "a.png", "b.png", "c.png", "d.png"), files(out()));
    }
}

package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.spark.SparkTestSession;

/** Modes, options and partitions of a save, as users of Spark's own formats know them. */
@Tag("spark")
class SaveModesTest {
    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    private DataFrameWriter<Row> rows(int from, int to) {
        return frame(from, to).write().format("heatmap-png");
    }

    private Dataset<Row> frame(int from, int to) {
        return spark.range(from, to, 1, 2)
                .selectExpr(
                        "struct(CAST(concat('bytes of ', id) AS BINARY) AS bytes, concat(id, '.png') AS path) AS heatmap",
                        "id",
                        "IF(id = 3, NULL, concat('a/b', id % 2)) AS method",
                        "DATE'2026-03-29' AS `on.day`");
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private List<String> files() throws IOException {
        Path out = folder.resolve("out");
        try (Stream<Path> walk = Files.walk(out)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String everyMessage(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    @Test
    void withoutAModeTheFolderMustBeNew() throws IOException {
        rows(0, 2).save(out());
        assertEquals(List.of("0.png", "1.png", "_SUCCESS"), files());
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> rows(2, 3).save(out()));
        assertTrue(e.getMessage().contains("exists: name another folder, or choose mode append"), e.getMessage());
        assertEquals(List.of("0.png", "1.png", "_SUCCESS"), files());
    }

    @Test
    void ignoreLeavesWhatIsThere() throws IOException {
        rows(0, 1).mode(SaveMode.Ignore).save(out());
        rows(1, 2).mode(SaveMode.Ignore).save(out());
        assertEquals(List.of("0.png", "_SUCCESS"), files());
    }

    @Test
    void appendAddsAndOverwriteReplaces() throws IOException {
        rows(0, 1).mode("append").save(out());
        rows(1, 2).mode("append").option("PATH", out()).save();
        assertEquals(List.of("0.png", "1.png", "_SUCCESS"), files());
        rows(2, 3).mode("overwrite").save(out());
        assertEquals(List.of("2.png", "_SUCCESS"), files());
    }

    @Test
    void anEmptyFolderIsNothing() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        rows(0, 1).mode("errorifexists").save(out());
        assertEquals(List.of("0.png", "_SUCCESS"), files());
    }

    @Test
    void shardsHaveTheSameModes() throws IOException {
        frame(0, 2).coalesce(1).write().format("heatmap-webdataset").save(out());
        assertEquals(List.of("_SUCCESS", "part-00000.tar"), files());
        assertThrows(
                IllegalArgumentException.class,
                () -> frame(2, 3).write().format("heatmap-webdataset").save(out()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heatmap-png | compresion | has no option 'compresion' (there are: path, stream, batch, and Hadoop's",
                "heatmap-png | shard-samples | has no option 'shard-samples' (there are",
                "heatmap-webdataset | shard-sample | did you mean 'shard-samples'?",
                "heatmap-webdataset | SHARD-BYTE | did you mean 'shard-bytes'?",
            })
    void unknownOptionsAreErrors(String format, String option, String message) {
        for (String mode : List.of("append", "overwrite", "errorifexists")) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> frame(0, 1)
                    .write()
                    .format(format)
                    .option(option, "5")
                    .mode(mode)
                    .save(out()));
            assertTrue(e.getMessage().contains(message), e.getMessage());
        }
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void optionsKeepTheirLettersAndMayBeOfEitherCase() throws IOException {
        frame(0, 4)
                .coalesce(1)
                .write()
                .format("heatmap-webdataset")
                .option("Shard-Samples", 2)
                .option("fs.file.impl.disable.cache", "true")
                .mode("append")
                .save(out());
        assertEquals(List.of("_SUCCESS", "part-00000.tar", "part-00001.tar"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "overwrite", "errorifexists"})
    void partitionsAreFoldersAsThoseOfRender(String mode) throws IOException {
        rows(0, 4).partitionBy("METHOD", "on.day").mode(mode).save(out());
        assertEquals(
                List.of(
                        "_SUCCESS",
                        "method=__HIVE_DEFAULT_PARTITION__/on.day=2026-03-29/3.png",
                        "method=a%2Fb0/on.day=2026-03-29/0.png",
                        "method=a%2Fb0/on.day=2026-03-29/2.png",
                        "method=a%2Fb1/on.day=2026-03-29/1.png"),
                files());
        assertEquals("bytes of 1", Files.readString(folder.resolve("out/method=a%2Fb1/on.day=2026-03-29/1.png")));
    }

    @Test
    void aPartitionThatIsNoColumnIsAnError() {
        Exception e = assertThrows(
                Exception.class,
                () -> rows(0, 1).partitionBy("metod").mode("append").save(out()));
        assertTrue(everyMessage(e).contains("did you mean 'method'?"), everyMessage(e));
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void aFolderIsNeeded() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> rows(0, 1).save());
        assertTrue(e.getMessage().contains("A folder is needed"), e.getMessage());
    }

    @Test
    void aBatchOfAStreamIsWrittenOnce() throws IOException {
        rows(0, 1).mode("append").option("stream", "nightly").option("batch", 0).save(out());
        rows(1, 2).mode("append").option("stream", "nightly").option("batch", 1).save(out());
        // It comes again, and so does the one before.
        rows(1, 2).mode("append").option("stream", "nightly").option("batch", 1).save(out());
        rows(0, 1).mode("append").option("stream", "nightly").option("batch", 0).save(out());
        assertEquals(List.of("0.png", "1.png", "_SUCCESS", "_stream-nightly"), files());
        // Another stream has numbers of its own.
        rows(2, 3).mode("append").option("stream", "hourly").option("batch", 0).save(out());
        assertEquals(List.of("0.png", "1.png", "2.png", "_SUCCESS", "_stream-hourly", "_stream-nightly"), files());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "append | nightly | | go together",
                "append | | 3 | go together",
                "append | a/b | 3 | letters and digits",
                "append | nightly | three | a number from 0 on",
                "append | nightly | -1 | a number from 0 on",
                "errorifexists | nightly | 0 | need the mode append",
            })
    void marksThatCannotBeAreErrors(String mode, String stream, String batch, String message) {
        DataFrameWriter<Row> writer = rows(0, 1).mode(mode);
        if (stream != null) {
            writer.option("stream", stream);
        }
        if (batch != null) {
            writer.option("batch", batch);
        }
        Exception e = assertThrows(IllegalArgumentException.class, () -> writer.save(out()));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}

package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.spark.SparkTestSession;

/** The sources by their short names, with rows that are not ours. */
@Tag("spark")
class ImageSourcesTest {
    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    private Dataset<Row> rows(int from, int to) {
        return spark.range(from, to, 1, 3)
                .selectExpr(
                        "CAST(concat('bytes of ', id) AS BINARY) AS bytes",
                        "concat('m=', id % 2, '/', id, '.png') AS path",
                        "to_json(struct(id)) AS json",
                        "id AS other");
    }

    private static void save(Dataset<Row> rows, String format, String mode, Path folder) {
        rows.write().format(format).mode(mode).save(folder.toString());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void assertNothingIsLeftOver() throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            assertEquals(List.of(), names.filter(name -> !name.equals(out())).toList());
        }
    }

    @Test
    void rowsAreAppendedOrReplaceWhatIsThere() throws IOException {
        save(rows(0, 4), "heatmap-png", "append", out());
        assertEquals(List.of("_SUCCESS", "m=0/0.png", "m=0/2.png", "m=1/1.png", "m=1/3.png"), files(out()));
        assertEquals("bytes of 3", Files.readString(out().resolve("m=1/3.png")));

        save(rows(4, 6), "heatmap-png", "append", out());
        assertEquals(7, files(out()).size());

        Dataset<Row> nested = rows(7, 9).selectExpr("1 AS id", "struct(path, bytes) AS heatmap");
        save(nested, "heatmap-png", "overwrite", out());
        assertEquals(List.of("_SUCCESS", "m=0/8.png", "m=1/7.png"), files(out()));
        assertNothingIsLeftOver();
    }

    @Test
    void whatCannotBeWrittenChangesNothing() throws IOException {
        save(rows(0, 4), "heatmap-png", "append", out());
        List<String> before = files(out());
        assertFails(spark.range(1).selectExpr("CAST(NULL AS BINARY) AS bytes", "'x.png' AS path"), "has no bytes");
        assertFails(rows(9, 12).withColumn("path", org.apache.spark.sql.functions.lit("same.png")), "'same.png'");
        assertFails(rows(3, 5), "already");
        assertFails(spark.range(1).toDF("id"), "struct<bytes: binary, path: string>");
        assertEquals(before, files(out()));
        assertNothingIsLeftOver();
    }

    private void assertFails(Dataset<Row> rows, String reason) {
        Throwable failure = assertThrows(Exception.class, () -> save(rows, "heatmap-png", "append", out()));
        StringBuilder all = new StringBuilder();
        for (; failure != null; failure = failure.getCause()) {
            all.append(failure.getMessage()).append('\n');
        }
        assertTrue(all.toString().contains(reason), all.toString());
    }

    @Test
    void aWriteThatFailsHalfwayLeavesNothing() throws IOException {
        Dataset<Row> failing = rows(0, 30).where("assert_true(other < 29) IS NULL");
        assertFails(failing, "29");
        assertTrue(Files.notExists(out()), "nothing is visible");
        assertNothingIsLeftOver();
    }

    @Test
    void shardsAreNumberedWithoutGapsAndHoldSamples() throws IOException {
        spark.range(0, 10, 1, 2)
                .selectExpr(
                        "CAST(repeat('x', 600) AS BINARY) AS bytes",
                        "concat('m=a.b/', id, '.v', '.png') AS path",
                        "to_json(struct(id)) AS json")
                .write()
                .format("heatmap-webdataset")
                .option("shard-samples", 3)
                .mode("append")
                .save(out().toString());
        assertEquals(
                List.of("_SUCCESS", "part-00000.tar", "part-00001.tar", "part-00002.tar", "part-00003.tar"),
                files(out()));
        List<String> names = new ArrayList<>();
        for (int shard = 0; shard < 4; shard++) {
            byte[] tar = Files.readAllBytes(out().resolve("part-0000" + shard + ".tar"));
            try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
                for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    names.add(entry.getName());
                    assertEquals(0, entry.getLastModifiedTime().toMillis());
                    assertEquals(0, entry.getLongUserId());
                    if (entry.getName().endsWith("7%2Ev.json")) {
                        assertEquals("{\"id\":7}", new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        List<String> expected = new ArrayList<>();
        for (int id = 0; id < 10; id++) {
            expected.add("m=a.b/" + id + "%2Ev.png");
            expected.add("m=a.b/" + id + "%2Ev.json");
        }
        assertEquals(expected, names);

        byte[] first = Files.readAllBytes(out().resolve("part-00000.tar"));
        save(rows(20, 22), "heatmap-webdataset", "append", out());
        assertTrue(files(out()).contains("part-00004.tar"), files(out()).toString());
        assertTrue(Arrays.equals(first, Files.readAllBytes(out().resolve("part-00000.tar"))));
        save(rows(20, 22), "heatmap-webdataset", "overwrite", out());
        assertEquals("part-00000.tar", files(out()).get(1));
    }

    @Test
    void aShardEndsBeforeItHasTooManyBytes() throws IOException {
        spark.range(0, 5, 1, 1)
                .selectExpr("CAST(repeat('x', 600) AS BINARY) AS bytes", "concat(id, '.png') AS path")
                .write()
                .format("heatmap-webdataset")
                .option("shard-bytes", 2 * 1536)
                .mode("append")
                .save(out().toString());
        assertEquals(List.of("_SUCCESS", "part-00000.tar", "part-00001.tar", "part-00002.tar"), files(out()));
    }
}

package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.io.parquet.FooterRewriter;
import org.visionheatmaps.spark.SparkTestSession;

@Tag("spark")
class ImageFeaturesTest {
    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    private Dataset<Row> rows() {
        return spark.range(40)
                .selectExpr(
                        "id",
                        "id % 2 AS part",
                        "struct(CAST(repeat('x', 100) AS BINARY) AS bytes, CAST(id AS STRING) AS path) AS `the \"map\"`");
    }

    @Test
    void everyFileInEveryFolderSaysWhichColumnsAreImages() throws IOException {
        Dataset<Row> rows = rows();
        rows.write()
                .options(ImageFeatures.options(rows.schema()))
                .partitionBy("part")
                .parquet(folder.resolve("out").toString());

        assertTrue(files().size() > 2, files().toString());
        for (Path file : files()) {
            try (ParquetFileReader reader = open(file)) {
                Map<String, String> entries = reader.getFileMetaData().getKeyValueMetaData();
                assertEquals(
                        "{\"info\":{\"features\":{\"the \\\"map\\\"\":{\"_type\":\"Image\"}}}}",
                        entries.get("huggingface"));
                assertNotNull(entries.get("org.apache.spark.version"), "what Spark says stays");
                for (ColumnChunkMetaData column : reader.getRowGroups().get(0).getColumns()) {
                    assertNotNull(reader.readOffsetIndex(column), "pages are found where the index says");
                }
            }
        }
        Dataset<Row> read = spark.read().parquet(folder.resolve("out").toString());
        assertEquals(40, read.where("length(`the \"map\"`.bytes) = 100").count());
        try (Stream<Path> all = Files.walk(folder)) {
            assertTrue(all.noneMatch(file -> file.toString().contains(".footer")));
        }
    }

    @Test
    void aTableWithoutImagesIsWrittenAsAlways() throws IOException {
        Dataset<Row> rows = rows().select("id");
        assertEquals(Map.of(), ImageFeatures.options(rows.schema()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyIsReplacedAndNothingElseChanges(boolean isLocal) throws IOException {
        rows().coalesce(1).write().parquet(folder.resolve("out").toString());
        Path file = files().get(0);
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        FileSystem fileSystem = FileSystem.getLocal(new Configuration());
        if (!isLocal) {
            // Another scheme cannot be changed in place, and has no checksums beside its files.
            Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
            fileSystem = new RawLocalFileSystem() {
                @Override
                public URI getUri() {
                    return URI.create("lake:///");
                }

                @Override
                protected void checkPath(org.apache.hadoop.fs.Path any) {}
            };
            fileSystem.initialize(URI.create("file:///"), new Configuration());
        }
        long rowsEnd = footerStart(file);
        byte[] before = Files.readAllBytes(file);

        FooterRewriter.add(fileSystem, path, Map.of("k", "first"));
        FooterRewriter.add(fileSystem, path, Map.of("k", "second, longer"));

        byte[] after = Files.readAllBytes(file);
        assertArrayEquals(
                java.util.Arrays.copyOf(before, (int) rowsEnd), java.util.Arrays.copyOf(after, (int) rowsEnd));
        try (ParquetFileReader reader = open(file)) {
            Map<String, String> entries = reader.getFileMetaData().getKeyValueMetaData();
            assertEquals("second, longer", entries.get("k"));
            assertNull(entries.get("huggingface"));
        }
        assertEquals(
                40,
                spark.read()
                        .parquet(folder.resolve("out").toString())
                        .where("length(`the \"map\"`.bytes) = 100")
                        .count());
    }

    @Test
    void aFileThatIsNotParquetIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("x.parquet"), "PAR1 not at all");
        IOException refused = assertThrows(
                IOException.class,
                () -> FooterRewriter.add(
                        FileSystem.getLocal(new Configuration()),
                        new org.apache.hadoop.fs.Path(file.toUri()),
                        Map.of("k", "v")));
        assertTrue(refused.getMessage().contains("x.parquet does not end as a Parquet file does"));
    }

    private static long footerStart(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int size = java.nio.ByteBuffer.wrap(bytes, bytes.length - 8, 4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return bytes.length - 8L - size;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve("out"))) {
            return walk.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()));
    }
}

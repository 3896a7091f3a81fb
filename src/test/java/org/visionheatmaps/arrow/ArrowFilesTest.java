package org.visionheatmaps.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.visionheatmaps.arrow.ArrowFixture.ROWS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.io.arrow.ArrowColumn;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowFiles;
import org.visionheatmaps.io.arrow.ArrowReader;
import org.visionheatmaps.spark.SparkTestSession;

/** Which files are read, by which tasks, how much of them; and what is said of those that cannot be. */
@Tag("spark")
class ArrowFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFolderGivesItsArrowFilesAndColumnsOfItsNames() throws IOException {
        copy("lists.arrow", "run=7/method=lrp/a.arrow");
        copy("lists.arrows", "run=7/method=grad%20cam/b.arrows");
        copy("lists-zstd.feather", "run=12/method=__HIVE_DEFAULT_PARTITION__/c.feather");
        Files.writeString(Files.createDirectories(folder.resolve("run=12")).resolve("state.json"), "{}");
        copy("bytes.arrow", "_staging/d.arrow");
        Dataset<Row> frame = ArrowFixture.read(folder);
        assertEquals(3 * ROWS, frame.count());
        assertEquals("string", frame.schema().apply("run").dataType().simpleString());
        List<Row> rows = frame.select("run", "method")
                .where("number = 10")
                .orderBy("run", "method")
                .collectAsList();
        assertEquals("[[12,null], [7,grad cam], [7,lrp]]", rows.toString());
        assertEquals(2 * ROWS, ArrowFixture.read(folder.resolve("run=7/*")).count());
    }

    /** Hugging Face writes streams into files named .arrow, and JSON beside them. */
    @Test
    void aSavedDatasetIsAFolder() {
        Dataset<Row> frame = ArrowFixture.read(ArrowFixture.file("datasets"));
        assertEquals(
                "array<array<array<float>>>",
                frame.schema().apply("attribution").dataType().catalogString());
        List<Row> rows = frame.selectExpr("id", "flatten(flatten(attribution))").collectAsList();
        assertEquals(ROWS, rows.size());
        for (int r = 0; r < ROWS; r++) {
            assertEquals("row-" + r, rows.get(r).getString(0));
            assertEquals(ArrowFixture.floats(r), rows.get(r).getList(1));
        }
    }

    @Test
    void severalPathsAreOneTable() throws IOException {
        copy("lists.arrow", "a b.arrow");
        copy("bytes.arrow", "without extension");
        Dataset<Row> frame = SparkTestSession.get()
                .read()
                .format(ArrowTensorSource.NAME)
                .load(
                        folder.resolve("a b.arrow").toString(),
                        folder.resolve("without extension").toString());
        assertEquals(2 * ROWS, frame.count());
        assertEquals(
                ROWS,
                frame.where("number is null and method is null or number is not null")
                                .count()
                        - 1);
        List<String> files = frame.select(frame.col("_metadata.file_path")).distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        assertTrue(files.get(0).endsWith("/a%20b.arrow"), files.toString());
    }

    @Test
    void filesAreNamedAsSparkNamesThem() throws IOException {
        copy("lists.arrow", "a b.arrow");
        Dataset<Row> text = SparkTestSession.get().read().text(folder.toString());
        Dataset<Row> frame = ArrowFixture.read(folder);
        assertEquals(
                text.select(text.col("_metadata.file_path")).head().getString(0),
                frame.select(frame.col("_metadata.file_path")).head().getString(0));
    }

    @Test
    void columnsOfDifferentTypesAreRefusedWithBothFiles() throws IOException {
        copy("tensors.arrow", "a.arrow");
        copy("lists.arrow", "b.arrow");
        copy("polars.arrow", "c.arrow");
        assertEquals(3 * ROWS, ArrowFixture.read(folder).count());
        copy("bytes.arrow", "d.arrow");
        copy("tensors.arrow", "e/d.arrow");
        copy("scalars.arrow", "f/f.arrow");
        copy("long-lz4.arrow", "g.arrow");
        Exception refused = assertThrows(IllegalArgumentException.class, () -> ArrowFixture.read(folder));
        assertTrue(
                refused.getMessage().contains("'bytes' is struct<shape:array<int>,data:array<smallint>> in")
                        && refused.getMessage().contains("a.arrow, but binary in")
                        && refused.getMessage().contains("g.arrow"),
                refused.getMessage());
    }

    @Test
    void aTypeThatSparkLacksIsRefusedOnlyWhereItIsRead() {
        Dataset<Row> frame = ArrowFixture.frame("union.arrow");
        assertEquals("[[a,1], [b,2]]", frame.drop("either").collectAsList().toString());
        Exception refused = assertThrows(IllegalArgumentException.class, frame::collectAsList);
        assertTrue(
                refused.getMessage().contains("'either'")
                        && refused.getMessage().contains("Union"),
                refused.getMessage());
    }

    @Test
    void aLargeBatchIsCutIntoSlicesAndOnlyWantedBuffersAreRead() throws IOException {
        int rows = 64;
        int width = 600_000;
        write(folder.resolve("large.arrow"), rows, width);
        Dataset<Row> frame = ArrowFixture.read(folder);
        assertTrue(
                frame.javaRDD().getNumPartitions() >= 6,
                "partitions: " + frame.javaRDD().getNumPartitions());
        List<Row> read =
                frame.selectExpr("_metadata.row_index", "number", "bytes").collectAsList();
        for (int r = 0; r < rows; r++) {
            assertEquals(r, read.get(r).getLong(0));
            assertEquals(r, read.get(r).getLong(1));
            ByteBuffer bytes = ByteBuffer.wrap(read.get(r).<byte[]>getAs(2)).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(width, bytes.capacity());
            assertEquals(r, bytes.getInt(0));
            assertEquals(r, bytes.getInt(width - 4));
        }
        long before = bytesRead();
        assertEquals(
                rows * (rows - 1) / 2, frame.selectExpr("sum(number)").head().getLong(0));
        assertTrue(bytesRead() - before < 1_000_000, "read: " + (bytesRead() - before));
    }

    @Test
    void anEmptyTableHasItsColumns() throws IOException {
        write(folder.resolve("empty.arrow"), 0, 4);
        Dataset<Row> frame = ArrowFixture.read(folder);
        assertEquals(List.of("number", "bytes"), List.of(frame.columns()));
        assertEquals(0, frame.count());
    }

    @Test
    void badFilesAreNamedWithWhatIsWrong() throws IOException {
        for (Map.Entry<String, String> bad : Map.of(
                        "PAR1 is Parquet", "is a Parquet file",
                        "FEA1 is the first Feather", "version 1",
                        "", "is empty",
                        "id,attribution\n1,2\n", "is no Arrow IPC file or stream",
                        "ARROW1", "is truncated")
                .entrySet()) {
            Path file = Files.writeString(folder.resolve("bad.arrow"), bad.getKey());
            assertRefused(file, bad.getValue());
        }
        assertTrue(assertThrows(Exception.class, () -> ArrowFixture.read(folder.resolve("none.arrow")))
                .getMessage()
                .contains("none.arrow"));
        Files.delete(folder.resolve("bad.arrow"));
        assertTrue(assertThrows(Exception.class, () -> ArrowFixture.read(folder))
                .getMessage()
                .contains("There are no Arrow files (.arrow, .arrows, .feather, .ipc) in"));
    }

    /** A copy that was cut anywhere is refused, or gives the batches before the cut of a stream, whose end need not be marked. */
    @Test
    void truncatedFilesSaySo() throws IOException {
        for (String name : List.of("lists.arrow", "lists-zstd.arrows")) {
            byte[] whole = Files.readAllBytes(ArrowFixture.file(name));
            int accepted = 0;
            for (int length = 8; length < whole.length; length += 97) {
                Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
                Exception refused = null;
                try {
                    ArrowFixture.read(file);
                    accepted++;
                } catch (Exception e) {
                    refused = e;
                }
                if (refused != null) {
                    String said = refused.getMessage();
                    assertTrue(
                            said.contains(name) && (said.contains("is truncated") || said.contains("it ends in it")),
                            length + ": " + said);
                }
            }
            assertTrue(accepted <= (name.endsWith("s") ? 3 : 0), name + ": " + accepted + " accepted");
        }
    }

    /** Whatever a damaged file makes of its rows, it never hangs, and a fault names the file. */
    @Test
    void damagedFilesAreNamed() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 40; round++) {
            byte[] bytes = Files.readAllBytes(ArrowFixture.file(round % 2 == 0 ? "lists-lz4.arrow" : "bytes.arrow"));
            for (int k = 0; k < 40; k++) {
                bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged.arrow"), bytes);
            try {
                ArrowFile index = ArrowFiles.read(List.of(file.toString()), new Configuration())
                        .get(0);
                try (ArrowReader reader = ArrowReader.open(index, new Configuration())) {
                    for (var field : index.schema().getFields()) {
                        want(reader.column(field.getName()).orElseThrow());
                    }
                    for (var batch : index.batches()) {
                        reader.open(batch);
                        reader.load(0, (int) Math.min(batch.rows(), 100));
                    }
                }
            } catch (IOException e) {
                refused++;
                assertTrue(e.getMessage().contains("damaged.arrow"), e.toString());
            }
        }
        assertTrue(refused > 10, "refused: " + refused);
    }

    private static void want(ArrowColumn column) {
        column.want();
        for (int c = 0; c < column.field().getChildren().size(); c++) {
            if (column.field().getDictionary() == null) {
                want(column.child(c));
            }
        }
    }

    private static void assertRefused(Path file, String why) {
        Exception refused = assertThrows(Exception.class, () -> ArrowFixture.read(file));
        assertTrue(
                refused.getMessage().contains(why)
                        && refused.getMessage().contains(file.getFileName().toString()),
                refused.getMessage());
    }

    private static long bytesRead() {
        return FileSystem.getAllStatistics().stream()
                .filter(statistics -> statistics.getScheme().equals("file"))
                .mapToLong(FileSystem.Statistics::getBytesRead)
                .sum();
    }

    private void copy(String fixture, String to) throws IOException {
        Path target = folder.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(ArrowFixture.file(fixture), target);
    }

    /** A file of one record batch, written by Arrow for Java. */
    private static void write(Path file, int rows, int width) throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                BigIntVector numbers = new BigIntVector("number", allocator);
                FixedSizeBinaryVector bytes = new FixedSizeBinaryVector("bytes", allocator, width);
                VectorSchemaRoot root = VectorSchemaRoot.of(numbers, bytes);
                var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
            numbers.allocateNew(rows);
            bytes.allocateNew(rows);
            byte[] value = new byte[width];
            for (int r = 0; r < rows; r++) {
                numbers.set(r, r);
                ByteBuffer.wrap(value)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(0, r)
                        .putInt(width - 4, r);
                bytes.set(r, value);
            }
            root.setRowCount(rows);
            writer.start();
            if (rows > 0) {
                writer.writeBatch();
            }
            writer.end();
        }
    }
}

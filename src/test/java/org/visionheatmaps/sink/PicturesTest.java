package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.png.TextChunk;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** Pictures read back as rows, and what else may lie in their folder. */
@Tag("spark")
class PicturesTest {
    private static final String PIPELINE = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()";

    private final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    private static byte[] heatmap(String id, boolean hasNan, ColorbarSide side) {
        float[] values = new float[40 * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i) * 2;
        }
        if (hasNan) {
            values[7] = Float.NaN;
        }
        FittedPipeline pipeline = Pipeline.parse(PIPELINE).fitted();
        RenderSettings settings = RenderSettings.of("Test 1.0")
                .withNonFinite(NonFinite.mask("#ff00ff"))
                .withColorbar(side);
        return new ElementRenderer(pipeline, settings)
                .render(id, Tensor.channels(values, 40, 30, 1), null)
                .png();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private Dataset<Row> pictures() {
        return spark.read().format("heatmap-png").load(folder.toString());
    }

    private Row only(String path) {
        return pictures().where("path = '" + path + "'").head();
    }

    @Test
    void aRowSaysWhatThePictureSays() throws IOException {
        byte[] png = heatmap("the cat / 7", false, ColorbarSide.NONE);
        Path file = write("method=lrp/a%2Fb c.png", png);
        Row row = only("method=lrp/a%2Fb c.png");
        assertEquals("the cat / 7", row.<String>getAs("id"));
        assertEquals(30, row.<Integer>getAs("height"));
        assertEquals(40, row.<Integer>getAs("width"));
        String pipeline = row.getAs("pipeline");
        assertTrue(pipeline.startsWith("SumReduction() |> RangeColormap(:berlin, -"), pipeline);
        double max = row.getAs("range_max");
        assertTrue(max > 1.99 && max <= 2 && -max == row.<Double>getAs("range_min"), "" + max);
        assertEquals("Test 1.0", row.<String>getAs("software"));
        assertEquals((long) png.length, row.<Long>getAs("length"));
        assertEquals(
                Files.getLastModifiedTime(file).toMillis(),
                row.<Timestamp>getAs("modified").getTime());
        assertTrue(row.<String>getAs("file").endsWith("/method=lrp/a%252Fb%20c.png"), row.<String>getAs("file"));
        assertArrayEquals(png, row.<byte[]>getAs("bytes"));
        for (String absent : List.of("problem", "bad_color", "heatmap_width", "heatmap_height")) {
            assertNull(row.getAs(absent), absent);
        }
    }

    @Test
    void colourBarsAndMasksAreTold() throws IOException {
        write("bar.png", heatmap("bar", true, ColorbarSide.RIGHT));
        Row row = only("bar.png");
        assertEquals(40, row.<Integer>getAs("heatmap_width"));
        assertEquals(30, row.<Integer>getAs("heatmap_height"));
        assertTrue(row.<Integer>getAs("width") > 40);
        assertEquals("#ff00ff", row.<String>getAs("bad_color"));
    }

    @Test
    void picturesThatAreSavedAreReadAndSavedAgain() throws IOException {
        write("in/x/1.png", heatmap("1", false, ColorbarSide.NONE));
        write("in/2.png", heatmap("2", false, ColorbarSide.NONE));
        String in = folder.resolve("in").toString();
        Path out = folder.resolve("out");
        spark.read()
                .format("heatmap-png")
                .load(in)
                .write()
                .format("heatmap-png")
                .save(out.toString());
        for (String path : List.of("x/1.png", "2.png")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("in").resolve(path)), Files.readAllBytes(out.resolve(path)));
        }
        // _SUCCESS is not a picture, and hidden files are not read.
        write("out/.x.png", new byte[3]);
        write("out/_sheet.png", new byte[3]);
        assertEquals(2, spark.read().format("heatmap-png").load(out.toString()).count());
        assertEquals(
                4,
                spark.read()
                        .format("heatmap-png")
                        .load(in, out.toString())
                        .select("bytes")
                        .collectAsList()
                        .size());
    }

    /** Signature, chunks with right CRCs. */
    private static byte[] png(Object... typesAndData) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        DataOutputStream out = new DataOutputStream(bytes);
        for (int at = 0; at < typesAndData.length; at += 2) {
            byte[] type = ((String) typesAndData[at]).getBytes(StandardCharsets.ISO_8859_1);
            byte[] data = (byte[]) typesAndData[at + 1];
            CRC32 crc = new CRC32();
            crc.update(type);
            crc.update(data);
            out.writeInt(data.length);
            out.write(type);
            out.write(data);
            out.writeInt((int) crc.getValue());
        }
        return bytes.toByteArray();
    }

    private static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }

    @Test
    @Timeout(60)
    void whatIsNoPictureIsARowWithTheReason() throws IOException, InterruptedException {
        byte[] good = heatmap("good", false, ColorbarSide.NONE);
        write("good.png", good);
        write("empty.png", new byte[0]);
        write("text.png", "hello".getBytes(StandardCharsets.UTF_8));
        write("cut.png", Arrays.copyOf(good, good.length - 20));
        byte[] damaged = good.clone();
        damaged[60] ^= 1;
        write("damaged.png", damaged);
        write(
                "foreign.PNG",
                new PngWriter().encode(new RgbImage(2, 1, new byte[6]), List.of(new TextChunk("Software", "other"))));
        write(
                "lying.png",
                new PngWriter()
                        .encode(
                                new RgbImage(2, 1, new byte[6]),
                                List.of(
                                        new TextChunk("heatmap:id", "x"),
                                        new TextChunk("heatmap:pipeline", "y"),
                                        new TextChunk("heatmap:range", "1 zero"))));
        write("negative.png", png("IHDR", header(-5, 3), "IEND", new byte[0]));
        // A chunk that says it has 2 GB.
        byte[] huge = png("IHDR", header(5, 3), "tEXt", new byte[30]);
        huge[33] = 0x7F;
        write("huge.png", huge);
        byte[] many = png("IHDR", header(5, 3), "tEXt", new byte[(1 << 24) + 1], "IEND", new byte[0]);
        write("texts.png", many);
        // Nobody ever writes into it.
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString())
                        .start()
                        .waitFor());
        Files.createSymbolicLink(folder.resolve("zero.png"), Path.of("/dev/zero"));
        Files.createDirectory(folder.resolve("folder.png"));

        for (String bytes : List.of("1 AS bytes", "bytes")) {
            List<Row> rows = pictures()
                    .selectExpr("path", "problem", "width", "id", bytes)
                    .collectAsList();
            assertEquals(
                    "cut.png=The PNG file is cut off in the chunk at byte"
                            + "\ndamaged.png=The PNG file is damaged: the chunk at byte"
                            + "\nempty.png=Not a PNG file"
                            + "\nforeign.PNG=The PNG has no text chunks heatmap:id"
                            + "\ngood.png=null"
                            + "\nhuge.png=The PNG file is not read further than byte 33"
                            + "\nlying.png=The PNG's text chunk heatmap:range needs two numbers"
                            + "\nnegative.png=The PNG file is damaged: it needs a first chunk IHDR"
                            + "\npipe.png=Not a PNG file"
                            + "\ntext.png=Not a PNG file"
                            + "\ntexts.png=The PNG file is not read further than byte 33"
                            + "\nzero.png=Not a PNG file",
                    rows.stream()
                            .map(row -> row.getString(0) + "=" + start(row.getString(1)))
                            .sorted()
                            .collect(Collectors.joining("\n")));
            for (Row row : rows) {
                boolean isGood = row.getString(0).equals("good.png");
                assertEquals(isGood, row.getString(3) != null, row.getString(0));
                boolean isPng = isGood || List.of("foreign.PNG", "lying.png").contains(row.getString(0));
                assertEquals(isPng, row.get(2) != null, row.getString(0));
            }
        }
    }

    private static String start(String problem) {
        return problem == null
                ? null
                : problem.replaceAll(
                        ": it (is empty|does not).*|(at byte|first chunk IHDR|heatmap:id|two numbers|33).*", "$2");
    }

    @Test
    void filesAreOpenedOnlyForWhatTheyHold() throws IOException {
        write("a.png", "no picture".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, pictures().count());
        // A file that is gone by the time that it is read.
        String gone = folder.resolve("gone.png").toUri().toString();
        PictureSlice slice = PictureSlice.of(List.of(new PictureSlice.Listed(gone, "gone.png", 10, 5)), 1)
                .get(0);
        assertEquals(
                "gone.png",
                first(slice, PictureColumn.PATH, PictureColumn.LENGTH).getString(0));
        InternalRow row = first(slice, PictureColumn.PROBLEM, PictureColumn.BYTES);
        assertTrue(row.getString(0).startsWith("The file cannot be read: "), row.getString(0));
        assertTrue(row.isNullAt(1));
    }

    private static InternalRow first(PictureSlice slice, PictureColumn... columns) {
        try (PictureReader reader = new PictureReader(slice, columns, new Configuration())) {
            assertTrue(reader.next());
            InternalRow row = reader.get();
            assertFalse(reader.next());
            return row;
        }
    }

    @Test
    void picturesTooLargeForTheHeapAreARow() throws IOException {
        Path file = folder.resolve("large.png");
        byte[] start = heatmap("large", false, ColorbarSide.NONE);
        Files.write(file, start);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        // Without its bytes it is read as any other.
        assertEquals("large", pictures().select("id", "problem").head().getString(0));
        Row row = pictures().select("problem", "bytes").head();
        assertTrue(row.getString(0).contains("a task may take"), row.getString(0));
        assertNull(row.get(1));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        Exception absent = assertThrows(Exception.class, () -> spark.read()
                .format("heatmap-png")
                .load(folder.resolve("absent").toString())
                .count());
        assertTrue(absent.getMessage().contains("Input not found"), absent.getMessage());
        Exception option = assertThrows(
                IllegalArgumentException.class,
                () -> spark.read().format("heatmap-png").option("pahts", "x").load(folder.toString()));
        assertTrue(option.getMessage().contains("has no option 'pahts'"), option.getMessage());
        Exception schema = assertThrows(IllegalArgumentException.class, () -> spark.read()
                .format("heatmap-png")
                .schema("id STRING, label STRING")
                .load(folder.toString())
                .count());
        assertTrue(schema.getMessage().contains("'label' of type string"), schema.getMessage());
        Exception shards = assertThrows(
                AnalysisException.class,
                () -> spark.read().format("heatmap-webdataset").load(folder.toString()));
        assertTrue(shards.getMessage().contains("heatmap-webdataset"), shards.getMessage());
    }

    @Test
    void manyFilesAreSlicesInOrder() {
        List<PictureSlice.Listed> files = IntStream.range(0, 5000)
                .mapToObj(i -> new PictureSlice.Listed("file:/" + i, "" + i, 60_000, 0))
                .toList();
        List<PictureSlice> slices = PictureSlice.of(files, 2);
        int next = 0;
        for (PictureSlice slice : slices) {
            for (int at = 0; at < slice.count(); at++) {
                assertEquals("" + next++, slice.file(at).path());
            }
        }
        assertEquals(5000, next);
        assertEquals(5, slices.size());
        assertEquals(2, PictureSlice.of(files.subList(0, 2), 2).size());
        assertEquals(0, PictureSlice.of(List.of(), 2).size());
    }
}

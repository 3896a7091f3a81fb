package org.visionheatmaps.spark.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.run.ImportReport;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;

/** Arrays with names become attributions, ids, photographs and columns. */
@Tag("spark")
class ImportKeysTest extends RenderJobTestBase {
    private static final Path KEYED = Path.of("src/test/resources/arrays/keyed");
    private static final ImportOptions OPTIONS = ImportOptions.DEFAULT.withMode(OutputOptions.Mode.OVERWRITE);
    private static final Path HDF5 = Path.of("src/test/resources/hdf5");

    private ImportJob job(Path file, String key, String ids, String images) {
        return ImportJob.of(List.of(file.toString()), out().toString())
                .with(OPTIONS.withKeys(new ImportKeys(key, ids, images)));
    }

    private ImportReport run(ImportJob job) {
        return job.run(spark, Progress.NONE);
    }

    private Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (Row row : spark.read().parquet(out().toString()).collectAsList()) {
            rows.put(row.getString(0), row);
        }
        return rows;
    }

    private Path photographs() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        for (int i = 0; i < 4; i++) {
            byte[] png = new PngWriter().encode(new RgbImage(1, 1, new byte[] {(byte) i, 2, 3}), List.of());
            Files.write(photos.resolve("img_0" + i + ".jpg"), png);
        }
        return photos;
    }

    private static void assertNumbers(Row row, int from, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(row.<byte[]>getAs("attribution")).order(ByteOrder.LITTLE_ENDIAN);
        boolean isDouble = row.getAs("dtype").equals("float64");
        for (int at = from; at < from + count; at++) {
            assertEquals((37 * at % 101 - 50) / 8.0, isDouble ? bytes.getDouble() : bytes.getFloat(), "at " + at);
        }
        assertEquals(0, bytes.remaining());
    }

    @Test
    void idsNameElementsAndTheirPhotographsAndLabelsAreCarried() throws IOException {
        ImportReport report = run(job(KEYED.resolve("gradcam.npz"), "cams", "filenames", null)
                .withImages(photographs().toString()));
        Map<String, Row> rows = rows();
        assertEquals(
                "[img_00.jpg, img_01.jpg, img_02.jpg, img_03.jpg]",
                rows.keySet().toString());
        Row second = rows.get("img_01.jpg");
        assertNumbers(second, 48, 48);
        assertEquals(List.of(6, 8), second.getList(second.fieldIndex("shape")));
        assertEquals(1L, second.<Long>getAs("labels"));
        assertEquals("img_01.jpg", second.<Row>getAs("image").getString(1));
        assertEquals(0, report.withoutImage());
        assertEquals(List.of("labels"), report.carried());
        RunReport drawn = render(
                InputOptions.of(out().toString()),
                OutputOptions.of(folder.resolve("heatmaps").toString(), OutputFormat.PNG));
        assertEquals(4, drawn.rendered());
    }

    @Test
    void aLayoutWithABatchSplitsWithoutIds() {
        run(ImportJob.of(List.of(KEYED.resolve("gradcam.npz").toString()), out().toString())
                .with(OPTIONS.withKeys(new ImportKeys("cams", null, null)).withLayout(new Layout("NHW"))));
        assertEquals(
                "[gradcam/0, gradcam/1, gradcam/2, gradcam/3]", rows().keySet().toString());
        assertNumbers(rows().get("gradcam/3"), 144, 48);
        assertEquals(3L, rows().get("gradcam/3").<Long>getAs("labels"));
    }

    @Test
    void arraysOfEveryTypeAreCarriedAndOthersSaid() {
        ImportReport report = run(job(KEYED.resolve("all.npz"), "maps", null, null));
        StructType schema = spark.read().parquet(out().toString()).schema();
        assertEquals(
                List.of("bytes", "floats", "fortran", "numbers", "scores", "truth"),
                List.of(schema.fieldNames()).subList(8, 14));
        Row third = rows().get("all/2");
        assertEquals(new BigDecimal("9223372036854775817"), third.<BigDecimal>getAs("numbers"));
        assertEquals(List.of(-3.75f, 0.875f, 5.5f), third.getList(third.fieldIndex("scores")));
        assertEquals(third.getList(third.fieldIndex("scores")), third.getList(third.fieldIndex("fortran")));
        assertEquals(true, third.<Boolean>getAs("truth"));
        assertEquals("", third.getAs("bytes"));
        assertEquals(3.0, third.<Double>getAs("floats"));
        assertEquals("the table has a column of this name", report.notCarried().get("image"));
        assertTrue(
                report.notCarried().get("deep").contains("[4, 2, 2, 2, 2]"),
                report.notCarried().toString());
        assertNumbers(third, 288, 144);
    }

    @Test
    void picturesAreReadInBothOrdersAndByNames() throws IOException {
        for (String key : List.of("pixels", "channels_first")) {
            run(job(KEYED.resolve("all.npz"), "maps", "floats", key));
            assertEquals("[1, 2.5, 3, 4]", rows().keySet().toString());
            byte[] png = rows().get("2.5").<Row>getAs("image").getAs(0);
            byte[] expected = new byte[144];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (byte) (144 + i);
            }
            assertArrayEquals(expected, Pixels.decode(png).rgb(), key);
        }
        ImportReport report = run(job(KEYED.resolve("gradcam.npz"), "cams", "labels", "filenames")
                .withImages(photographs().toString()));
        assertEquals(0, report.withoutImage());
        assertEquals("img_03.jpg", rows().get("3").<Row>getAs("image").getString(1));
    }

    @Test
    void filesOfSeveralKindsMakeOneTable() throws IOException {
        Files.createDirectories(in().resolve("a"));
        Files.copy(KEYED.resolve("maps.safetensors"), in().resolve("a/x.safetensors"));
        Files.copy(KEYED.resolve("all.npz"), in().resolve("y.npz"));
        Files.writeString(in().resolve("model.pt"), "pickled");
        Files.writeString(in().resolve("a/other.pt"), "pickled");
        ImportReport report = run(job(in(), "maps", null, null));
        assertEquals(8, report.written());
        assertEquals(Map.of(".pt", 2L), report.skipped());
        assertEquals("a", rows().get("a/x/0").getAs("folder"));
        assertNull(rows().get("y/0").getAs("folder"));
        assertEquals(2L, rows().get("a/x/2").<Long>getAs("labels"));
        assertNull(rows().get("a/x/2").getAs("scores"));
        assertNull(rows().get("y/2").getAs("labels"));
    }

    @Test
    void columnsWithoutACommonTypeAreRefusedWithBothFiles() {
        ImportJob job = ImportJob.of(
                        List.of(
                                KEYED.resolve("gradcam.npz").toString(),
                                KEYED.resolve("words.npz").toString()),
                        out().toString())
                .with(OPTIONS.withKeys(new ImportKeys("cams", null, null)).withLayout(new Layout("NHW")));
        RuntimeException e = assertThrows(RuntimeException.class, () -> run(job));
        for (String part : List.of("labels", "whole numbers", "strings", "gradcam.npz", "words.npz")) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void wrongKeysAndDamageAreSaid() {
        Map<ImportJob, String> faults = Map.of(
                job(KEYED.resolve("gradcam.npz"), "cam", null, null), "no array 'cam'",
                job(KEYED.resolve("gradcam.npz"), null, "filenames", null),
                        "--key names one of cams, filenames, labels",
                job(KEYED.resolve("all.npz"), "maps", "scores", null), "--ids needs one value for each element",
                job(KEYED.resolve("all.npz"), "maps", null, "scores"), "--image-key needs names of files, or pictures",
                job(KEYED.resolve("flipped.npz"), "cams", "filenames", null), "do not add up",
                job(HDF5.resolve("nested.h5"), "elsewhere", null, null), "other files are never followed");
        faults.forEach((job, reason) -> {
            run(job);
            assertTrue(quarantine().toString().contains(reason), reason + ": " + quarantine());
        });
    }

    @Test
    void coRelAysFilesNeedNoKey() {
        ImportReport report = run(job(HDF5.resolve("corelay.h5"), null, null, null));
        assertEquals(List.of("index", "label", "prediction"), report.carried());
        assertEquals(5, report.written());
        Row third = rows().get("corelay/2");
        assertNumbers(third, 144, 72);
        assertEquals(102L, third.<Long>getAs("index"));
        run(job(HDF5.resolve("corelay.h5"), null, "index", null));
        assertEquals("[100, 101, 102, 103, 104]", rows().keySet().toString());
    }

    @Test
    void groupsAndJuliasFilesAreRead() {
        ImportReport report = run(job(HDF5.resolve("nested.h5"), "runs/one/maps", "runs/one/fixed", null));
        assertEquals(List.of("truth", "variable", "weights"), report.carried());
        assertTrue(
                report.notCarried().get("type").contains("is no dataset"),
                report.notCarried().toString());
        assertEquals("[a, bü, ccc, e]", rows().keySet().toString());
        assertEquals(1, report.quarantined());
        assertEquals("東京", rows().get("ccc").getAs("variable"));
        assertNumbers(rows().get("ccc"), 144, 72);
        run(job(HDF5.resolve("julia.jld2"), "attribution", "names", null));
        assertNumbers(rows().get("img_04.jpg"), 288, 72);
        run(job(HDF5.resolve("chunks-earliest.h5"), "growing-both", null, null));
        assertNumbers(rows().get("chunks-earliest/4"), 288, 72);
    }

    @Test
    void withoutAKeyEveryDatasetIsAnAttribution() {
        run(job(HDF5.resolve("compact.h5"), null, null, null));
        assertEquals("[compact/many/m07, compact/small]", rows().keySet().toString());
    }

    @Test
    void nothingButOtherFilesIsSaid() throws IOException {
        Files.createDirectories(in());
        Files.writeString(in().resolve("model.pt"), "pickled");
        JobFailedException e = assertThrows(JobFailedException.class, () -> run(job(in(), null, null, null)));
        assertTrue(e.getMessage().contains("Skipped 1 files of the kind .pt: such files run code"), e.getMessage());
    }
}

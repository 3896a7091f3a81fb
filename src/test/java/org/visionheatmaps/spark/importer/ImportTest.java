package org.visionheatmaps.spark.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.reference.ReferenceCase;
import org.visionheatmaps.run.ImportReport;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.tensor.Layout;

/** Files that NumPy and safetensors wrote become rows, and rows become the reference's pixels. */
@Tag("spark")
class ImportTest extends RenderJobTestBase {
    private static final Path ARRAYS = Path.of("src/test/resources/arrays");

    @Test
    void everyKindOfFileBecomesRows() throws IOException {
        ImportReport report = ImportJob.of(List.of(ARRAYS.resolve("good").toString()), out().toString())
                .run(spark, Progress.NONE);
        Map<String, Row> rows = rows();
        Map<String, String> expected = new TreeMap<>();
        for (String id : List.of("float32", "fortran", "version-2", "version-3", "below/deep", "stored/cat")) {
            expected.put(id, "float32 [3, 4, 5]");
        }
        for (String id : List.of("batch", "fortran-batch", "stored/dog")) {
            expected.put(id + "/0", "float32 [3, 4, 5]");
            expected.put(id + "/1", "float32 [3, 4, 5]");
        }
        expected.put("tensors/f64/0", "float64 [3, 4, 5]");
        expected.put("tensors/f64/1", "float64 [3, 4, 5]");
        expected.put("float16", "float16 [3, 4, 5]");
        expected.put("float64", "float64 [3, 4, 5]");
        expected.put("big-endian", "float64 [3, 4, 5]");
        expected.put("two-dimensional", "float32 [4, 5]");
        expected.put("deflated/cat", "float16 [3, 4, 5]");
        expected.put("deflated/dog", "float32 [4, 5]");
        expected.put("tensors/f16", "float16 [3, 4, 5]");
        expected.put("tensors/f32", "float32 [3, 4, 5]");
        expected.put("bfloat16/b", "float32 [3, 4, 5]");
        Map<String, String> came = new TreeMap<>();
        rows.forEach((id, row) -> came.put(id, row.getAs("dtype") + " " + row.getList(row.fieldIndex("shape"))));
        assertEquals(expected, came);
        rows.forEach(ImportTest::assertNumbers);
        assertEquals(15, report.files());
        assertEquals(expected.size(), report.written());
        assertEquals(0, report.quarantined());
        assertEquals(expected.size(), report.withoutImage());
        assertTrue(rows.get("stored/dog/1").<String>getAs("source").endsWith("good/stored.npz#dog"));
        assertEquals("NCHW", rows.get("batch/0").getAs("layout"));
        assertEquals(List.of(), leftovers());
    }

    private static void assertNumbers(String id, Row row) {
        ByteBuffer bytes = ByteBuffer.wrap(row.<byte[]>getAs("attribution")).order(ByteOrder.LITTLE_ENDIAN);
        int at = id.endsWith("/1") ? 60 : 0;
        for (; bytes.hasRemaining(); at++) {
            double expected = (37 * at % 101 - 50) / 8.0;
            double came =
                    switch (row.<String>getAs("dtype")) {
                        case "float64" -> bytes.getDouble();
                        case "float32" -> bytes.getFloat();
                        default -> half(bytes.getShort());
                    };
            assertEquals(expected, came, id + " at " + at);
        }
        assertEquals(0, at % 20, id);
    }

    /** Of halves that are eighths, and no larger than 8. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        double value = exponent == 0 ? 0 : Math.scalb(1 + (bits & 0x3FF) / 1024.0, exponent - 15);
        return bits < 0 ? -value : value;
    }

    @Test
    void whatCannotBeReadIsQuarantinedWithItsPathAndTheRestGoesOn() {
        ImportReport report = ImportJob.of(List.of(ARRAYS.resolve("bad").toString()), out().toString())
                .run(spark, Progress.NONE);
        Map<String, String> reasons = quarantine();
        Map<String, String> expected = new HashMap<>();
        expected.put("whole", "int64, which is no attribution's type: --as float32");
        expected.put("truth", "bool, which");
        expected.put("complex", "'<c8'");
        expected.put("objects", "never unpickled");
        expected.put("fields", "named fields");
        expected.put("one-dimensional", "the shape [60]");
        expected.put("empty", "[3, 0, 5], which is empty");
        expected.put("truncated", "ends early");
        expected.put("header-only", "header ends early");
        expected.put("twice", "368 bytes follow the array");
        expected.put("nothing", "the file is empty");
        expected.put("text", "no ZIP file");
        expected.put("cut/dog/1", "the ZIP file is damaged");
        expected.put("mixed/readme.txt", "does not begin as a NumPy file");
        expected.put("mixed/short", "ends early: of 240 bytes, only 220 came");
        expected.put("huge", "ends early");
        expected.put("promises/huge/0", "ends early: of 12000000 bytes, only 0 came");
        expected.put("huge-header", "its header has 4294967295 bytes");
        expected.put("huge-start", "its header would have 4611686018427387904 of the 10 bytes");
        expected.put("no-json", "its header is no JSON");
        expected.put("outside/outside", "needs 16 bytes, but stands at 0 to 16 of 8");
        expected.put("outside/other", "needs 16 bytes, but stands at 0 to 8 of 8");
        expected.put("outside/eight", "F8_E4M3");
        expected.forEach((id, reason) -> assertTrue(
                String.valueOf(reasons.get(id)).contains(reason), id + ": " + reasons.get(id) + " in " + reasons));
        assertEquals(expected.keySet(), reasons.keySet());
        assertEquals(expected.size(), report.quarantined());
        assertEquals(
                List.of("cut/cat", "mixed/right", "outside/inside"),
                List.copyOf(rows().keySet()).stream()
                        .filter(id -> !id.startsWith("cut/dog"))
                        .toList());
        assertEquals(report.rowsFound(), report.written() + report.quarantined());
    }

    @Test
    void wholeNumbersAreConvertedIfAsked() throws IOException {
        Path folderOfNumbers = Files.createDirectories(in());
        for (String name : List.of("whole.npy", "truth.npy")) {
            Files.copy(ARRAYS.resolve("bad").resolve(name), folderOfNumbers.resolve(name));
        }
        ImportJob job = ImportJob.of(List.of(in() + "/*.npy"), out().toString())
                .with(ImportOptions.DEFAULT.withAs(DType.FLOAT32));
        ImportReport report = job.run(spark, Progress.NONE);
        assertEquals(2, report.written());
        ByteBuffer whole = ByteBuffer.wrap(rows().get("whole").<byte[]>getAs("attribution"))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals((int) (-50 / 8.0), whole.getFloat(0));
        assertEquals((int) ((37 * 2 - 50) / 8.0), whole.getFloat(8));
        assertEquals(240, rows().get("truth").<byte[]>getAs("attribution").length);
    }

    @Test
    void aBatchWhoseLastDimensionCountsStaysOneRow() throws IOException {
        ImportJob.of(List.of(ARRAYS.resolve("good/batch.npy").toString()), out().toString())
                .with(ImportOptions.DEFAULT.withLayout(Layout.WHCN))
                .run(spark, Progress.NONE);
        assertEquals(List.of(2, 3, 4, 5), rows().get("batch").getList(2));
    }

    @Test
    void rowsOfAnImportRenderToTheReferencesPixels() throws IOException {
        List<ReferenceCase> cases = new ArrayList<>();
        for (ReferenceCase wanted : ReferenceCase.all()) {
            if (wanted.image() != null
                    && cases.stream().allMatch(known -> known.pipeline().equals(wanted.pipeline()))) {
                cases.add(wanted);
            }
        }
        assertTrue(cases.size() > 2);
        Path photographs = Files.createDirectories(folder.resolve("photographs/x"));
        for (ReferenceCase wanted : cases) {
            Path arrays = Files.createDirectories(in().resolve("x"));
            copy(wanted.input(), arrays.resolve(wanted.id() + ".npy"));
            copy(wanted.image(), arrays.resolve(wanted.id() + ".png"));
            copy(wanted.image(), photographs.resolve(wanted.id() + ".PNG"));
        }
        Path table = folder.resolve("attributions.parquet");
        ImportReport report =
                ImportJob.of(List.of(in().toString()), table.toString()).run(spark, Progress.NONE);
        assertEquals(cases.size(), report.written());
        assertEquals(0, report.withoutImage());
        draw(cases, InputOptions.of(table.toString()));

        ImportJob.of(List.of(in().resolve("x").toString() + "/*.npy"), table.toString())
                .withImages(photographs.toString())
                .with(ImportOptions.DEFAULT.withMode(OutputOptions.Mode.OVERWRITE))
                .run(spark, Progress.NONE);
        assertEquals(
                cases.get(0).id() + ".PNG",
                spark.read()
                        .parquet(table.toString())
                        .where("id = '" + cases.get(0).id() + "'")
                        .select("image.path")
                        .head()
                        .getString(0));
    }

    @Test
    void aTableOfPhotographsIsJoinedToArraysWithoutThem() throws IOException {
        ReferenceCase wanted = ReferenceCase.all().stream()
                .filter(known -> known.image() != null && known.pipeline().contains("Overlay"))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(in().resolve("x"));
        copy(wanted.input(), in().resolve("x").resolve(wanted.id() + ".npy"));
        Path photographs = folder.resolve("photographs");
        Files.createDirectories(photographs.resolve("x"));
        copy(wanted.image(), photographs.resolve("x").resolve(wanted.id() + ".png"));
        Files.writeString(photographs.resolve("notes.txt"), "not a photograph");
        Path images = folder.resolve("images.parquet");
        ImportReport report =
                ImportJob.ofImages(photographs.toString(), images.toString()).run(spark, Progress.NONE);
        assertEquals(1, report.written());
        Path table = folder.resolve("attributions.parquet");
        assertEquals(
                1,
                ImportJob.of(List.of(in().toString()), table.toString())
                        .run(spark, Progress.NONE)
                        .withoutImage());
        draw(
                List.of(wanted),
                InputOptions.of(table.toString())
                        .withImages(ImageOptions.DEFAULT.withTable(ImageOptions.Table.of(images.toString()))));
    }

    @Test
    void whatIsNotThereIsSaid() {
        JobFailedException failed = assertThrows(
                JobFailedException.class, () -> ImportJob.of(List.of(folder + "/none/*.npy"), out().toString())
                        .run(spark, Progress.NONE));
        assertTrue(failed.getMessage().contains("Input not found"), failed.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ImportJob.of(List.of(), out().toString()));
        assertFalse(Files.exists(out()));
    }

    @Test
    void filesOfOneNameAreQuarantined() throws IOException {
        for (String below : List.of("a", "b")) {
            Files.createDirectories(folder.resolve(below));
            Files.copy(ARRAYS.resolve("good/float32.npy"), folder.resolve(below).resolve("cat.npy"));
        }
        ImportReport report = ImportJob.of(
                        List.of(folder + "/a", folder + "/b", folder + "/a/cat.npy"), out().toString())
                .run(spark, Progress.NONE);
        assertEquals(Map.of("duplicate_id", 2L), report.quarantinedByReason());
        report = ImportJob.of(List.of(folder + "/*/cat.npy"), out().toString())
                .with(ImportOptions.DEFAULT.withMode(OutputOptions.Mode.OVERWRITE))
                .run(spark, Progress.NONE);
        assertEquals(2, report.written());
        assertEquals(List.of("a/cat", "b/cat"), List.copyOf(rows().keySet()));
    }

    private void draw(List<ReferenceCase> cases, InputOptions input) throws IOException {
        for (ReferenceCase wanted : cases) {
            RunReport report = new RenderJob(
                            input.withWhere("id = 'x/" + wanted.id() + "'"),
                            Pipeline.parse(wanted.pipeline()),
                            png().withMode(OutputOptions.Mode.OVERWRITE),
                            RenderOptions.DEFAULT)
                    .run(spark, Progress.NONE);
            assertEquals(1, report.rendered(), wanted.toString());
            int difference = Pixels.largestDifference(wanted.expectedPixels(), pixels("x%2F" + wanted.id() + ".png"));
            assertTrue(difference <= wanted.tolerance(), () -> wanted + ": a byte differs by " + difference);
        }
    }

    private Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (Row row : spark.read().parquet(out().toString()).collectAsList()) {
            rows.put(row.getString(0), row);
        }
        return rows;
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = ReferenceCase.open(resource)) {
            Files.write(to, in.readAllBytes());
        }
    }
}

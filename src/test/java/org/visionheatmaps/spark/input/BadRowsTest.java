package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.ReferenceCase;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

@Tag("spark")
class BadRowsTest extends RenderJobTestBase {
    private static final List<Integer> SHAPE = List.of(2, 2, 3);
    private static final int SIZE = 12;

    @BeforeEach
    void writeInput() throws IOException {
        List<Row> rows = new ArrayList<>();
        rows.add(row("good", values(), SHAPE, null));
        rows.add(row("null_value", null, SHAPE, null));
        rows.add(row("nan", withOne(Float.NaN), SHAPE, null));
        rows.add(row("infinite", withOne(Float.NEGATIVE_INFINITY), SHAPE, null));
        rows.add(row("null_number", withOne(null), SHAPE, null));
        rows.add(row("too_short", values().subList(0, 11), SHAPE, null));
        rows.add(row("no_shape", values(), null, null));
        rows.add(row("zero_sized", List.of(), List.of(0, 2, 3), null));
        rows.add(row("five_dims", values(), List.of(1, 1, 2, 2, 3), null));
        rows.add(row("one_dim", values(), List.of(12), null));
        rows.add(row("null_in_shape", values(), Arrays.asList(2, null, 3), null));
        rows.add(row(null, values(), SHAPE, null));
        rows.add(row("twice", values(), SHAPE, null));
        rows.add(row("twice", values(), SHAPE, null));
        rows.add(row("overflow", new ArrayList<>(Collections.nCopies(SIZE, 3e38f)), SHAPE, null));
        AttributionFile.write(spark, AttributionFile.FLAT, rows, in());
    }

    @Test
    void eachIsQuarantinedWithItsReasonAndTheRestGoesOn() throws IOException {
        RunReport report = render(input(), png());

        assertEquals(List.of("good.png"), pngs());
        assertEquals(15, report.rowsRead());
        assertEquals(1, report.rendered());
        assertEquals(14, report.quarantined());
        assertEquals(report, report());
        Map<String, String> reasons = quarantine();
        assertReason(reasons, "null_value", "the attribution is null");
        assertReason(
                reasons,
                "nan",
                "every value must be finite, but 1 of 12 are not, the first is NaN at column 1, row 0, channel 0");
        assertReason(reasons, "infinite", "-Infinity");
        assertReason(reasons, "null_number", "null at position 1");
        assertReason(reasons, "too_short", "shape [2, 2, 3] needs 12 values, but 11 came");
        assertReason(reasons, "no_shape", "no shape");
        assertReason(reasons, "zero_sized", "[0, 2, 3]");
        assertReason(reasons, "five_dims", "[1, 1, 2, 2, 3]");
        assertReason(reasons, "one_dim", "[12]");
        assertReason(reasons, "twice", "more than one row has the id 'twice', and all would be written to twice.png");
        assertReason(reasons, "overflow", "finite");
        assertTrue(reasons.values().stream().anyMatch(reason -> reason.equals("the id is null")));
        assertEquals(2L, report.quarantinedByReason().get("duplicate_id"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSizeBeyondIntCostsItsRowWhateverSparkMakesOfSuchNumbers(boolean isAnsi) throws IOException {
        StructType struct = new StructType()
                .add("shape", DataTypes.createArrayType(DataTypes.LongType))
                .add("data", DataTypes.createArrayType(DataTypes.FloatType));
        List<Long> good = List.of(2L, 2L, 3L);
        List<Long> beyond = List.of((1L << 32) + 2, 2L, 3L);
        for (boolean isStruct : List.of(true, false)) {
            StructType schema = new StructType().add("id", DataTypes.StringType);
            schema = isStruct
                    ? schema.add("attribution", struct)
                    : schema.add("attribution", struct.apply("data").dataType())
                            .add("shape", struct.apply("shape").dataType());
            List<Row> rows = new ArrayList<>();
            for (List<Long> shape : List.of(good, beyond)) {
                String id = shape.equals(good) ? "good" : "beyond";
                rows.add(
                        isStruct
                                ? RowFactory.create(id, RowFactory.create(shape, values()))
                                : RowFactory.create(id, values(), shape));
            }
            AttributionFile.write(spark, schema, rows, in());
            spark.conf().set("spark.sql.ansi.enabled", isAnsi);
            try {
                RunReport report = render(input(), png().withMode(OutputOptions.Mode.OVERWRITE));
                assertEquals(List.of("good.png"), pngs());
                assertEquals(Map.of("bad_shape", 1L), report.quarantinedByReason());
            } finally {
                spark.conf().unset("spark.sql.ansi.enabled");
            }
        }
    }

    @Test
    void theFirstFaultFailsTheJobIfAsked() {
        JobFailedException failed = assertThrows(JobFailedException.class, () -> job(input(), png(), ErrorPolicy.FAIL)
                .run(spark, Progress.NONE));
        assertTrue(failed.getMessage().contains("--on-error quarantine"), failed.getMessage());
        assertFalse(Files.exists(out()));
    }

    @Test
    void tooManyFaultsFailTheJobAndLeaveNothing() throws IOException {
        for (String limit : List.of("13", "93%")) {
            RenderJob job = job(input(), png(), ErrorPolicy.upTo(limit));
            JobFailedException failed = assertThrows(JobFailedException.class, () -> job.run(spark, Progress.NONE));
            assertTrue(failed.getMessage().contains("--max-errors"), failed.getMessage());
            assertFalse(Files.exists(out()));
            assertEquals(List.of(), leftovers());
        }
        job(input(), png(), ErrorPolicy.upTo("14")).run(spark, Progress.NONE);
        assertTrue(Files.exists(out()));
    }

    @Test
    void aBrokenImageOrOneOfAnotherSizeCostsItsElementOnly() throws IOException {
        byte[] image;
        try (var stream = ReferenceCase.open("inputs/duck_cam.image.png")) {
            image = stream.readAllBytes();
        }
        AttributionFile.write(
                spark,
                AttributionFile.FLAT,
                List.of(
                        row("truncated", values(), SHAPE, Arrays.copyOf(image, 300)),
                        row("no_image_format", values(), SHAPE, "photo".getBytes(StandardCharsets.UTF_8)),
                        row("other_size", values(), SHAPE, image),
                        row("without", values(), SHAPE, null)),
                in());
        RenderJob overlay =
                new RenderJob(input(), Pipeline.parse(PIPELINE + " |> AlphaOverlay()"), png(), RenderOptions.DEFAULT);

        RunReport report = overlay.run(spark, Progress.NONE);

        assertEquals(List.of("without.png"), pngs());
        assertEquals(1, report.withoutImage());
        assertReason(quarantine(), "truncated", "cannot be decoded");
        assertReason(quarantine(), "no_image_format", "neither PNG, JPEG, WebP");
        assertReason(quarantine(), "other_size", "the heatmap is 3×2 and the image 72×56");
        assertReason(quarantine(), "other_size", "ResizeToImage()");
    }

    private static void assertReason(Map<String, String> reasons, String id, String part) {
        assertTrue(reasons.containsKey(id) && reasons.get(id).contains(part), () -> id + ": " + reasons.get(id));
    }

    private static List<Float> values() {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            values.add(i - 5.5f);
        }
        return values;
    }

    private static List<Float> withOne(Float value) {
        List<Float> values = values();
        values.set(1, value);
        return values;
    }

    private static Row row(String id, List<Float> values, List<Integer> shape, byte[] image) {
        return RowFactory.create(id, values, shape, image, "test");
    }
}

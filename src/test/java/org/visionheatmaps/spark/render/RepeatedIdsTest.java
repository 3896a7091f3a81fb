package org.visionheatmaps.spark.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;

/** Rows of one name are found while all are drawn; none of them is left, wherever tasks met them. */
@Tag("spark")
class RepeatedIdsTest extends RenderJobTestBase {
    private static final int ROWS = 24;

    /** Ids 0 to 23, of which some stand on two rows, or on three: side by side, far apart, one that cannot be read, one of a batch. */
    private void write(int files) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            rows.add(row("id-" + r, 2, 3, r));
        }
        rows.add(1, row("id-0", 2, 3, 90));
        rows.add(row("id-1", 2, 3, 91));
        rows.add(12, row("id-1", 2, 3, 92));
        rows.add(RowFactory.create("id-2", List.of(1f), List.of(1, 2, 2), null, null));
        rows.add(RowFactory.create("id-3", List.of(1f, 2f, 3f, 4f), List.of(2, 1, 1, 2), null, null));
        rows.add(RowFactory.create("batch", List.of(1f, 2f, 3f, 4f), List.of(2, 1, 1, 2), null, null));
        spark.createDataFrame(rows, AttributionFile.FLAT)
                .coalesce(1)
                .repartition(files)
                .write()
                .mode("overwrite")
                .parquet(in().toString());
    }

    private static Row row(String id, int height, int width, int seed) {
        List<Float> values = new ArrayList<>();
        for (int v = 0; v < height * width; v++) {
            values.add((float) ((v * 7 + seed) % 11));
        }
        return RowFactory.create(id, values, List.of(1, height, width), null, null);
    }

    private RunReport draw(String pipeline, String format, String partitions) {
        return new RenderJob(
                        input(),
                        Pipeline.parse(pipeline),
                        OutputOptions.of(out().toString(), new OutputFormat(format)),
                        RenderOptions.of(ErrorPolicy.QUARANTINE).withPartitioning(Partitioning.parse(partitions)))
                .run(spark, Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({"png,1", "png,auto", "png,7", "png,element", "webdataset,1", "webdataset,7"})
    void allOfThemAreQuarantinedAndNoneIsDrawn(String format, String partitions) throws IOException {
        write(3);
        RunReport report = draw(PIPELINE, format, partitions);
        Set<String> expected = new TreeSet<>(List.of("batch/0.png", "batch/1.png"));
        for (int r = 4; r < ROWS; r++) {
            expected.add("id-" + r + ".png");
        }
        assertEquals(expected, format.equals("png") ? new TreeSet<>(pngs()) : samples());
        assertEquals(ROWS - 4 + 2, report.rendered());
        // Rows that were split are refused element by element.
        Set<String> refused = new TreeSet<>();
        quarantine().keySet().forEach(id -> refused.add(id.replaceAll("/[01]$", "")));
        assertEquals(Set.of("id-0", "id-1", "id-2", "id-3"), refused);
        assertEquals(Set.of("duplicate_id"), report.quarantinedByReason().keySet());
        assertEquals(ROWS + 6, report.inputRows());
        assertEquals(List.of(), leftovers());
    }

    private Set<String> samples() throws IOException {
        Set<String> samples = new TreeSet<>();
        for (String file : files()) {
            if (file.endsWith(".tar")) {
                try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(out().resolve(file)))) {
                    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                        if (entry.getName().endsWith(".png")) {
                            assertTrue(samples.add(entry.getName()), entry.getName());
                        }
                    }
                }
            }
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7"})
    void aFitKnowsNothingOfThem(String partitions) throws IOException {
        String pipeline = "SumReduction() |> dataset(ExtremaColormap(:batlow))";
        write(3);
        draw(pipeline, "png", partitions);
        Map<String, List<Integer>> pictures = pictures();
        // Their values are the largest and smallest of all.
        List<Row> unique = new ArrayList<>();
        for (int r = 4; r < ROWS; r++) {
            unique.add(row("id-" + r, 2, 3, r));
        }
        unique.add(RowFactory.create("batch", List.of(1f, 2f, 3f, 4f), List.of(2, 1, 1, 2), null, null));
        spark.createDataFrame(unique, AttributionFile.FLAT)
                .write()
                .mode("overwrite")
                .parquet(in().toString());
        new RenderJob(
                        input(),
                        Pipeline.parse(pipeline),
                        png().withMode(OutputOptions.Mode.OVERWRITE),
                        RenderOptions.of(ErrorPolicy.QUARANTINE))
                .run(spark, Progress.NONE);
        assertEquals(pictures(), pictures);
    }

    private Map<String, List<Integer>> pictures() throws IOException {
        Map<String, List<Integer>> pictures = new TreeMap<>();
        for (String file : pngs()) {
            List<Integer> rgb = new ArrayList<>();
            for (byte value : pixels(file).rgb()) {
                rgb.add((int) value);
            }
            pictures.put(file, rgb);
        }
        return pictures;
    }

    @Test
    void withoutThemNoPassOverIdsIsMade() throws IOException {
        spark.createDataFrame(List.of(row("a", 2, 3, 1), row("b", 2, 3, 2)), AttributionFile.FLAT)
                .write()
                .parquet(in().toString());
        List<String> stages = new ArrayList<>();
        job(input(), png(), ErrorPolicy.QUARANTINE).run(spark, status -> stages.add(status.stage()));
        assertTrue(stages.contains("render") && !stages.contains("check ids"), stages.toString());
        assertEquals(List.of("a.png", "b.png"), pngs());
        Path report = out().resolve(RunReport.FILE_NAME);
        assertTrue(Files.exists(report));
    }
}

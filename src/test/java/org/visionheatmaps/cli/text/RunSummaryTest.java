package org.visionheatmaps.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;

@Tag("spark")
class RunSummaryTest {
    private static final OutputOptions FILES = OutputOptions.of("/data/out", OutputFormat.PNG);

    private static RunReport report(long rendered, Map<String, Long> faults, long withoutImage) {
        return report(rendered, faults, withoutImage, Map.of());
    }

    private static RunReport report(
            long rendered, Map<String, Long> faults, long withoutImage, Map<String, Long> degenerate) {
        long quarantined = faults.values().stream().mapToLong(Long::longValue).sum();
        return new RunReport(
                rendered + quarantined,
                rendered + quarantined,
                rendered,
                quarantined,
                new TreeMap<>(faults),
                List.of("cat: NaN", "dog: NaN", "cow: no image", "duck: NaN"),
                withoutImage,
                new TreeMap<>(degenerate),
                "SumReduction()",
                List.of(),
                0,
                null,
                List.of("in"),
                "file:/data/out",
                "png",
                Map.of("render", 7.0, "total", 8.0),
                new TreeMap<>(),
                null,
                null);
    }

    @Test
    void aCleanRunIsThreeLines() {
        assertEquals(
                """
                Rendered 2,000 heatmaps, quarantined 0, in 8.0 s (250.0 images/s).
                  output      /data/out (png)
                  report      /data/out/_report.json""",
                RunSummary.of(report(2000, Map.of(), 0), FILES).toString());
    }

    @Test
    void faultsAreCountedByReasonAndTheFirstAreTold() {
        assertEquals(
                """
                Rendered 1 heatmap, quarantined 4, in 8.0 s (0.1 images/s).
                  note        1 drawn without the image that the pipeline looks for
                  output      /data/out (png)
                  quarantine  /data/out/_quarantine
                          3  NON_FINITE
                          1  ALONE
                    cat: NaN
                    dog: NaN
                    cow: no image
                  report      /data/out/_report.json""",
                RunSummary.of(report(1, Map.of("NON_FINITE", 3L, "ALONE", 1L), 1), FILES)
                        .toString());
    }

    @Test
    void aRunThatDrewNothingSaysSoFirst() {
        String summary =
                RunSummary.of(report(0, Map.of("NON_FINITE", 4L), 0), FILES).toString();
        assertTrue(summary.startsWith("No heatmap was drawn: all 4 elements are in quarantine, in 8.0 s.\n"), summary);
        assertTrue(RunSummary.of(report(0, Map.of(), 0), FILES).toString().startsWith("Rendered 0 heatmaps"));
    }

    @Test
    void picturesThatSayLessThanTheySeemAreCountedWithTheReason() {
        String summary = RunSummary.of(report(2000, Map.of(), 0, Map.of("signed", 2L, "flat", 1200L)), FILES)
                .toString();
        assertTrue(
                summary.contains(
                        "\n  note        1,200 of 2,000: all values are one value, and the picture has one colour\n"
                                + "  note        2 of 2,000: one channel has negative values"),
                summary);
    }

    @Test
    void theReportOfATableLiesInAFolderOfItsOwn() {
        OutputOptions table = OutputOptions.of(
                new OutputOptions.Table("lake.db.heatmaps", false), new OutputFormat("delta"), "file:/data/reports");
        String summary = RunSummary.of(report(1, Map.of("ALONE", 1L), 0), table).toString();
        assertTrue(summary.contains("\n  quarantine  /data/reports/_quarantine\n"), summary);
        assertTrue(summary.endsWith("\n  report      /data/reports/_report.json"), summary);
    }
}

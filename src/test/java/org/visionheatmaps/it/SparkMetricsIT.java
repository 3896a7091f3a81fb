package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's counts where Spark sends its metrics: here to its own files of comma-separated values. */
@Tag("spark")
class SparkMetricsIT {
    private static final String SINK = "-Dspark.metrics.conf.driver.sink.csv.";

    @TempDir
    Path folder;

    @Test
    void whatARunCountsIsAmongSparksMetrics() throws IOException, InterruptedException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - check: count >= 33\n");
        Path metrics = Files.createDirectory(folder.resolve("metrics"));
        Distribution.Outcome audit = Distribution.java(
                List.of("-Xmx1g", SINK + "class=org.apache.spark.metrics.sink.CsvSink", SINK + "directory=" + metrics),
                "audit",
                "--input",
                Distribution.sample().toString(),
                "--output",
                folder.resolve("audits").toString(),
                "--rules",
                rules.toString());
        assertEquals(3, audit.exitCode(), audit.output());
        assertEquals("32", last(metrics, "elements.ok"));
        assertEquals("0", last(metrics, "elements.quarantined"));
        assertEquals("1", last(metrics, "rules.errors"));
        assertEquals("0", last(metrics, "rules.warnings"));
    }

    private static String last(Path metrics, String gauge) throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(metrics, "*.driver.AccumulatorSource.vision_heatmaps." + gauge + ".csv")) {
            List<String> lines = Files.readAllLines(files.iterator().next());
            assertTrue(lines.size() > 1, lines.toString());
            return lines.get(lines.size() - 1).replaceFirst(".*,", "");
        }
    }
}

package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The script's archive of Spark's classes makes starting quicker, and never makes it fail. */
@Tag("spark")
class StartIT {
    private static Path archive;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        Distribution.Outcome outcome = Distribution.run(List.of(script(), "prepare"));
        assertEquals(0, outcome.exitCode(), outcome.output());
        try (var files = Files.newDirectoryStream(Distribution.home(), "spark-*.jsa")) {
            archive = files.iterator().next();
        }
    }

    @AfterAll
    static void tidy() throws IOException {
        Files.deleteIfExists(archive);
    }

    /** Java was told to fail without it. */
    @Test
    void theArchiveIsUsed() throws IOException, InterruptedException {
        assertReads(inspect("-Xshare:on"));
    }

    /** Java itself crashes on such a file. */
    @Test
    void anArchiveThatWasCutOffIsLeftAlone() throws IOException, InterruptedException {
        Path whole = Files.move(archive, archive.resolveSibling("whole"));
        try (var in = Files.newInputStream(whole)) {
            Files.write(archive, in.readNBytes(1_000_000));
            assertReads(inspect("-Xshare:auto"));
        } finally {
            Files.delete(archive);
            Files.move(whole, archive);
        }
    }

    private static Distribution.Outcome inspect(String option) throws IOException, InterruptedException {
        return Distribution.run(List.of(
                "env",
                "VISION_HEATMAPS_JAVA_OPTS=" + option,
                script(),
                "inspect",
                Distribution.sample().toString()));
    }

    private static String script() {
        return Distribution.home().resolve("scripts/vision-heatmaps").toString();
    }

    private static void assertReads(Distribution.Outcome outcome) {
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("rows in 1 file"), outcome.output());
        assertTrue(!outcome.output().contains("[cds"), outcome.output());
    }
}

package org.visionheatmaps.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed, as by the kernel when memory runs out, in the middle of writing PNG files. */
@Tag("spark")
class KilledDriverIT {
    private static final int ROWS = 600;
    private static final int SIDE = 128;
    private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(4);

    @TempDir
    Path folder;

    @Test
    void theOutputIsUntouchedAndTheNextRunCompletesItAndClearsUp() throws IOException, InterruptedException {
        Attributions.write(folder.resolve("in.parquet"), 0, ROWS, SIDE);
        Files.createDirectory(out());
        Files.writeString(out().resolve("former.png"), "a former output");
        Path log = folder.resolve("killed.log");
        // The encoder with the most work, so that there is a middle.
        Process driver = new ProcessBuilder(Distribution.javaCommand(List.of("-Xmx1g"), render("small")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
            while (pictures(staging()).size() < 20) {
                assertTrue(driver.isAlive() && System.nanoTime() < deadline, Files.readString(log));
                Thread.sleep(10);
            }
        } finally {
            driver.destroyForcibly();
        }
        assertEquals(128 + 9, driver.waitFor(), "SIGKILL");

        assertEquals(List.of(out().resolve("former.png")), published());
        assertEquals("a former output", Files.readString(out().resolve("former.png")));
        assertEquals(1, staging().size(), "what was staged is still there");
        int staged = pictures(staging()).size();
        assertTrue(staged < ROWS, "it was killed in the middle: " + staged);

        Distribution.Outcome rerun = Distribution.java(List.of("-Xmx1g"), render("fast"));
        assertEquals(0, rerun.exitCode(), rerun.output());
        assertEquals(ROWS, published().size());
        assertTrue(Files.exists(out().resolve("_SUCCESS")));
        assertEquals(List.of(), staging(), "what the dead run left is gone");
    }

    private Path out() {
        return folder.resolve("out");
    }

    private String[] render(String png) {
        return new String[] {
            "render",
            "--input",
            folder.resolve("in.parquet").toString(),
            "--output",
            out().toString(),
            "--shape",
            "3," + SIDE + "," + SIDE,
            "--format",
            "png",
            "--png",
            png,
            "--mode",
            "overwrite"
        };
    }

    private List<Path> staging() throws IOException {
        try (Stream<Path> entries = Files.list(out())) {
            return entries.filter(path -> path.getFileName().toString().startsWith(".vision-heatmaps-"))
                    .toList();
        }
    }

    private List<Path> published() throws IOException {
        return pictures(List.of(out())).stream()
                .filter(path -> !path.toString().contains(".vision-heatmaps-"))
                .toList();
    }

    private static List<Path> pictures(List<Path> folders) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (Path each : folders) {
            try (Stream<Path> walk = Files.walk(each)) {
                walk.filter(file -> file.toString().endsWith(".png")).forEach(pictures::add);
            } catch (java.io.UncheckedIOException e) {
                // A task moved a file meanwhile: the next look may see more.
            }
        }
        return pictures;
    }
}

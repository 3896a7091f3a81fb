package org.visionheatmaps.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("spark")
class MetricsArgumentsTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("nightly.prom");
    }

    private MetricsArguments metrics(String... arguments) {
        return CommandLine.populateCommand(new MetricsArguments(), arguments);
    }

    private String exitCode() throws IOException {
        return Files.readString(file()).lines().skip(2).findFirst().orElseThrow();
    }

    @Test
    void theFileIsReplacedAtTheEndOfEachRunAndOthersMayReadIt() throws IOException {
        MetricsArguments metrics = metrics("--metrics-file", file().toString());
        Files.writeString(file(), "old");
        int code = metrics.reporting("audit", () -> {
            assertEquals("old", Files.readString(file()));
            return new MetricsArguments.Ended(3, text -> {});
        });
        assertEquals(3, code);
        assertEquals("vision_heatmaps_exit_code{command=\"audit\",name=\"nightly\"} 3", exitCode());
        assertTrue(Files.getPosixFilePermissions(file()).contains(PosixFilePermission.OTHERS_READ));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void aFailedRunIsToldAndFails() throws IOException {
        RuntimeException failure = new IllegalStateException("broken");
        MetricsArguments metrics = metrics("--metrics-file", file().toString());
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> metrics.reporting("render", () -> {
                            throw failure;
                        })));
        assertEquals("vision_heatmaps_exit_code{command=\"render\",name=\"nightly\"} 1", exitCode());
    }

    @Test
    void withoutTheOptionNothingIsWritten() throws IOException {
        assertEquals(0, metrics().reporting("render", () -> new MetricsArguments.Ended(0, text -> {})));
        assertTrue(Files.notExists(file()));
    }
}

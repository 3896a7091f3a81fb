package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code scripts/vision-heatmaps} ends, with a script in the place of Java. */
@Tag("spark")
class LauncherTest {
    @TempDir
    private Path folder;

    private Path java;
    private Path err;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve("scripts"));
        Files.createDirectories(folder.resolve("java/bin"));
        Files.copy(Path.of("scripts/vision-heatmaps"), folder.resolve("scripts/vision-heatmaps"));
        Files.createFile(folder.resolve("vision-heatmaps.jar"));
        java = folder.resolve("java/bin/java");
        err = folder.resolve("err");
    }

    private Process start(String ending) throws IOException {
        Files.writeString(
                java,
                "#!/usr/bin/env bash\n[ \"$1\" != -version ] || { echo 'openjdk version \"17\"' >&2; exit; }\n" + ending
                        + "\n");
        assertTrue(java.toFile().setExecutable(true));
        // Tests may run where interrupts are ignored, which programs inherit.
        ProcessBuilder builder = new ProcessBuilder(
                        "env",
                        "--default-signal",
                        "bash",
                        folder.resolve("scripts/vision-heatmaps").toString(),
                        "schemes")
                .redirectError(err.toFile())
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().remove("SPARK_HOME");
        return builder.start();
    }

    private String ended(Process process, int code) throws IOException, InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        String text = Files.readString(err, StandardCharsets.UTF_8);
        assertEquals(code, process.exitValue(), text);
        return text;
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4"})
    void anExitCodeOfTheCommandsNeedsNoExplanation(int code) throws IOException, InterruptedException {
        assertEquals("", ended(start("exit " + code), code));
    }

    @ParameterizedTest
    @CsvSource({
        "52, VISION_HEATMAPS_JAVA_OPTS=-Xmx8g gives it more",
        "137, had no memory left",
        "50, an error that it cannot handle",
        "53, an error that it cannot handle",
        "134, Java crashed",
        "143, asked to stop",
        "77, none of this program"
    })
    void anotherExitCodeIsExplainedInOneSentence(int code, String words) throws IOException, InterruptedException {
        String text = ended(start("exit " + code), code);
        assertTrue(text.contains("exit code " + code) && text.contains(words), text);
        assertEquals(1, text.lines().count(), text);
    }

    @Test
    void aKilledJavaIsExplained() throws IOException, InterruptedException {
        assertTrue(ended(start("kill -9 $$"), 137).contains("the process was killed"));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signalsReachJavaAndItsCodeTheCaller(String signal, int code) throws IOException, InterruptedException {
        Process process = start("trap 'echo stopping >&2; exit " + code + "' " + signal
                + "; echo ready >&2; for ((i = 0; i < 200; i++)); do sleep 0.1; done");
        while (!Files.readString(err).contains("ready")) {
            Thread.sleep(20);
        }
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertTrue(ended(process, code).contains("stopping"));
    }

    @Test
    void javaDoesNotOutliveAKilledLauncher() throws IOException, InterruptedException {
        Process process = start("echo $$ >&2; for ((i = 0; i < 200; i++)); do sleep 0.1; done");
        while (!Files.readString(err).endsWith("\n")) {
            Thread.sleep(20);
        }
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(Files.readString(err).strip())).orElseThrow();
        process.destroyForcibly().waitFor();
        for (int i = 0; i < 100 && child.isAlive(); i++) {
            Thread.sleep(50);
        }
        assertFalse(child.isAlive());
    }
}

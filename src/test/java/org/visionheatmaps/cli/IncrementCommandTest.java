package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.text.ExitCode;

/** {@code --incremental} of {@code render} and {@code audit}. */
@Tag("spark")
class IncrementCommandTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @BeforeEach
    void oneFile() throws IOException {
        Files.createDirectory(folder.resolve("in"));
        arrive("monday");
    }

    private void arrive(String name) throws IOException {
        Files.copy(Path.of("src/sample/attributions.parquet"), folder.resolve("in/" + name + ".parquet"));
    }

    private int run(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--input",
                folder.resolve("in").toString(),
                "--output",
                folder.resolve("out").toString()));
        arguments.addAll(Arrays.asList(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private int increment(String command, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--incremental", "--checkpoint", folder.resolve("seen").toString()));
        arguments.addAll(Arrays.asList(options));
        return run(command, arguments.toArray(String[]::new));
    }

    @Test
    void eachNeedsTheOtherAndWhatFits() {
        assertEquals(ExitCode.USAGE, run("render", "--incremental"));
        assertTrue(shell.err().contains("--incremental needs --checkpoint PATH"), shell.err());
        assertEquals(ExitCode.USAGE, run("audit", "--checkpoint", "seen"));
        assertTrue(shell.err().contains("--checkpoint is of --incremental: give both"), shell.err());
        assertEquals(ExitCode.USAGE, increment("render", "--mode", "overwrite"));
        assertTrue(shell.err().contains("leave out --mode overwrite"), shell.err());
        assertEquals(ExitCode.USAGE, increment("render", "--batch-files", "0"));
        assertTrue(shell.err().contains("at least 1 file"), shell.err());
        assertEquals(ExitCode.USAGE, increment("render", "--format", "orc", "--rewritten", "redraw"));
        assertTrue(shell.err().contains("skip, fail"), shell.err());
        String fitted = "SumReduction() |> dataset(PercentileClip()) |> CenteredColormap()";
        for (String command : List.of("render", "audit")) {
            assertEquals(ExitCode.USAGE, increment(command, "--pipeline", fitted));
        }
        assertTrue(shell.err().contains("drawn with other constants: run fit once"), shell.err());
        assertTrue(shell.err().contains("fit to its own files: run fit once"), shell.err());
        assertFalse(Files.exists(folder.resolve("seen")));
    }

    @Test
    void aTableIsRefusedSinceNothingCanBeMarkedInIt() {
        assertEquals(
                ExitCode.USAGE,
                shell.run(
                        "render",
                        "--input",
                        "in",
                        "--table",
                        "t",
                        "--report",
                        "r",
                        "--incremental",
                        "--checkpoint",
                        "seen"));
        assertTrue(shell.err().contains("not one of the format parquet"), shell.err());
    }

    @Test
    void aRenderTakesWhatIsNew() throws IOException {
        String metrics = folder.resolve("run.prom").toString();
        assertEquals(ExitCode.OK, increment("render", "--metrics-file", metrics), shell.err());
        assertTrue(shell.err().contains("New: 1 file."), shell.err());
        assertTrue(shell.err().contains("Rendered 32 heatmaps"), shell.err());
        assertTrue(Files.readString(Path.of(metrics)).contains("_new_files{command=\"render\",name=\"run\"} 1\n"));
        assertEquals(ExitCode.OK, increment("render", "--metrics-file", metrics), shell.err());
        assertTrue(shell.err().contains("No new files."), shell.err());
        assertTrue(Files.readString(Path.of(metrics)).contains("_new_files{command=\"render\",name=\"run\"} 0\n"));
        assertEquals(ExitCode.FAILED, increment("audit"), shell.err());
        assertTrue(shell.err().contains(" is of render to "), shell.err());
    }

    @Test
    void anAuditTellsWhatARunFoundThatWasKilledBeforeItCould() throws IOException {
        String rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - check: count >= 33\n")
                .toString();
        assertEquals(ExitCode.RULE_VIOLATED, increment("audit", "--rules", rules), shell.err());
        Path seen = folder.resolve("seen");
        Files.move(seen.resolve("batches/000000.json"), seen.resolve("plan.json"));
        arrive("tuesday");
        arrive("wednesday");
        assertEquals(ExitCode.RULE_VIOLATED, increment("audit", "--rules", rules, "--run", "second"), shell.err());
        assertTrue(shell.err().contains("was killed when its last batch was in the output"), shell.err());
        assertTrue(shell.err().contains("Clean (1 passed"), shell.err());
        assertEquals(ExitCode.OK, increment("audit", "--rules", rules), shell.err());
    }
}

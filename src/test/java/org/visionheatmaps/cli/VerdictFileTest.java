package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.text.ExitCode;

/** What a command leaves for a scheduler that does not see its exit code. */
@Tag("spark")
class VerdictFileTest {
    private static final String SAMPLE = "src/sample/attributions.parquet";
    /** Three maps of one channel, of which one has a NaN. */
    private static final String MAPS =
            "SELECT concat('m', id) AS id, array(array(float(id + 1), IF(id = 1, float('NaN'), float(2))),"
                    + " array(float(3), float(-4))) AS attribution FROM range(3)";

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private Path file() {
        return folder.resolve("verdicts").resolve("last.json");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--quiet", "--master", "local[2]", "--verdict-file", file().toString()));
        return shell.run(all.toArray(String[]::new));
    }

    private int render(String... more) {
        List<String> all = new ArrayList<>(
                List.of("render", "--input-query", MAPS, "--layout", "HW", "--format", "png", "--output", path("out")));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private JsonNode verdict() throws IOException {
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList(), "nothing else is left");
        }
        return new ObjectMapper().readTree(Files.readString(file()));
    }

    @Test
    void aRunWithRowsInQuarantineIsDoneAndCountsThem() throws IOException {
        assertEquals(ExitCode.OK, render(), shell.err());
        JsonNode verdict = verdict();
        assertEquals("vision-heatmaps-run-verdict/1", verdict.get("format").asText());
        assertEquals("render", verdict.get("command").asText());
        assertEquals(0, verdict.get("exit_code").asInt());
        assertEquals("done", verdict.get("meaning").asText());
        assertTrue(verdict.get("reason").isNull());
        assertTrue(verdict.get("output").asText().endsWith("/out"), verdict.toString());
        assertEquals(3, verdict.get("counts").get("rows_read").asInt());
        assertEquals(2, verdict.get("counts").get("rendered").asInt());
        assertEquals(1, verdict.get("counts").get("quarantined").asInt());
        assertEquals(1, verdict.get("quarantined_by_reason").get("non_finite").asInt());
    }

    @Test
    void aRuleThatDoesNotHoldIsNamed() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, "rules:\n- check: share(finite_share < 1) <= 0\n- check: count >= 1\n");
        assertEquals(
                ExitCode.RULE_VIOLATED,
                run(
                        "audit",
                        "--input-query",
                        MAPS,
                        "--layout",
                        "HW",
                        "--output",
                        path("audits"),
                        "--run",
                        "night",
                        "--rules",
                        rules.toString()),
                shell.err());
        JsonNode verdict = verdict();
        assertEquals(3, verdict.get("exit_code").asInt());
        assertEquals("a rule of level error is violated", verdict.get("meaning").asText());
        assertEquals("night", verdict.get("run").asText());
        assertTrue(
                verdict.get("reason").asText().startsWith("error: share(finite_share < 1) <= 0"), verdict.toString());
        assertEquals(1, verdict.get("counts").get("rules_violated_error").asInt());
        assertEquals(0, verdict.get("counts").get("rules_violated_warning").asInt());
        assertEquals(1, verdict.get("counts").get("quarantined").asInt());
    }

    @Test
    void argumentsThatCannotBeUnderstoodReplaceWhatWasThere() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "yesterday's");
        assertEquals(ExitCode.USAGE, render("--pipeline", "Nom()"));
        JsonNode verdict = verdict();
        assertEquals(2, verdict.get("exit_code").asInt());
        assertTrue(verdict.get("reason").asText().contains("Nom"), verdict.toString());
        assertTrue(verdict.get("counts").isEmpty());

        assertEquals(ExitCode.USAGE, render("--colr", "red"));
        assertEquals("Unknown option '--colr'", verdict().get("reason").asText().substring(0, 23));
    }

    @Test
    void aRunThatFailsSaysWhy() throws IOException {
        assertEquals(ExitCode.FAILED, run("render", "--input", path("none.parquet"), "--output", path("out")));
        JsonNode verdict = verdict();
        assertEquals(1, verdict.get("exit_code").asInt());
        assertEquals("failed", verdict.get("meaning").asText());
        assertTrue(verdict.get("reason").asText().contains("none.parquet"), verdict.toString());

        assertEquals(ExitCode.FAILED, render("--on-error", "fail"));
        assertTrue(verdict().get("reason").asText().contains("NaN"), verdict().toString());
    }

    @Test
    void nothingIsDoneWhereNoFileCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("verdicts"), "a file where a folder should be");
        assertEquals(ExitCode.FAILED, render());
        assertTrue(shell.err().contains("No file can be written to --verdict-file"), shell.err());
        assertTrue(shell.err().contains("nothing was done"), shell.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aGoodRunWhoseVerdictCannotBeWrittenHasFailed() {
        String output = path("out");
        assertEquals(
                ExitCode.FAILED,
                shell.run(
                        "render",
                        "--input-query",
                        MAPS,
                        "--layout",
                        "HW",
                        "--format",
                        "png",
                        "--output",
                        output,
                        "--master",
                        "local[2]",
                        "--verdict-file",
                        output));
        assertTrue(shell.err().contains("The verdict cannot be written"), shell.err());
        assertTrue(Files.exists(Path.of(output, "m0.png")));
    }

    @Test
    void fitsAndComparisonsCountToo() throws IOException {
        String pipeline = "SumReduction() |> dataset(CenteredColormap(:berlin), by=:method) |> FlipImage()";
        assertEquals(
                ExitCode.OK,
                run("fit", "--input", SAMPLE, "--pipeline", pipeline, "--output", path("fit.json")),
                shell.err());
        assertEquals("fit", verdict().get("command").asText());
        assertEquals(32, verdict().get("counts").get("elements").asInt());
        assertTrue(verdict().get("counts").get("groups").asInt() > 1);

        assertEquals(
                ExitCode.OK,
                run("compare", "--input", SAMPLE, "--with", SAMPLE, "--output", path("pairs"), "--run", "same"),
                shell.err());
        assertEquals("compare", verdict().get("command").asText());
        assertEquals("same", verdict().get("run").asText());
        assertEquals(32, verdict().get("counts").get("ok").asInt());
    }

    @Test
    void helpLeavesNoFile() {
        assertEquals(ExitCode.OK, shell.run("render", "--help", "--verdict-file", file().toString()));
        assertFalse(Files.exists(file()));
    }
}

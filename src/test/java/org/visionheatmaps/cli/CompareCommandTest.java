package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.text.ExitCode;

@Tag("spark")
class CompareCommandTest {
    private static final String SAMPLE = "src/sample/attributions.parquet";

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private int compare(String... more) {
        String[] given = {
            "compare", "--input", SAMPLE, "--output", folder.resolve("compared").toString(), "--quiet"
        };
        return shell.run(Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void whatToCompareWithIsSaidOnce() {
        for (List<String> arguments :
                List.of(List.<String>of(), List.of("--with", SAMPLE, "--pair", "method=a,b", "--on", "label"))) {
            assertEquals(ExitCode.USAGE, compare(arguments.toArray(String[]::new)));
            assertTrue(shell.err().contains("give one of them"), shell.err());
        }
        assertEquals(ExitCode.USAGE, shell.run("compare", "--input-table", "t", "--with", "x", "--output", "o"));
        assertTrue(shell.err().contains("--with takes paths"), shell.err());
        assertEquals(ExitCode.USAGE, compare("--pair", "method=a", "--on", "label"));
        assertTrue(shell.err().contains("such as method=ig,lrp, but got 'method=a'"), shell.err());
        assertEquals(ExitCode.USAGE, compare("--pair", "method=a,b"));
        assertTrue(shell.err().contains("--on names the columns"), shell.err());
        assertEquals(
                ExitCode.USAGE, compare("--with", SAMPLE, "--pipeline", "SumReduction() |> dataset(PercentileClip())"));
        assertTrue(shell.err().contains("leave dataset(...) out"), shell.err());
    }

    @Test
    void methodsOfTheSampleAreComparedAndRulesEndWithTheirExitCode() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, "rules:\n  - check: median(spearman) >= 0.9\n");
        int exitCode = compare(
                "--pair",
                "method=smoothgrad,integrated_gradients",
                "--on",
                "photograph",
                "--run",
                "methods",
                "--rules",
                rules.toString());
        assertEquals(ExitCode.RULE_VIOLATED, exitCode, shell.err());
        assertTrue(shell.err().contains("8 pairs compared, 0 could not be"), shell.err());
        assertTrue(shell.err().contains("median(spearman)"), shell.err());
        assertTrue(Files.isDirectory(folder.resolve("compared/methods/pairs")));
        assertTrue(Files.isRegularFile(folder.resolve("compared/methods/report.html")));
    }
}

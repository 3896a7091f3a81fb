package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.pipeline.Preset;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Exit codes, messages and help. */
@Tag("spark")
class MainTest {
    private final Shell shell = new Shell();

    @Test
    void helpNamesEveryCommand() {
        assertEquals(ExitCode.OK, shell.run("--help"));
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            assertTrue(shell.out().contains("\n  " + command + " "), shell.out());
        }
    }

    @Test
    void aCommandThatIsNamedIsThereAlone() {
        Main.commandLine()
                .getSubcommands()
                .keySet()
                .forEach(command -> assertTrue(
                        Main.commandLine(command, "--help").getSubcommands().containsKey(command), command));
        assertEquals(
                Set.of("render"),
                Main.commandLine("render", "--help").getSubcommands().keySet());
        assertTrue(Main.commandLine("rendr").getSubcommands().size() > 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "import", "fit", "audit", "sheet", "inspect", "schemes", "demo"})
    void everyCommandHasHelpThatFitsATerminal(String command) {
        assertEquals(ExitCode.OK, shell.run(command, "--help"));
        assertTrue(shell.out().startsWith("Usage: vision-heatmaps " + command), shell.out());
        assertTrue(shell.out().lines().allMatch(line -> line.length() <= 100), shell.out());
        assertTrue(shell.out().chars().allMatch(c -> c < 128), "not every terminal shows more than ASCII");
        UsageMessageSpec written = Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .usageMessage();
        for (String[] lines : new String[][] {written.description(), written.footer()}) {
            for (String line : lines) {
                // A lone percent sign would be shown with a warning of the parser's.
                String shown = assertDoesNotThrow(() -> String.format(Locale.ROOT, line), line);
                assertTrue(shown.startsWith("@|") || shell.out().contains(shown + "\n"), () -> "wrapped: " + shown);
            }
        }
    }

    @Test
    void helpOfRenderTeaches() {
        shell.run("render", "--help");
        for (String taught : new String[] {"Pipelines", "Presets", "Examples", "Exit codes", "@FILE", "100 or 1%."}) {
            assertTrue(shell.out().contains(taught), taught);
        }
    }

    @Test
    void helpShowsThePresetsAsTheyAre() {
        shell.run("render", "--help");
        String help = shell.out().replaceAll("\\s+", " ");
        for (Preset preset : Preset.values()) {
            assertTrue(
                    help.contains(preset + " " + preset.pipeline().toString().replace("Lanczos(1)", "")),
                    preset::toString);
        }
    }

    @Test
    void theListOfCommandsHasWholeSentences() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            String summary = command.getCommandSpec().usageMessage().description()[0];
            assertTrue(summary.endsWith("."), summary);
        }
    }

    @Test
    void noCommandIsAUsageErrorThatShowsTheCommands() {
        assertEquals(ExitCode.USAGE, shell.run());
        assertTrue(shell.err().contains("render"), shell.err());
    }

    @ParameterizedTest
    @CsvSource({
        "render --inptu x --output y, did you mean '--input'?",
        "render --input x --output y --prset=cam, did you mean '--preset'?",
        "rendr --input x, did you mean 'render'?",
        "render --input x, '--output=PATH'",
        "render --input x --output y --preset cma, did you mean 'cam'?",
        "render --input x --output y --layout NCHX, each once: H and W",
        "render --input x --output y --mode append --on-error ignore, 'quarantine, fail'",
        "render --input x --output y --shape 3;4, --shape",
        "render --input x --output y --quantiles exakt, did you mean 'exact'?",
        "render --input x --output y --non-finite mask --bad-color magenta, #rrggbb",
        "render --input x --output y --fitted no-such.json, no-such.json",
        "render --input x --output y --fitted src/test/resources/sample/fitted.json --preset cam, leave out",
        "fit --input x --output y --pipeline SumReduction(), dataset(PercentileClip())",
        "inspect, or --pipeline",
        "demo a, Unexpected argument 'a'",
        "inspect x --shape 0, at least 1"
    })
    void usageErrorsNameWhatWasMeant(String arguments, String hint) {
        assertEquals(ExitCode.USAGE, shell.run(arguments.split(" ")));
        assertTrue(shell.err().contains(hint), shell.err());
        assertTrue(shell.err().contains("--help'"), shell.err());
        assertFalse(shell.err().contains("\tat "), shell.err());
    }

    @Test
    void aWrongPipelineIsShownWithACaret() {
        int code = shell.run("render", "-i", "x", "-o", "y", "-p", "SumReduction() |> ExtremeColormap()");
        assertEquals(ExitCode.USAGE, code);
        String[] lines = shell.err().split("\n");
        int caret = Arrays.asList(lines).indexOf("  " + " ".repeat(18) + "^");
        assertTrue(caret > 0, shell.err());
        assertEquals("  SumReduction() |> ExtremeColormap()", lines[caret - 1]);
        assertTrue(shell.err().contains("'ExtremaColormap'"), shell.err());
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertEquals(ExitCode.OK, shell.run("--version"));
        assertTrue(shell.out().matches("(?s)VisionHeatmaps for Spark \\d+\\.\\d+.*"), shell.out());
    }
}

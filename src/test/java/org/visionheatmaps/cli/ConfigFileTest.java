package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.UsageErrors;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.run.ErrorPolicy;
import picocli.CommandLine.ParameterException;

/** Options from a YAML file. */
@Tag("spark")
class ConfigFileTest {
    @TempDir
    private Path folder;

    private String file(String... lines) throws IOException {
        return Files.write(folder.resolve("render.yaml"), List.of(lines)).toString();
    }

    private String refused(String... lines) throws IOException {
        String file = file(lines);
        return assertThrows(ParameterException.class, () -> Shell.render("render", "--config", file))
                .getMessage();
    }

    @Test
    void optionsComeFromTheFile() throws IOException {
        String file = file(
                "input: [a.parquet, 'b,c.parquet']",
                "output: out",
                "--format: png",
                "shape: [3, 4, 5]",
                "partition-by: [x, y]",
                "max-errors: 1%",
                "quiet: true",
                "master:",
                "pipeline: |",
                "  SumReduction()  # signs",
                "  |> CenteredColormap(:berlin)");
        RenderJob job = Shell.render("render", "--config=" + file).job();
        assertEquals(List.of("a.parquet", "b,c.parquet"), job.input().paths());
        assertEquals(List.of(3, 4, 5), job.input().shape().orElseThrow());
        assertEquals(OutputFormat.PNG, job.output().format());
        assertEquals(List.of("x", "y"), job.output().partitionBy());
        assertEquals(ErrorPolicy.upTo("1%"), job.options().errors());
        assertEquals(Pipeline.parse("SumReduction() |> CenteredColormap(:berlin)"), job.pipeline());
    }

    @Test
    void theCommandLineWins() throws IOException {
        String file =
                file("input: [a, b]", "output: out", "preset: cam", "format: png", "on-error: fail", "carry: [x]");
        RenderJob job = Shell.render(
                        "render",
                        "-i",
                        "c",
                        "--config",
                        file,
                        "--pipeline=NormReduction() |> ExtremaColormap()",
                        "--max-errors",
                        "5",
                        "--carry",
                        "y")
                .job();
        assertEquals(List.of("c"), job.input().paths());
        assertEquals("out", job.output().path());
        assertEquals(OutputFormat.PNG, job.output().format());
        assertEquals(List.of("y"), job.output().carry().orElseThrow());
        assertEquals(Pipeline.parse("NormReduction() |> ExtremaColormap()"), job.pipeline());
        assertEquals(ErrorPolicy.upTo("5"), job.options().errors());
    }

    @Test
    void anUnknownKeyIsAnErrorWithItsLineAndTheNearestName() throws IOException {
        String message = refused("input: a", "piplines: x");
        assertTrue(message.endsWith("line 2: unknown key 'piplines': did you mean 'pipeline'?"), message);
    }

    @Test
    void aFileCannotNameAnotherFile() throws IOException {
        assertTrue(refused("config: other.yaml").contains("unknown key 'config'"));
    }

    @Test
    void whatIsNoMappingOfTextsIsRefused() throws IOException {
        assertTrue(refused("- a").contains("format: png"));
        assertTrue(refused("input: {a: b}").contains("line 1"));
        assertTrue(refused("input: a", "input: b").contains("twice"));
        assertTrue(refused("input: [a").contains("not YAML"));
        assertTrue(refused("quiet: perhaps").contains("true or false"));
        assertTrue(refused("output: [a, b]").contains("one value"));
    }

    @Test
    void aMissingFileIsAUsageError() {
        Shell shell = new Shell();
        assertEquals(ExitCode.USAGE, shell.run("render", "--config", "no-such.yaml"));
        assertTrue(shell.err().contains("no-such.yaml"), shell.err());
    }

    @Test
    void theSampleIsAJob() {
        RenderJob job = Shell.render("render", "--config", "conf/render.yaml").job();
        assertEquals(OutputFormat.PNG, job.output().format());
        assertEquals(4, job.pipeline().steps().size());
    }

    @ParameterizedTest
    @CsvSource({"render, conf/render.yaml", "audit, conf/nightly-audit.yaml"})
    void theSampleNamesEveryOptionAndNoOther(String command, String file) throws IOException {
        String sample = Files.readString(Path.of(file));
        List<String> keys =
                UsageErrors.longNames(
                                Main.commandLine().getSubcommands().get(command).getCommandSpec())
                        .stream()
                        .map(name -> name.substring(2))
                        .filter(key -> !key.matches("config|help|version"))
                        .toList();
        for (String key : keys) {
            assertTrue(sample.matches("(?s).*\n(# )?" + key + ":.*"), () -> key + " is missing");
        }
        Matcher stated = Pattern.compile("(?m)^(?:# )?([a-z-]+): ").matcher(sample);
        while (stated.find()) {
            assertTrue(keys.contains(stated.group(1)), stated.group(1));
        }
    }

    @Test
    void anAuditTakesItsOptionsFromAFileAndTheCommandLineWins() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n- check: count < 2\n");
        String file = file(
                "input: src/sample/attributions.parquet",
                "output: " + folder.resolve("audits"),
                "rules: " + rules,
                "run: night",
                "by: [method, label]",
                "strict: true",
                "quiet: true",
                "gallery-size: 0",
                "master: local[2]");
        Shell shell = new Shell();
        assertEquals(
                ExitCode.RULE_VIOLATED,
                shell.run("audit", "--config", file, "--by", "label", "--run=day", "--strict=false"),
                shell.err());
        assertTrue(shell.err().contains("must be < 2"), shell.err());
        AuditManifest manifest =
                AuditManifest.fromJson(Files.readString(folder.resolve("audits/day/" + AuditManifest.FILE_NAME)));
        assertEquals(List.of("label"), manifest.columns());
        AuditVerdict verdict =
                AuditVerdict.fromJson(Files.readString(folder.resolve("audits/day/" + AuditVerdict.FILE_NAME)));
        assertEquals(1, verdict.rules().size());
        assertFalse(verdict.strict());
    }

    @Test
    void aFileOfRulesIsNoneOfOptionsAndTheOtherWayRound() throws IOException {
        Shell shell = new Shell();
        assertEquals(ExitCode.USAGE, shell.run("audit", "--config", "conf/audit.yaml"));
        assertTrue(shell.err().startsWith("'conf/audit.yaml' has rules, not options: give it to --rules"), shell.err());
        shell = new Shell();
        assertEquals(ExitCode.USAGE, shell.run("audit", "-i", "x", "-o", "y", "--rules", "conf/nightly-audit.yaml"));
        assertTrue(shell.err().contains("options stand in a file for --config"), shell.err());
    }

    @Test
    void anOptionOfAnotherCommandIsToldFromAnUnknownOne() throws IOException {
        Shell shell = new Shell();
        assertEquals(ExitCode.USAGE, shell.run("audit", "--config", file("input: a", "colorbar: right")));
        assertTrue(
                shell.err().contains("line 2: unknown key 'colorbar': an option of render, not of audit"), shell.err());
        shell = new Shell();
        assertEquals(ExitCode.USAGE, shell.run("audit", "--config", file("input: a", "baselin: right")));
        assertTrue(shell.err().contains("line 2: unknown key 'baselin': did you mean 'baseline'?"), shell.err());
    }
}

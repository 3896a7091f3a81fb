package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.cli.config.RulesFile;
import org.visionheatmaps.cli.text.ExitCode;

@Tag("spark")
class AuditCommandTest {
    private static final String SAMPLE = "src/sample/attributions.parquet";

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private String audits() {
        return folder.resolve("audits").toString();
    }

    private String rules(String... lines) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, "rules:\n" + String.join("\n", lines) + "\n");
        return file.toString();
    }

    @Test
    void theRulesInTheJarAreThoseOfTheConfFolder() throws IOException {
        assertEquals(RulesFile.builtIn(), RulesFile.read("conf/audit.yaml"));
        assertFalse(RulesFile.builtIn().isEmpty());
    }

    @Test
    void rulesAreReadAsTheyAreWritten() {
        List<Rule> rules = RulesFile.parse(
                "audit.yaml",
                """
                rules:
                  - check: share(constant) <= 1%   # of all
                  - check: ks(gini) <= 0.1
                    by: [method, label]
                    level: warning
                    name: drift
                """);
        assertEquals("share(constant) <= 1%", rules.get(0).check());
        assertEquals(Rule.Level.ERROR, rules.get(0).level());
        assertEquals(List.of("method", "label"), rules.get(1).by());
        assertEquals(Rule.Level.WARNING, rules.get(1).level());
        assertEquals("drift", rules.get(1).name().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'rules:\n- check: giny < 1'            | 'line 2: Unknown metric ''giny'': did you mean ''gini''? (column 1)'",
                "'rules:\n- chek: gini < 1'             | 'line 2: unknown key ''chek'': did you mean ''check''?'",
                "'rules:\n- check: gini < 1\n  level: warn' | 'line 3: ''warn'' is not one of error, warning'",
                "'rules:\n- by: method'                 | 'line 2: a rule needs a ''check'''",
                "'rule:\n- check: gini < 1'             | 'line 1: unknown key ''rule'''",
                "'rules: gini < 1'                      | 'line 1: ''rules'' needs a list'",
                "'rules: ['                             | 'is not YAML'",
                "'gini < 1'                             | 'needs ''rules:'' and a list of rules'"
            })
    void anErrorInAFileOfRulesShowsItsPlace(String text, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RulesFile.parse("audit.yaml", text));
        assertTrue(e.getMessage().startsWith("audit.yaml"), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void argumentsThatCannotBeUnderstoodEndWithTwo() throws IOException {
        assertEquals(
                ExitCode.USAGE, shell.run("audit", "-i", "x", "-o", audits(), "--rules", rules("- check: giny < 1")));
        assertTrue(shell.err().contains("\n  giny < 1\n  ^"), shell.err());
        assertEquals(ExitCode.USAGE, shell.run("audit", "-i", "x", "-o", audits(), "--run", "a/b"));
        assertEquals(ExitCode.USAGE, shell.run("audit", "-i", "x", "-o", audits(), "--basline", "a"));
        assertTrue(shell.err().contains("did you mean '--baseline'?"), shell.err());
    }

    @Test
    void theDemosAuditComparesTheSamplesMapsWithItsMasks() throws IOException {
        String masks = DemoCommand.masksOf(SAMPLE).orElseThrow();
        assertEquals(
                ExitCode.RULE_VIOLATED,
                shell.run(
                        "audit",
                        "--quiet",
                        "-o",
                        audits(),
                        "--run",
                        "masks",
                        "--by",
                        "method",
                        "--master",
                        "local[2]",
                        "--rules",
                        rules("- check: share(pointing) >= 80%", "  by: method", "- check: lift >= 1.1"),
                        "--input-query",
                        DemoCommand.withMasks(SAMPLE, masks)));
        assertTrue(shell.err().contains("cat.smoothgrad"), shell.err());
        Path run = Path.of(audits(), "masks");
        Document page = Jsoup.parse(Files.readString(run.resolve("report.html")));
        assertEquals("cat.smoothgrad", page.selectFirst(".card").attr("data-id"), "the least lift");
        assertTrue(page.selectFirst("#gallery .legend").text().contains("outlines of masks"));
        AuditSummary summary = AuditSummary.fromJson(Files.readString(run.resolve(AuditSummary.FILE_NAME)));
        assertEquals(32, summary.dataset().metrics().get("lift").count());
        assertEquals(0, summary.dataset().flags().get("mask_unreadable"));
        summary.groups().forEach(group -> {
            double lift = group.metrics().get("lift").mean();
            assertTrue(lift > 1.3 && lift < 2, group.group() + " " + lift);
        });
        assertEquals(
                Optional.empty(),
                DemoCommand.masksOf(folder.resolve("other.parquet").toString()));
    }

    @Test
    void theExitCodeTellsWhatTheRulesSay() throws IOException {
        String[] common = {"audit", "--quiet", "-i", SAMPLE, "-o", audits(), "--by", "method", "--master", "local[2]"};
        assertEquals(ExitCode.OK, shell.run(with(common, "--run", "first", "--baseline", "latest-clean")));
        assertEquals("", shell.err());
        assertEquals(
                ExitCode.RULE_WARNED, shell.run(with(common, "--run", "strict", "--strict", "--baseline", "first")));
        assertTrue(shell.err().startsWith("WARNINGS (") && shell.err().contains("'coffee.occlusion'"), shell.err());
        assertEquals(
                ExitCode.RULE_VIOLATED,
                shell.run(with(common, "--run", "few", "--where", "label = 'cat'", "--baseline", "latest-clean")));
        assertTrue(shell.err().contains("VIOLATED ("), shell.err());
        assertTrue(
                shell.err().contains("method=grad_cam: count is 1, must be >= 7.2 = 0.9 * baseline.count"),
                shell.err());
        Files.writeString(folder.resolve("audits/few").resolve(AuditManifest.FILE_NAME), "{");
        Shell loud = new Shell();
        assertEquals(
                ExitCode.OK,
                loud.run(
                        "audit",
                        "-i",
                        SAMPLE,
                        "-o",
                        audits(),
                        "--run",
                        "loud",
                        "--baseline",
                        "latest-clean",
                        "--master",
                        "local[2]"));
        String leftOut = "left out the run " + folder.resolve("audits/few")
                + ", which the trend and latest-clean do not see: manifest.json: Not the manifest of an audit";
        assertTrue((loud.out() + loud.err()).contains(leftOut), loud.out() + loud.err());
        assertEquals(ExitCode.FAILED, shell.run(with(common, "--baseline", "none")));
        assertTrue(shell.err().contains("There is no baseline 'none'"), shell.err());
        AuditVerdict verdict = AuditVerdict.fromJson(
                Files.readString(folder.resolve("audits/few").resolve(AuditVerdict.FILE_NAME)));
        assertEquals("first", verdict.baseline(), "the strict one was not clean");
        assertEquals(ExitCode.RULE_VIOLATED, verdict.exitCode());
    }

    private static String[] with(String[] common, String... more) {
        String[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return all;
    }
}

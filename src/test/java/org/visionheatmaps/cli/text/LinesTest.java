package org.visionheatmaps.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.cli.Shell;
import org.visionheatmaps.cli.config.LogConfiguration;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.tensor.Tensor;

/** What commands print of texts that come from anybody. */
@Tag("spark")
class LinesTest {
    private static final String EVIL = "a\u001b[2J\n\u202e\u009b\u007f";
    private static final String SHOWN = "a\\u001b[2J\\n\\u202e\\u009b\\u007f";

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private static void assertVisible(String printed) {
        assertTrue(printed.chars().noneMatch(c -> c != '\n' && (Character.isISOControl(c) || c == '\u202e')), printed);
    }

    @Test
    void aLineStaysOneLineWhateverItQuotes() {
        assertEquals("x " + SHOWN, new Lines().add("x " + EVIL).toString());
        assertEquals(SHOWN + " 1", new Lines().add("%s %d", EVIL, 1).toString());
        assertEquals(SHOWN, new Lines().addMessage(EVIL, null).toString());
        StringWriter err = new StringWriter();
        new Console(new PrintWriter(err), Console.Audience.LOG).say(EVIL);
        assertEquals(SHOWN + System.lineSeparator(), err.toString());
    }

    @Test
    void onlyColoursOfThisProgramReachATerminal() {
        String line = new Lines()
                .addSwatch(EVIL, ColorSchemes.catalogue().get("jet"), 2)
                .toString();
        assertTrue(line.startsWith(SHOWN + "\u001b[48;2;") && line.endsWith("\u001b[0m"), line);
    }

    @Test
    void theIdOfAHeatmapIsShownEscaped() throws IOException {
        byte[] png = new ElementRenderer(FittedPipeline.parse("SumReduction() |> RangeColormap(:jet, 0, 1)"), EVIL)
                .render(EVIL, Tensor.channels(new float[] {0, 1}, 2, 1, 1), null)
                .png();
        Path file = Files.write(folder.resolve("h.png"), png);
        assertEquals(ExitCode.OK, shell.run("inspect", file.toString()), shell.err());
        assertVisible(shell.out());
        assertTrue(shell.out().contains("\n  id        a\\u001b[2J\\n\\u202e"), shell.out());
    }

    @Test
    void groupsAndPipelinesOfAFitAreShownEscaped() throws IOException {
        FitDocument fit = new FitDocument(
                "vision-heatmaps-fit/1",
                EVIL,
                "SumReduction()",
                "exact",
                0,
                1,
                List.of(EVIL),
                List.of(new FitDocument.FittedGroup(java.util.Map.of(EVIL, EVIL), EVIL)),
                List.of(new FitDocument.Step(1, EVIL, 1, new TreeMap<>(java.util.Map.of(EVIL, 1L)), List.of())));
        Path file = Files.writeString(folder.resolve("fit.json"), fit.toJson());
        assertEquals(ExitCode.OK, shell.run("inspect", file.toString()), shell.err());
        assertVisible(shell.out());
        assertTrue(shell.out().contains(SHOWN + "=" + SHOWN + ": " + SHOWN), shell.out());
    }

    @Test
    void wrongArgumentsAreShownEscapedAndCut() {
        for (String[] arguments : Stream.of(
                        "--" + EVIL,
                        EVIL,
                        "render --" + EVIL,
                        "inspect --layout=" + EVIL,
                        "render --config=" + EVIL,
                        "schemes " + EVIL,
                        "inspect -p " + EVIL,
                        "audit --rules " + EVIL,
                        "fit -i a -o b -p " + EVIL)
                .map(line -> line.split(" "))
                .toList()) {
            Shell other = new Shell();
            assertTrue(other.run(arguments) > 0, String.join(" ", arguments));
            assertVisible(other.err());
        }
        assertEquals(ExitCode.USAGE, shell.run("inspect", "--layout", "x".repeat(1 << 20)));
        assertTrue(shell.err().length() < 5000, "cut");
    }

    @Test
    void aBadPipelineEndsWithTheCodeOfUsageAndKeepsItsCaret() {
        assertEquals(ExitCode.USAGE, shell.run("inspect", "--pipeline", "NormReductio(\u001b)"));
        List<String> lines = shell.err().lines().toList();
        assertEquals(4, lines.size(), shell.err());
        assertTrue(lines.get(0).startsWith("Invalid value for option '--pipeline': Expected "), shell.err());
        assertEquals("  NormReductio(\\u001b)", lines.get(1));
        assertEquals("               ^", lines.get(2));
    }

    @Test
    void nestedInputsOfEveryDoorEndInWordsWithoutATrace() throws IOException {
        Path yaml = Files.writeString(folder.resolve("o.yaml"), "{".repeat(50_000));
        Path rules =
                Files.writeString(folder.resolve("r.yaml"), "rules:\n- check: \"1 < " + "-".repeat(50_000) + "1\"\n");
        Path schemes = Files.writeString(folder.resolve("s.json"), "[".repeat(50_000));
        Path fit = Files.writeString(folder.resolve("f.json"), "{\"groups\":" + "[".repeat(50_000));
        Path text = Files.writeString(folder.resolve("p.txt"), "RangeColormap(" + "[".repeat(50_000));
        for (List<String> arguments : List.of(
                List.of("render", "--config", yaml.toString()),
                List.of("audit", "-i", "a", "-o", "b", "--rules", rules.toString()),
                List.of("render", "-i", "a", "-o", "b", "--schemes", schemes.toString(), "-p", "FlipImage()"),
                List.of("render", "-i", "a", "-o", "b", "--fitted", fit.toString()),
                List.of("render", "-i", "a", "-o", "b", "-p", "@" + text),
                List.of("fit", "-i", "a", "-o", "b", "-p", "@" + text),
                List.of("inspect", "-p", "@" + text))) {
            Shell other = new Shell();
            assertEquals(ExitCode.USAGE, other.run(arguments.toArray(String[]::new)), other.err());
            assertFalse(other.err().contains("StackOverflow") || other.err().contains("\tat "), other.err());
            assertTrue(other.err().length() < 3000, other.err());
        }
        for (List<String> arguments :
                List.of(List.of("schemes", "--schemes", schemes.toString()), List.of("inspect", fit.toString()))) {
            Shell other = new Shell();
            assertTrue(other.run(arguments.toArray(String[]::new)) > 0);
            assertTrue(
                    (other.err().contains("depth (17)") || other.err().startsWith("Not a fit: "))
                            && !other.err().contains("\tat "),
                    other.err());
        }
    }

    @Test
    void schemesAsJsonStayJson() throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "{\"mine\": [\"#000\", \"#fff\"]}");
        assertEquals(ExitCode.OK, shell.run("schemes", "--json", "--schemes", file.toString(), "mine"), shell.err());
        assertEquals(
                "mine",
                new ObjectMapper().readTree(shell.out()).get(0).get("name").asText());
        assertEquals(
                EVIL,
                new ObjectMapper()
                        .readTree(new Lines()
                                .addDocument(new ObjectMapper().writeValueAsString(List.of(EVIL)))
                                .toString())
                        .get(0)
                        .asText());
    }

    @Test
    void whatOthersPrintIsGuarded() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            LogConfiguration.guardStreams();
            System.out.println("x" + EVIL);
            System.err.println("y" + EVIL);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertVisible(printed.toString(StandardCharsets.UTF_8));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("y" + SHOWN.replace("\\n", "\n")));
    }

    @Test
    void anEventInTheLogIsOneLine() throws IOException {
        Properties conf = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("conf/log4j2.properties"))) {
            conf.load(reader);
        }
        assertEquals("true", conf.getProperty("appender.stderr.follow"), "the log goes through the guarded stream");
        PatternLayout layout = PatternLayout.newBuilder()
                .withPattern(conf.getProperty("appender.stderr.layout.pattern"))
                .withAlwaysWriteExceptions(false)
                .build();
        String logged = layout.toSerializable(Log4jLogEvent.newBuilder()
                .setLoggerName("a.B")
                .setLevel(Level.ERROR)
                .setMessage(new SimpleMessage("Lost 'x\n12:00:00 INFO forged'\n\tat a.B.c(B.java:1)"))
                .setThrown(new IllegalStateException("y\nforged", new IOException("z")))
                .build());
        assertEquals(1, logged.lines().count(), logged);
        assertTrue(logged.contains("B: Lost 'x\\n12:00:00 INFO forged'") && logged.contains("y\\nforged"), logged);
        assertFalse(logged.contains("B.java"), logged);
    }

    @Test
    void nothingInTheCommandsPrintsButLinesAndTheProgressBar() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/visionheatmaps"))) {
            List<String> printing = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("cli/Lines.java") && !file.endsWith("cli/ProgressBar.java"))
                    .filter(LinesTest::prints)
                    .map(Path::toString)
                    .toList();
            assertEquals(List.of(), printing);
        }
    }

    private static boolean prints(Path file) {
        try {
            return Files.readString(file)
                    .matches(
                            "(?s).*(\\.print(ln|f|StackTrace)\\(|System\\.(out|err)\\.|getErr\\(\\)\\.|getOut\\(\\)\\.).*");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

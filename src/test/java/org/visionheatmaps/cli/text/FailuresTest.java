package org.visionheatmaps.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.cli.Main;
import org.visionheatmaps.spark.run.JobFailedException;
import picocli.CommandLine;

/** What a user sees of an exception. */
@Tag("spark")
class FailuresTest {
    private static String told(Exception failure, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(err, true));
        commandLine.parseArgs(arguments);
        CommandLine render = commandLine.getSubcommands().get("render");
        assertEquals(ExitCode.FAILED, new Failures().handleExecutionException(failure, render, null));
        return err.toString();
    }

    @Test
    void aKnownReasonIsASentence() {
        Exception failure = new JobFailedException("3 of 4 elements are faulty", new IllegalStateException("inside"));
        String told = told(failure, "render", "-i", "a", "-o", "b");
        assertTrue(told.startsWith("3 of 4 elements are faulty\n"), told);
        assertTrue(told.contains("--verbose"), told);
        assertFalse(told.contains(" at "), told);
    }

    @Test
    void verboseShowsTheTraceOfAKnownReason() {
        String told = told(new IllegalArgumentException("no column"), "render", "-i", "a", "-o", "b", "--verbose");
        assertTrue(told.contains("no column") && told.contains("    at "), told);
    }

    @Test
    void anUnknownReasonIsASentenceThatSaysWhereTheTraceIs() {
        String told = told(new IllegalStateException("a defect"), "render", "-i", "a", "-o", "b");
        assertEquals(
                "Failed unexpectedly: java.lang.IllegalStateException: a defect\n(--verbose shows where it happened.)\n",
                told);
        assertTrue(
                told(new IllegalStateException("a defect"), "render", "-i", "a", "-o", "b", "--verbose")
                        .contains("    at "),
                told);
    }

    @Test
    void everyCommandCanShowTheTrace() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                assertTrue(command.getCommandSpec().findOption(Failures.VERBOSE) != null, name);
            }
        });
    }

    @Test
    void whatAReasonQuotesIsEscapedAndCut() {
        String told = told(new JobFailedException("Row 'a\n\u001b[2J\u202e': bad"), "render", "-i", "a", "-o", "b");
        assertEquals("Row 'a\\n\\u001b[2J\\u202e': bad\n", told);
        told = told(new IllegalStateException("x".repeat(1 << 20)), "render", "-i", "a", "-o", "b");
        assertTrue(told.length() < 2100 && told.contains("x…\n"), told);
        told = told(new IOException("\u001b]0;title\u0007"), "render", "-i", "a", "-o", "b", "--verbose");
        assertFalse(told.contains("\u001b") || told.contains("\u0007"), told);
    }

    @Test
    void aFullHeapIsExplained() {
        String reason = Failures.describe(new IllegalStateException(new OutOfMemoryError("Java heap space")))
                .orElseThrow();
        assertTrue(reason.contains("--driver-memory") && reason.contains("--master local[1]"), reason);
    }

    @Test
    void anErrorOfJavaIsReportedLikeAnException() {
        CommandLine commandLine = Main.commandLine()
                .setErr(new PrintWriter(new StringWriter()))
                .setExecutionStrategy(parsed -> {
                    throw new StackOverflowError();
                });
        assertEquals(ExitCode.FAILED, Main.execute(commandLine, "schemes"));
    }

    @Test
    void aReasonIsFoundInsideOthers() {
        assertEquals(
                Optional.of("No such file or folder: x.png"),
                Failures.describe(new IllegalStateException(new FileNotFoundException("x.png"))));
        assertEquals(
                Optional.of("IOException: disk full"),
                Failures.describe(new IllegalStateException(new IOException("disk full"))));
        assertEquals(Optional.empty(), Failures.describe(new NullPointerException()));
    }
}

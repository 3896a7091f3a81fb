package org.visionheatmaps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.spark.JobFailedException;
import picocli.CommandLine;

/** What a user sees of an exception. */
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
        assertFalse(told.contains("\tat "), told);
    }

    @Test
    void verboseShowsTheTraceOfAKnownReason() {
        String told = told(new IllegalArgumentException("no column"), "render", "-i", "a", "-o", "b", "--verbose");
        assertTrue(told.contains("no column") && told.contains("\tat "), told);
    }

    @Test
    void anUnknownReasonShowsItsTrace() {
        String told = told(new IllegalStateException("a defect"), "render", "-i", "a", "-o", "b");
        assertTrue(told.contains("a defect") && told.contains("\tat "), told);
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

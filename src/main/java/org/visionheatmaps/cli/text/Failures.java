package org.visionheatmaps.cli.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.visionheatmaps.spark.run.JobFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** States why a command failed, in a sentence; {@value #VERBOSE} adds the trace. */
public final class Failures implements IExecutionExceptionHandler {
    public static final String VERBOSE = "--verbose";

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        return report(failure, commandLine);
    }

    /** Prints the reason and gives the exit code. */
    public static int report(Throwable failure, CommandLine commandLine) {
        new Lines()
                .addMessage(message(failure), failure)
                .decorated(line -> commandLine.getColorScheme().errorText(line).toString())
                .addAll(details(failure, describe(failure).isEmpty(), commandLine))
                .print(commandLine.getErr());
        return ExitCode.FAILED;
    }

    /** The reason in a sentence. */
    public static String message(Throwable failure) {
        return describe(failure).orElseGet(() -> "Failed unexpectedly: " + failure);
    }

    private static Lines details(Throwable failure, boolean isUnexpected, CommandLine commandLine) {
        OptionSpec verbose = commandLine.getCommandSpec().findOption(VERBOSE);
        if (verbose != null && Boolean.TRUE.equals(verbose.getValue())) {
            return trace(failure);
        }
        return isUnexpected || failure.getCause() != null
                ? new Lines().add("(" + VERBOSE + " shows where it happened.)")
                : new Lines();
    }

    private static Lines trace(Throwable failure) {
        Lines trace = new Lines();
        String prefix = "";
        for (Throwable cause : causes(failure)) {
            trace.add(prefix + cause);
            for (StackTraceElement frame : cause.getStackTrace()) {
                trace.add("    at " + frame);
            }
            prefix = "Caused by: ";
        }
        return trace;
    }

    /** The reason in words, if it is a known one: ours, or the outermost cause that is of memory, files, SQL or Spark. */
    static Optional<String> describe(Throwable failure) {
        if (failure instanceof IllegalArgumentException || failure instanceof JobFailedException) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
        for (Throwable cause : causes(failure)) {
            Optional<String> known = describeCause(cause);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> describeCause(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return Optional.of(
                    "The Java heap is full (" + cause.getMessage() + "): give this process more memory"
                            + " (spark-submit --driver-memory, or java -Xmx), or run fewer tasks at a time (--master local[1])");
        }
        if (cause instanceof AnalysisException analysis) {
            return Optional.of(analysis.getSimpleMessage());
        }
        if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
            return Optional.of("No such file or folder: " + cause.getMessage());
        }
        if (cause instanceof IOException) {
            return Optional.of(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
        if (cause.getClass().getName().equals("org.apache.spark.SparkException")
                && cause.getCause() == null
                && cause.getMessage() != null) {
            return Optional.of("Spark: " + cause.getMessage());
        }
        return Optional.empty();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}

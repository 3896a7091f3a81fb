package org.visionheatmaps.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.visionheatmaps.spark.JobFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed: in a sentence where the reason is one that a user can act on, with the trace where it is not. */
final class Failures implements IExecutionExceptionHandler {
    static final String VERBOSE = "--verbose";

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        Optional<String> known = describe(failure);
        PrintWriter err = commandLine.getErr();
        err.println(commandLine.getColorScheme().errorText(known.orElseGet(() -> "Failed unexpectedly: " + failure)));
        if (known.isEmpty() || isVerbose(commandLine)) {
            failure.printStackTrace(err);
        } else if (failure.getCause() != null) {
            err.println("(" + VERBOSE + " shows where it happened.)");
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** The reason in words, if it is a known one: ours, or the outermost cause that is of files, SQL or Spark. */
    static Optional<String> describe(Throwable failure) {
        if (failure instanceof IllegalArgumentException || failure instanceof JobFailedException) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
        for (Throwable cause : causes(failure)) {
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

    private static boolean isVerbose(CommandLine commandLine) {
        OptionSpec option = commandLine.getCommandSpec().findOption(VERBOSE);
        return option != null && Boolean.TRUE.equals(option.getValue());
    }
}

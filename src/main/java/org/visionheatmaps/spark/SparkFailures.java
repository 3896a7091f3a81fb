package org.visionheatmaps.spark;

import java.util.Optional;

/** What a user should read of an exception that came through Spark. */
final class SparkFailures {
    private SparkFailures() {}

    /** The failure that a task or this job meant, or else the exception itself. */
    static RuntimeException explain(Exception e) {
        return meant(e).orElseGet(() -> unmeant(e));
    }

    /** The failure that a task or this job meant. */
    static Optional<RuntimeException> meant(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobFailedException known) {
                return Optional.of(cause == e ? known : new JobFailedException(known.getMessage(), e));
            }
        }
        return Optional.empty();
    }

    private static RuntimeException unmeant(Exception e) {
        return e instanceof RuntimeException runtime
                ? runtime
                : new JobFailedException(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("The Spark job failed"), e);
    }
}

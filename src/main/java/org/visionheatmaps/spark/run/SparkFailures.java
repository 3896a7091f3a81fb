package org.visionheatmaps.spark.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user should read of an exception that came through Spark. */
public final class SparkFailures {
    private static final int MAX_CAUSES = 100;
    private static final Pattern LOST = Pattern.compile("ExecutorLostFailure \\([^)]*\\) Reason: ([^\\n]*)");
    /** Spark's own code, SIGKILL, and the words of YARN and Kubernetes. */
    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("(?:code|status):? ?(?:52|137)\\b|OOM|memory limits", Pattern.CASE_INSENSITIVE);

    private SparkFailures() {}

    /** The failure that a task or this job meant, or else the exception itself. */
    public static RuntimeException explain(Exception e) {
        return meant(e).orElseGet(() -> unmeant(e));
    }

    /** The failure that a task or this job meant. */
    public static Optional<RuntimeException> meant(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobFailedException known) {
                return Optional.of(cause == e ? known : new JobFailedException(known.getMessage(), e));
            }
        }
        return Optional.empty();
    }

    private static RuntimeException unmeant(Exception e) {
        Optional<String> lost = lostExecutor(e);
        if (lost.isPresent()) {
            return new JobFailedException(lost.get(), e);
        }
        return e instanceof RuntimeException runtime
                ? runtime
                : new JobFailedException(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("The Spark job failed"), e);
    }

    /** What happened to an executor, and what to do, if one was lost or ran out of memory: Spark says so only in its messages. */
    static Optional<String> lostExecutor(Throwable e) {
        int depth = 0;
        for (Throwable cause = e; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            String message = String.valueOf(cause.getMessage());
            Matcher lost = LOST.matcher(message);
            boolean isLost = lost.find();
            String reason = isLost ? lost.group(1).strip() : "OutOfMemoryError";
            boolean isOutOfMemory = cause instanceof OutOfMemoryError
                    || message.contains("java.lang.OutOfMemoryError")
                    || isLost && OUT_OF_MEMORY.matcher(reason).find();
            if (isOutOfMemory) {
                return Optional.of("An executor ran out of memory (" + reason + "): give executors more"
                        + " (--executor-memory, spark.executor.memoryOverhead), or let each run fewer tasks at a time"
                        + " (--executor-cores)");
            }
            if (isLost) {
                return Optional.of("An executor was lost while it ran a task, and so were the retries (" + reason
                        + "): the log of the executor says why");
            }
        }
        return Optional.empty();
    }
}

package org.visionheatmaps.sql.procedure;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.SparkContext;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * Runs a command beside the caller, who waits. Spark calls procedures while it analyses a query, in a thread that has state of that analysis
 * and of the caller's statement: a job group, by which a server cancels it. A thread of its own has the caller's session and tags, and
 * leaves the rest as it is.
 */
final class CallThread {
    private CallThread() {}

    /**
     * Gives what the work gives, and throws what it throws. An interrupt of the caller, as of a cancelled statement, cancels the Spark jobs of
     * the work and waits for its end.
     */
    static <T> T run(SparkContext context, String command, Callable<T> work) {
        String tag = "vision-heatmaps-call-" + UUID.randomUUID();
        FutureTask<T> task = new FutureTask<>(() -> {
            context.addJobTag(tag);
            return work.call();
        });
        Thread thread = new Thread(task, "vision-heatmaps-" + command);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            cancel(context, tag, thread, task);
            Thread.currentThread().interrupt();
            throw new JobFailedException("The call of " + command + " was cancelled", e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static void cancel(SparkContext context, String tag, Thread thread, FutureTask<?> task) {
        while (!task.isDone()) {
            context.cancelJobsWithTag(tag);
            thread.interrupt();
            try {
                task.get();
            } catch (InterruptedException again) {
                // It is cancelled again, and waited for.
            } catch (ExecutionException e) {
                // What the work made of the cancellation.
            }
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException known) {
            return known;
        }
        return failure instanceof IOException files
                ? JobFailedException.of(files)
                : new JobFailedException(String.valueOf(failure.getMessage()), failure);
    }
}

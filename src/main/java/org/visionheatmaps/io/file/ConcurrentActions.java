package org.visionheatmaps.io.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Requests to a file system, several at once: most of the time is spent waiting. */
public final class ConcurrentActions {
    private ConcurrentActions() {}

    /** Something to do for a number. */
    public interface Action {
        void on(int number) throws IOException;
    }

    /**
     * Does something for each number below a count. Nothing is under way any more when it returns or throws.
     *
     * @throws IOException the first failure
     */
    public static void run(int threads, int count, Action action) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
        try {
            List<Future<?>> calls = new ArrayList<>(count);
            for (int at = 0; at < count; at++) {
                int number = at;
                calls.add(pool.submit(() -> {
                    action.on(number);
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while publishing");
        } finally {
            end(pool);
        }
    }

    /** Waits for what has begun: whoever undoes it must come after. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

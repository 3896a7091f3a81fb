package org.visionheatmaps.spark.run;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.sql.SparkSession;

/** Watches a run from the side: reports its progress, and cancels it when faults are too many. */
public final class Monitor implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 500;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vision-heatmaps-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final JavaSparkContext context;
    private final TallyAccumulator tallies;
    private final ErrorPolicy errors;
    private final Progress progress;
    private final String group;
    private final ScheduledFuture<?> looking;
    private volatile String stage = "start";
    private volatile long rows = -1;

    Monitor(SparkSession spark, String group, TallyAccumulator tallies, ErrorPolicy errors, Progress progress) {
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.group = group;
        this.tallies = tallies;
        this.errors = errors;
        this.progress = progress;
        this.looking =
                timer.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What begins now, and how many rows it has, or -1. */
    public void stage(String name, long rowsOfIt) {
        stage = name;
        rows = rowsOfIt;
        look();
    }

    private synchronized void look() {
        Tally tally = tallies.sum();
        if (errors.exceededBy(tally.quarantinedCount())) {
            context.cancelJobGroup(group);
        }
        int done = 0;
        int tasks = 0;
        JavaSparkStatusTracker tracker = context.statusTracker();
        for (int id : tracker.getActiveStageIds()) {
            SparkStageInfo info = tracker.getStageInfo(id);
            if (info != null) {
                done += info.numCompletedTasks();
                tasks += info.numTasks();
            }
        }
        progress.update(new Progress.Status(stage, rows, tally.renderedCount(), tally.quarantinedCount(), done, tasks));
    }

    @Override
    public void close() {
        looking.cancel(false);
        timer.shutdownNow();
    }
}

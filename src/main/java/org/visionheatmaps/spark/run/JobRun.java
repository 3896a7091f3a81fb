package org.visionheatmaps.spark.run;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.io.file.ChangedFileException;

/**
 * One run of a job on Spark, with all that does not depend on the job: a session of its own, a group of Spark jobs that is watched and
 * cancelled, counts of tasks, times of stages, the limit of faults, and failures in words.
 */
public final class JobRun {
    private final Stopwatch watch = new Stopwatch();
    private final TallyAccumulator tallies = new TallyAccumulator();
    private final JobSession session;
    private final JobTitle title;
    private final ErrorPolicy errors;
    private final Progress progress;

    /** What a job lets Spark do. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Monitor monitor) throws Exception;
    }

    /** Begins a run: its time counts from now. */
    public JobRun(SparkSession caller, JobTitle title, ErrorPolicy errors, Progress progress) {
        this.session = JobSession.of(caller);
        this.title = title;
        this.errors = errors;
        this.progress = progress;
        spark().sparkContext().register(tallies, title.counts());
    }

    public JobSession session() {
        return session;
    }

    public SparkSession spark() {
        return session.spark();
    }

    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark().sparkContext());
    }

    /** Of the driver's file systems. */
    public Configuration configuration() {
        return spark().sparkContext().hadoopConfiguration();
    }

    /** Where tasks put what they count. */
    public TallyAccumulator tallies() {
        return tallies;
    }

    public <T> T time(String stage, Supplier<T> work) {
        return watch.time(stage, work);
    }

    /** The seconds of each stage so far, and in all. */
    public Map<String, Double> seconds() {
        return watch.seconds();
    }

    /**
     * Runs tasks as one group of Spark jobs, and compares what they counted with the input.
     *
     * @param run a name that no other run has
     * @throws JobFailedException if the data or the cluster failed the tasks, or not all of the input was read
     */
    public <T> T tasks(String run, ReadCheck input, Work<T> work) {
        String group = "vision-heatmaps-" + run;
        JavaSparkContext context = context();
        context.setJobGroup(group, title.description(), false);
        try (Monitor monitor = new Monitor(spark(), group, tallies, errors, progress)) {
            T done = work.run(monitor);
            input.requireRead(tallies.sum());
            return done;
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw explain(e, input);
        } finally {
            context.clearJobGroup();
        }
    }

    /**
     * What the tasks counted.
     *
     * @throws JobFailedException if there are more faults than allowed
     */
    public Tally settled() {
        Tally tally = tallies.sum();
        long faults = tally.quarantinedCount();
        if (errors.exceededBy(faults, tally.renderedCount() + faults)) {
            throw tooMany(tally);
        }
        return tally;
    }

    private RuntimeException explain(Exception e, ReadCheck input) {
        Tally tally = tallies.sum();
        boolean isTooMany = errors.exceededBy(tally.quarantinedCount());
        Exception failure = isTooMany && SparkFailures.meant(e).isEmpty() ? tooMany(tally) : e;
        try {
            input.requireUnchanged();
        } catch (JobFailedException changed) {
            // Whatever else happened may follow from it.
            if (changed.getCause() instanceof ChangedFileException) {
                changed.addSuppressed(failure);
                return changed;
            }
        }
        return failure instanceof IOException files ? JobFailedException.of(files) : SparkFailures.explain(failure);
    }

    private JobFailedException tooMany(Tally tally) {
        return new JobFailedException(title.tooMany() + ": " + tally.quarantinedCount() + " of "
                + (tally.renderedCount() + tally.quarantinedCount())
                + " so far, more than --max-errors allows. The first: "
                + String.join("; ", tally.firstFaults()));
    }
}

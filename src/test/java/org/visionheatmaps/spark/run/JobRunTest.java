package org.visionheatmaps.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.file.ChangedFileException;
import org.visionheatmaps.io.file.FileVersion;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.tensor.BadDataException;

@Tag("spark")
class JobRunTest {
    private static final ReadCheck ANYTHING = tally -> {};
    private static final String GROUP = "spark.jobGroup.id";
    private static SparkSession spark;

    private final JobRun run = run(ErrorPolicy.upTo("1"));

    @BeforeAll
    static void openSession() {
        spark = SparkTestSession.get();
    }

    private static JobRun run(ErrorPolicy errors) {
        return new JobRun(spark, new JobTitle("test", "test", "Too much is wrong"), errors, Progress.NONE);
    }

    /** As a task that found so many faults and drew so many elements. */
    private static void count(JobRun run, int faults, int drawn) {
        Tally tally = new Tally();
        for (int i = 0; i < faults; i++) {
            tally.quarantined(Quarantined.of(
                    "x" + i, new BadDataException(BadDataException.Reason.NON_FINITE, "it is NaN"), "a.parquet", i));
        }
        for (int i = 0; i < drawn; i++) {
            tally.rendered();
        }
        run.tallies().add(Map.entry(0, tally));
    }

    private String group() {
        return run.context().getLocalProperty(GROUP);
    }

    private JobFailedException failure(ReadCheck input, JobRun.Work<?> work) {
        return assertThrows(JobFailedException.class, () -> run.tasks("1", input, work));
    }

    @Test
    void tasksAreOneGroupOfSparkJobsAndNothingAfterwards() {
        assertEquals("vision-heatmaps-1", run.tasks("1", ANYTHING, monitor -> group()));
        assertNull(group());
        failure(ANYTHING, monitor -> {
            throw new JobFailedException("it failed");
        });
        assertNull(group());
    }

    @Test
    void whatTasksCountedIsComparedWithTheInput() {
        JobFailedException incomplete = new JobFailedException("1 row was not read");
        ReadCheck none = tally -> {
            throw incomplete;
        };
        assertSame(incomplete, failure(none, monitor -> 1));
        assertEquals("done", run.tasks("2", none.withoutCounts(), monitor -> "done"));
    }

    @Test
    void aChangedFileIsTheReasonWhateverElseFailed() {
        ChangedFileException replaced = assertThrows(ChangedFileException.class, () -> new FileVersion(1, 2, null)
                .requireSame("a.parquet", new FileVersion(3, 4, null)));
        JobFailedException changed = JobFailedException.of(replaced);
        ReadCheck input = new ReadCheck() {
            @Override
            public void requireRead(Tally tally) {}

            @Override
            public void requireUnchanged() {
                throw changed;
            }
        };
        JobFailedException shown = failure(input, monitor -> {
            throw new IllegalStateException("a page of values is damaged");
        });
        assertSame(changed, shown);
        assertEquals("a page of values is damaged", shown.getSuppressed()[0].getMessage());
    }

    @Test
    void aJobThatWasCancelledForItsFaultsSaysSo() {
        JobFailedException shown = failure(ANYTHING, monitor -> {
            count(run, 2, 3);
            throw new IllegalStateException("Job 7 was cancelled");
        });
        assertEquals(
                "Too much is wrong: 2 of 5 so far, more than --max-errors allows. The first: "
                        + "'x0': it is NaN; 'x1': it is NaN",
                shown.getMessage());
    }

    @Test
    void aFailureThatATaskMeantIsShownThoughFaultsAreTooMany() {
        JobFailedException shown = failure(ANYTHING, monitor -> {
            count(run, 2, 0);
            throw new IllegalStateException(new JobFailedException("the disk is full"));
        });
        assertEquals("the disk is full", shown.getMessage());
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        assertEquals(
                "cannot list a/b",
                failure(ANYTHING, monitor -> {
                            throw new IOException("cannot list a/b");
                        })
                        .getMessage());
    }

    @Test
    void theLimitOfFaultsHoldsAtTheEndToo() {
        count(run, 1, 0);
        assertEquals(1, run.settled().quarantinedCount());
        JobRun strict = run(ErrorPolicy.upTo("10%"));
        count(strict, 2, 8);
        assertThrows(JobFailedException.class, strict::settled);
    }

    @Test
    void whatAJobSetsStaysInItsSession() {
        run.session().set("spark.sql.files.ignoreCorruptFiles", "true");
        assertEquals("false", spark.conf().get("spark.sql.files.ignoreCorruptFiles"));
    }
}

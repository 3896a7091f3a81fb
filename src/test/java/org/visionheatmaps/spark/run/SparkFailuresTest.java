package org.visionheatmaps.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads of a job that Spark has stopped. */
@Tag("spark")
class SparkFailuresTest {
    private static String explained(Throwable cause) {
        return SparkFailures.explain(new IllegalStateException(cause)).getMessage();
    }

    private static SparkException stopped(String reason) {
        return new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure:"
                        + " Lost task 0.3 in stage 1.0 (TID 3) (10.0.0.1 executor 2): " + reason
                        + "\nDriver stacktrace:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Command exited with code 52",
                "Command exited with code 137",
                "The executor with id 2 exited with exit code 137(SIGKILL, possible container OOM).",
                "Container from a bad node: container_1 on host: h. Exit status: 137. Diagnostics: [",
                "Container killed by YARN for exceeding physical memory limits. 5.5 GB of 5.5 GB physical memory used."
            })
    void anExecutorWithoutMemoryIsExplained(String reason) {
        String told = explained(stopped(
                "ExecutorLostFailure (executor 2 exited caused by one of the running tasks) Reason: " + reason));
        assertTrue(told.startsWith("An executor ran out of memory (" + reason + ")"), told);
        assertTrue(told.contains("--executor-memory") && told.contains("--executor-cores"), told);
        assertEquals(1, told.lines().count(), told);
    }

    @Test
    void aTaskWithoutMemoryIsExplained() {
        assertTrue(explained(stopped("java.lang.OutOfMemoryError: Java heap space\n\tat a.B.c(B.java:1)"))
                .startsWith("An executor ran out of memory"));
        assertTrue(explained(new OutOfMemoryError("Java heap space")).startsWith("An executor ran out of memory"));
    }

    @Test
    void anExecutorThatIsLostForAnotherReasonIsNotSaidToLackMemory() {
        String told =
                explained(stopped("ExecutorLostFailure (executor 2 exited caused by one of the running tasks) Reason:"
                        + " Command exited with code 56"));
        assertTrue(told.startsWith("An executor was lost while it ran a task"), told);
        assertTrue(told.contains("code 56") && !told.contains("memory"), told);
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        RuntimeException other = new IllegalStateException("something else");
        assertSame(other, SparkFailures.explain(other));
        JobFailedException ours = new JobFailedException("OutOfMemoryError in a sentence of ours");
        assertSame(ours, SparkFailures.explain(ours));
    }

    @Test
    void whatAFailureOfOursQuotesIsVisibleInEveryLog() {
        String message = new JobFailedException("Row 'a\n\u001b[2J\u202e'").getMessage();
        assertEquals("Row 'a\\n\\u001b[2J\\u202e'", message);
        assertFalse(new JobFailedException(null, null).getMessage().isEmpty());
    }
}

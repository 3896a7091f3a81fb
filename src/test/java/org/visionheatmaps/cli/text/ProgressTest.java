package org.visionheatmaps.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.spark.run.Progress.Status;

/** Progress as text, by a clock that the test winds. */
@Tag("spark")
class ProgressTest {
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final ProgressMeter meter = new ProgressMeter(clock);
    private final StringWriter err = new StringWriter();

    private void wait(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private static Status render(long done, int tasksDone) {
        return new Status("render", 2000, done, 0, tasksDone, 20);
    }

    @Test
    void aBarTellsShareCountRateTimeAndRest() {
        wait(10);
        assertEquals(
                "render [=====>              ]  25 %  500/2,000  50/s  0:10  ETA 0:30",
                meter.read(render(500, 5)).bar());
    }

    @Test
    void aBarIsFullAtTheEnd() {
        wait(40);
        assertEquals(
                "render [====================]  100 %  2,000/2,000  50/s  0:40",
                meter.read(render(2000, 20)).bar());
    }

    @Test
    void batchesOfSeveralElementsDoNotPassTheEnd() {
        wait(10);
        assertEquals(
                "render:  50 %  3,000  300/s  1 quarantined  0:10  ETA 0:10",
                meter.read(new Status("render", 2000, 2999, 1, 10, 20)).line());
    }

    @Test
    void anUnknownEndIsNotInvented() {
        wait(3700);
        assertEquals(
                "check ids:  1:01:40",
                meter.read(new Status("check ids", -1, 0, 0, 0, 0)).line());
        assertEquals(
                "check ids  1:01:40",
                meter.read(new Status("check ids", -1, 0, 0, 0, 0)).bar());
    }

    @Test
    void aRateIsThatOfItsStage() {
        wait(60);
        meter.read(new Status("list", -1, 0, 0, 0, 0));
        wait(5);
        meter.read(render(0, 0));
        wait(10);
        assertTrue(meter.read(render(1000, 10)).line().contains("  100/s  1:15  ETA 0:10"));
        wait(1);
        meter.read(new Status("commit", 2000, 1000, 0, 0, 4));
        wait(1);
        assertEquals(
                "commit:  25 %  1,000/2,000  1:17  ETA 0:03",
                meter.read(new Status("commit", 2000, 1000, 0, 1, 4)).line());
    }

    @Test
    void aTerminalsLineIsRedrawnAndGoneAtTheEnd() {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(err), clock)) {
            wait(1);
            bar.update(new Status("a stage with a name that is longer than the terminal is wide", 2000, 9, 9, 1, 20));
        }
        String[] drawn = err.toString().split("\r\u001b\\[K", -1);
        assertEquals(3, drawn.length);
        assertEquals(79, drawn[1].length());
        assertEquals("", drawn[2]);
    }

    @Test
    void aLogHasALineEveryThirtySeconds() {
        try (ProgressLog log = new ProgressLog(new PrintWriter(err), clock)) {
            for (int second = 0; second < 100; second++) {
                wait(1);
                log.update(render(second, second / 10));
            }
        }
        assertEquals(3, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("render:  10 %  29/2,000  "), err.toString());
    }

    @Test
    void nobodyIsToldNothing() {
        Console console = new Console(new PrintWriter(err, true), Console.Audience.NOBODY);
        console.say("something");
        try (ProgressDisplay progress = console.progress()) {
            progress.update(render(1, 1));
        }
        assertEquals("", err.toString());
        assertEquals("0:00", ProgressReading.clock(Duration.ZERO));
    }
}

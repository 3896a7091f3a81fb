package org.visionheatmaps.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.visionheatmaps.spark.run.Progress.Status;

/** Adds time to what a run reports of itself. */
final class ProgressMeter {
    private final InstantSource clock;
    private final Instant started;
    private String stage = "";
    private Instant stageStarted;
    private long doneBefore;

    ProgressMeter(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.stageStarted = started;
    }

    /** How far the run is, with rates since its stage began. */
    ProgressReading read(Status status) {
        Instant now = clock.instant();
        long done = status.rendered() + status.quarantined();
        if (!stage.equals(status.stage())) {
            // What the first stage reports first was done since the start.
            stageStarted = stage.isEmpty() ? started : now;
            doneBefore = stage.isEmpty() ? 0 : done;
            stage = status.stage();
        }
        return new ProgressReading(
                status, done - doneBefore, Duration.between(stageStarted, now), Duration.between(started, now));
    }
}

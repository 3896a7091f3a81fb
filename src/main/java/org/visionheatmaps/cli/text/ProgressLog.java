package org.visionheatmaps.cli.text;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A line now and then, for a log. */
final class ProgressLog implements ProgressDisplay {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final PrintWriter err;
    private final InstantSource clock;
    private final ProgressMeter meter;
    private Instant last;

    ProgressLog(PrintWriter err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
        this.meter = new ProgressMeter(clock);
        this.last = clock.instant();
    }

    @Override
    public void update(Status status) {
        ProgressReading reading = meter.read(status);
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(PAUSE) >= 0) {
            last = now;
            new Lines().add(reading.line()).print(err);
        }
    }
}

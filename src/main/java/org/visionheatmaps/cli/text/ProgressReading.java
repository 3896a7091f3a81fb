package org.visionheatmaps.cli.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.visionheatmaps.spark.run.Progress.Status;

/**
 * How far a run is and how fast, as text.
 *
 * @param status what the run reports
 * @param doneInStage elements that this stage has done
 * @param inStage since the stage began
 * @param inAll since the run began
 */
record ProgressReading(Status status, long doneInStage, Duration inStage, Duration inAll) {
    private static final int BAR = 20;

    /** The share of the stage that is done. Tasks tell it best: rows may be batches of several elements. */
    OptionalDouble share() {
        if (status.tasks() > 0) {
            return OptionalDouble.of(Math.min(1, (double) status.tasksDone() / status.tasks()));
        }
        return status.rows() > 0
                ? OptionalDouble.of(Math.min(1, (double) done() / status.rows()))
                : OptionalDouble.empty();
    }

    /** For a terminal: {@code render [=====>    ]  45 %  900/2,000  123/s  0:07  ETA 0:09}. */
    String bar() {
        StringBuilder line = new StringBuilder(status.stage());
        share().ifPresent(share -> {
            int filled = (int) (share * BAR);
            line.append(" [").append("=".repeat(filled));
            line.append(filled < BAR ? ">" : "").append(" ".repeat(Math.max(0, BAR - filled - 1)));
            line.append(']');
        });
        return line.append(figures()).toString();
    }

    /** For a log: {@code render: 45 %, 900/2,000 done, 123/s, 0:07 elapsed, ETA 0:09}. */
    String line() {
        return status.stage() + ":" + figures();
    }

    private String figures() {
        StringBuilder text = new StringBuilder();
        share().ifPresent(share -> text.append(format("  %2d %%", (int) (100 * share))));
        if (done() > 0 || status.rows() > 0) {
            text.append("  ").append(elements());
        }
        if (doneInStage > 0 && inStage.toMillis() > 0) {
            text.append(format("  %,.0f/s", doneInStage * 1000.0 / inStage.toMillis()));
        }
        if (status.quarantined() > 0) {
            text.append(format("  %,d quarantined", status.quarantined()));
        }
        text.append("  ").append(clock(inAll));
        left().ifPresent(left -> text.append("  ETA ").append(clock(left)));
        return text.toString();
    }

    private String elements() {
        boolean isPart = status.rows() >= done();
        return isPart ? format("%,d/%,d", done(), status.rows()) : format("%,d", done());
    }

    /** The time that the rest of the stage takes at its speed so far. */
    Optional<Duration> left() {
        double share = share().orElse(0);
        return share > 0 && share < 1
                ? Optional.of(Duration.ofMillis(Math.round(inStage.toMillis() * (1 - share) / share)))
                : Optional.empty();
    }

    private long done() {
        return status.rendered() + status.quarantined();
    }

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    static String clock(Duration time) {
        long hours = time.toHours();
        return hours > 0
                ? format("%d:%02d:%02d", hours, time.toMinutesPart(), time.toSecondsPart())
                : format("%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

package org.visionheatmaps.cli.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.visionheatmaps.spark.run.Progress;

/**
 * Says what goes on, on standard error: to a person at a terminal, to a log, or nowhere.
 *
 * @param err where to
 * @param audience who reads it
 */
public record Console(PrintWriter err, Audience audience) {
    /** Who reads what is said. */
    public enum Audience {
        TERMINAL,
        LOG,
        NOBODY
    }

    /** For whoever reads this process's standard error. */
    public static Console standard(PrintWriter err) {
        return new Console(err, isTerminal(2) ? Audience.TERMINAL : Audience.LOG);
    }

    /** One line of text. */
    public void say(String line) {
        say(new Lines().add(line));
    }

    /** Some lines. */
    public void say(Lines lines) {
        if (audience != Audience.NOBODY) {
            lines.print(err);
        }
    }

    /** Follows a run; {@link ProgressDisplay#close} ends it. */
    public ProgressDisplay progress() {
        return switch (audience) {
            case TERMINAL -> new ProgressBar(err, InstantSource.system());
            case LOG -> new ProgressLog(err, InstantSource.system());
            case NOBODY -> Progress.NONE::update;
        };
    }

    /** Whether a stream of this process, 1 for output and 2 for errors, is a terminal that can redraw a line. */
    static boolean isTerminal(int stream) {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            String device = Path.of("/dev/fd/" + stream).toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException e) {
            // A pipe has no path, and some systems have no such folder.
            return false;
        }
    }
}

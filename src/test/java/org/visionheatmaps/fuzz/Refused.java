package org.visionheatmaps.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.visionheatmaps.tensor.BadDataException;

/** How a reader may refuse what it cannot read. */
public final class Refused {
    /** Of the processor, since a busy machine makes everything slow; hangs that take none are found by the one who runs the targets. */
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private Refused() {}

    /** A reader at work. */
    public interface Reading {
        void run() throws IOException;
    }

    /** Lets a reader read, or refuse with an exception that it documents. Any other, and every error, is a finding. */
    public static void orRead(Reading reading) {
        long start = TIMES.getCurrentThreadCpuTime();
        run(reading);
        Duration taken = Duration.ofNanos(TIMES.getCurrentThreadCpuTime() - start);
        if (taken.compareTo(MAX_TIME) > 0) {
            throw new AssertionError("An input may take " + MAX_TIME.toSeconds() + " s, but took " + taken);
        }
    }

    private static void run(Reading reading) {
        try {
            reading.run();
        } catch (BadDataException | IOException e) {
            // Bad data, or a file that cannot be read.
        } catch (IllegalArgumentException e) {
            boolean isOurs = e.getClass() == IllegalArgumentException.class
                    || e.getClass().getName().startsWith("org.visionheatmaps.");
            if (!isOurs) {
                throw e; // NumberFormatException and its like come from a parser that trusts its input.
            }
        }
    }
}

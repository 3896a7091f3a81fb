package org.visionheatmaps.cli.text;

import java.io.PrintWriter;
import java.time.InstantSource;
import org.visionheatmaps.text.VisibleText;

/** One line of a terminal, drawn over and over, and gone at the end. */
final class ProgressBar implements ProgressDisplay {
    /** Back to the line's start, and clear what stands right of the cursor. */
    private static final String REDRAW = "\r\u001b[K";

    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final ProgressMeter meter;
    private boolean isClosed;

    ProgressBar(PrintWriter err, InstantSource clock) {
        this.err = err;
        this.meter = new ProgressMeter(clock);
    }

    @Override
    public synchronized void update(Status status) {
        if (isClosed) {
            return; // One that was under way when the run ended.
        }
        String line = VisibleText.of(meter.read(status).bar());
        err.print(REDRAW + line.substring(0, Math.min(WIDTH, line.length())));
        err.flush();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        err.print(REDRAW);
        err.flush();
    }
}

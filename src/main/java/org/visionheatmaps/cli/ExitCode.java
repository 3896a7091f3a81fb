package org.visionheatmaps.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int OK = 0;
    /** The work failed; a message says why. */
    static final int FAILED = 1;
    /** The arguments cannot be understood; nothing was done. */
    static final int USAGE = 2;

    private ExitCode() {}
}

package org.visionheatmaps.cli.text;

import org.visionheatmaps.audit.AuditVerdict;

/** What the process reports to its caller. */
public final class ExitCode {
    public static final int OK = 0;
    /** The work failed; a message says why. */
    public static final int FAILED = 1;
    /** The arguments cannot be understood; nothing was done. */
    public static final int USAGE = 2;
    /** The work is done, and the data is not as a rule of level error wants it. */
    public static final int RULE_VIOLATED = AuditVerdict.VIOLATED;
    /** The work is done, and with {@code --strict} the data is not as a rule of level warning wants it. */
    public static final int RULE_WARNED = AuditVerdict.WARNED;

    private ExitCode() {}

    /** Of one of two parts of a run: a rule of level error comes before one of level warning, and both before success. */
    public static int worse(int one, int other) {
        return one == OK || other != OK && other < one ? other : one;
    }
}

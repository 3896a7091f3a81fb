package org.visionheatmaps.spark;

import org.visionheatmaps.audit.Quarantined;

/** The job failed for a reason that its user can read in the message: too many faults, unreadable files. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(message);
    }

    /** The failure of a job that is to fail at the first fault. */
    static JobFailedException atFirstFault(Quarantined fault) {
        return new JobFailedException("Row " + fault + " (in " + fault.file() + ", row " + fault.row()
                + "; --on-error quarantine would set it aside and go on)");
    }

    public JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

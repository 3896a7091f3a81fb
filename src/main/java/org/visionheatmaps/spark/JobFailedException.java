package org.visionheatmaps.spark;

/** The job failed for a reason that its user can read in the message: too many faults, unreadable files. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(message);
    }

    public JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

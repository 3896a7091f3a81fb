package org.visionheatmaps.tensor;

import java.util.Locale;

/**
 * One element's data cannot be drawn: not finite, of the wrong size, not decodable. The renderer turns it into a recorded outcome
 * of that element alone; every other exception is a defect or a bad argument and fails the job.
 */
public final class BadDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public BadDataException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public BadDataException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The kind of fault, for counting. */
    public Reason reason() {
        return reason;
    }

    /** Kinds of faults, as counted in the run report. */
    public enum Reason {
        NULL_VALUE,
        NON_FINITE,
        WRONG_LENGTH,
        BAD_SHAPE,
        UNKNOWN_DTYPE,
        EMPTY,
        BAD_IMAGE,
        BAD_FILE,
        IMAGE_SIZE,
        BAD_ID,
        DUPLICATE_ID,
        DIMENSIONS,
        UNSEEN_GROUP,
        TOO_LARGE,
        UNREADABLE,
        UNPAIRED;

        /** The name in reports: {@code non_finite}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

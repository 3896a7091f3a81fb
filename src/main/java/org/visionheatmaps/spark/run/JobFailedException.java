package org.visionheatmaps.spark.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.visionheatmaps.run.Quarantined;
import org.visionheatmaps.text.VisibleText;

/**
 * The job failed for a reason that its user can read in the message: too many faults, unreadable files. The
 * message is {@linkplain VisibleText visible}, since the logs of a cluster quote it.
 */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(VisibleText.of(String.valueOf(message)));
    }

    /** The failure of files: what went wrong with which, since some exceptions are a bare path in words. */
    public static JobFailedException of(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FileSystemException bare && bare.getReason() == null) {
            String kind = failure.getClass()
                    .getSimpleName()
                    .replaceFirst("Exception$", "")
                    .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                    .toLowerCase(Locale.ROOT);
            // One of ours has a sentence where Java has a path.
            message = message.contains(" ") ? message : kind + ": " + message;
        }
        return new JobFailedException(message, failure);
    }

    /** The failure of a job that is to fail at the first fault. */
    public static JobFailedException atFirstFault(Quarantined fault) {
        return new JobFailedException("Row " + fault + " (in " + fault.file() + ", row " + fault.row()
                + "; --on-error quarantine would set it aside and go on)");
    }

    public JobFailedException(String message, Throwable cause) {
        super(VisibleText.of(String.valueOf(message)), cause);
    }
}

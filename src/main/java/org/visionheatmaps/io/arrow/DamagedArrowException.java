package org.visionheatmaps.io.arrow;

import java.io.IOException;

/** An Arrow file contradicts itself, or ends too early; the message names the file. */
public final class DamagedArrowException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedArrowException(String message, Throwable cause) {
        super(message, cause);
    }
}

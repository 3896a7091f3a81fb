package org.visionheatmaps.cli.options;

import org.visionheatmaps.spark.run.ErrorPolicy;
import picocli.CommandLine.Option;

/** What happens to elements that cannot be drawn. */
public final class ErrorArguments {
    @Option(
            names = "--on-error",
            paramLabel = "E",
            defaultValue = "quarantine",
            description = "What cannot be drawn goes to quarantine, with a reason, or fails the job: quarantine or"
                    + " fail. Default: ${DEFAULT-VALUE}.")
    private OnError onError;

    @Option(
            names = "--max-errors",
            paramLabel = "N|P%",
            description = "More in quarantine than this number or share fails the job: 100 or 1%%.")
    private ErrorPolicy maxErrors;

    /** What these options say. */
    public ErrorPolicy policy() {
        if (onError == OnError.FAIL) {
            return ErrorPolicy.FAIL;
        }
        return maxErrors == null ? ErrorPolicy.QUARANTINE : maxErrors;
    }
}

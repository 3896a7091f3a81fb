package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.SortedMap;

/**
 * How a command ended, for a scheduler that does not see its exit code: a driver in a cluster has no caller.
 *
 * @param format of this document
 * @param software that ran
 * @param command its name
 * @param exitCode of the command: 0 to 4
 * @param meaning of the exit code in words
 * @param reason why it is not 0: the message, or the rules that do not hold; null if it is
 * @param run the name of an audit's or a comparison's run; null if there is none, or it did not come so far
 * @param output what was written; null as of {@code run}
 * @param started the time in UTC
 * @param ended the time in UTC
 * @param counts of rows, elements and files; empty if the command did not come so far
 * @param quarantinedByReason how often each kind of fault came
 */
@JsonPropertyOrder({
    "format",
    "software",
    "command",
    "exitCode",
    "meaning",
    "reason",
    "run",
    "output",
    "started",
    "ended",
    "counts",
    "quarantinedByReason"
})
public record RunVerdict(
        String format,
        String software,
        String command,
        int exitCode,
        String meaning,
        String reason,
        String run,
        String output,
        String started,
        String ended,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> quarantinedByReason) {
    /** The format of these documents. */
    public static final String FORMAT = "vision-heatmaps-run-verdict/1";

    private static final List<String> MEANINGS = List.of(
            "done",
            "failed",
            "the arguments cannot be understood",
            "a rule of level error is violated",
            "a rule of level warning is violated");

    /**
     * What an exit code means.
     *
     * @param exitCode of a command
     */
    public static String meaning(int exitCode) {
        return exitCode >= 0 && exitCode < MEANINGS.size() ? MEANINGS.get(exitCode) : "exit code " + exitCode;
    }

    /** This document as JSON. */
    public String toJson() {
        return Json.write(this) + "\n";
    }
}

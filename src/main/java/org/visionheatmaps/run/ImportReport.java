package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What an import did, as {@code _report.json} states it. Rows found = written + quarantined, where a file that cannot be read at all
 * counts as one; and all files that were listed were read.
 *
 * @param files that were found
 * @param rowsFound arrays, elements of batches and photographs
 * @param written rows of the output
 * @param quarantined those that could not be read, each with a reason in the quarantine
 * @param quarantinedByReason how often each kind of fault came
 * @param firstFaults the reasons of a few
 * @param skipped how many files of kinds that are not read there were, by ending
 * @param carried columns that arrays beside the attributions became
 * @param notCarried why other arrays did not, by name
 * @param withoutImage rows for which there was no photograph beside them
 * @param inputs the paths read
 * @param output the path written
 * @param seconds wall-clock seconds by stage, and in all
 * @param versions of this software, Spark and Java
 */
@JsonPropertyOrder({
    "files",
    "rowsFound",
    "written",
    "quarantined",
    "quarantinedByReason",
    "firstFaults",
    "skipped",
    "carried",
    "notCarried",
    "withoutImage",
    "inputs",
    "output"
})
public record ImportReport(
        long files,
        long rowsFound,
        long written,
        long quarantined,
        SortedMap<String, Long> quarantinedByReason,
        List<String> firstFaults,
        SortedMap<String, Long> skipped,
        List<String> carried,
        SortedMap<String, String> notCarried,
        long withoutImage,
        List<String> inputs,
        String output,
        Map<String, Double> seconds,
        SortedMap<String, String> versions) {
    /**
     * @throws IllegalStateException if a row was lost or counted twice: a defect
     */
    public ImportReport {
        if (rowsFound != written + quarantined) {
            throw new IllegalStateException("The import does not add up: " + rowsFound + " rows found, but " + written
                    + " written and " + quarantined + " quarantined");
        }
    }

    /** This report as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads a report back. */
    public static ImportReport fromJson(String json) {
        return Json.read(json, ImportReport.class, "an import's report");
    }
}

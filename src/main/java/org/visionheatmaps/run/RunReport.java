package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.transform.Degeneracy;

/**
 * What a run did, as {@code _report.json} states it. Rows read = rendered + quarantined, where a batch counts one row per element.
 *
 * @param inputRows rows as they stand in the input, before batches are split
 * @param rowsRead rows after batches are split: one per element
 * @param rendered elements with a heatmap
 * @param quarantined elements without, each with a reason in the quarantine
 * @param quarantinedByReason how often each kind of fault came
 * @param firstFaults the reasons of a few quarantined elements
 * @param withoutImage elements drawn without an image by a pipeline that looks at one
 * @param degenerate how many heatmaps say less than they seem to, by the kind of {@link org.visionheatmaps.transform.Degeneracy}
 * @param pipeline the text of the pipeline
 * @param advice what a reader of the pictures should be warned of
 * @param fitPasses over the input before it was drawn; 0 if no step needed them, or the fit was given
 * @param fit the constants that steps over the dataset have, and what they come from; null if there are none
 * @param inputs the paths read
 * @param output the path written
 * @param format how heatmaps are kept
 * @param seconds wall-clock seconds by stage, and in all
 * @param versions of this software, Spark and Java
 * @param batch the files read, if they are not all of the inputs; else null
 * @param input what was found in the inputs besides
 */
@JsonPropertyOrder({
    "rowsRead",
    "rendered",
    "quarantined",
    "inputRows",
    "quarantinedByReason",
    "firstFaults",
    "withoutImage",
    "degenerate",
    "pipeline",
    "advice",
    "fitPasses",
    "fit",
    "inputs",
    "output",
    "format"
})
public record RunReport(
        long inputRows,
        long rowsRead,
        long rendered,
        long quarantined,
        SortedMap<String, Long> quarantinedByReason,
        List<String> firstFaults,
        long withoutImage,
        SortedMap<String, Long> degenerate,
        String pipeline,
        List<String> advice,
        int fitPasses,
        @JsonInclude(JsonInclude.Include.NON_NULL) FitDocument fit,
        List<String> inputs,
        String output,
        String format,
        Map<String, Double> seconds,
        SortedMap<String, String> versions,
        @JsonInclude(JsonInclude.Include.NON_NULL) FileBatch batch,
        InputFound input) {
    /** The name of the file in the output. */
    public static final String FILE_NAME = "_report.json";

    private static final int MAX_FAULTS = 5;

    /**
     * @throws IllegalStateException if an element was lost or counted twice: a defect
     */
    public RunReport {
        input = input == null ? InputFound.NOTHING : input;
        degenerate = degenerate == null ? new TreeMap<>() : degenerate;
        advice = advice == null ? List.of() : List.copyOf(advice);
        if (rowsRead != rendered + quarantined) {
            throw new IllegalStateException("The run does not add up: " + rowsRead + " elements read, but " + rendered
                    + " rendered and " + quarantined + " quarantined");
        }
    }

    /** What people should know of the pictures: how many lack something, or say less than they seem to. Often nothing. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (withoutImage > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d drawn without the image that the pipeline looks for", withoutImage));
        }
        for (Degeneracy kind : Degeneracy.values()) {
            Long count = degenerate.get(kind.key());
            if (count != null) {
                notes.add(String.format(Locale.ROOT, "%,d of %,d: %s", count, rendered, kind.text()));
            }
        }
        return notes;
    }

    /**
     * This run and a later one of its series as one, without the files of either. What they have in common is stated as in the later
     * has it.
     */
    public RunReport plus(RunReport later) {
        SortedMap<String, Long> faults = new TreeMap<>(quarantinedByReason);
        later.quarantinedByReason.forEach((reason, count) -> faults.merge(reason, count, Long::sum));
        SortedMap<String, Long> degenerateMaps = new TreeMap<>(degenerate);
        later.degenerate.forEach((kind, count) -> degenerateMaps.merge(kind, count, Long::sum));
        Map<String, Double> stages = new LinkedHashMap<>(seconds);
        later.seconds.forEach((stage, taken) -> stages.merge(stage, taken, Double::sum));
        List<String> faultsShown = new ArrayList<>(firstFaults);
        later.firstFaults.stream()
                .limit(Math.max(0, MAX_FAULTS - faultsShown.size()))
                .forEach(faultsShown::add);
        return new RunReport(
                inputRows + later.inputRows,
                rowsRead + later.rowsRead,
                rendered + later.rendered,
                quarantined + later.quarantined,
                faults,
                faultsShown,
                withoutImage + later.withoutImage,
                degenerateMaps,
                later.pipeline,
                later.advice,
                fitPasses + later.fitPasses,
                later.fit,
                later.inputs,
                later.output,
                later.format,
                stages,
                later.versions,
                null,
                input.plus(later.input));
    }

    /** This report as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /** Reads a report back. */
    public static RunReport fromJson(String json) {
        return Json.read(json, RunReport.class, "a run report");
    }
}

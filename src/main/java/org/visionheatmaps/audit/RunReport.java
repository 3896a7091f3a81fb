package org.visionheatmaps.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a run did, as {@code _report.json} tells it. Rows read = rendered + quarantined, where a batch counts one row per element.
 *
 * @param inputRows rows as they stand in the input, before batches are split
 * @param rowsRead rows after batches are split: one per element
 * @param rendered elements with a heatmap
 * @param quarantined elements without, each with a reason in the quarantine
 * @param quarantinedByReason how often each kind of fault came
 * @param firstFaults the reasons of a few quarantined elements
 * @param withoutImage elements drawn without an image by a pipeline that looks at one
 * @param pipeline the text of the pipeline
 * @param advice what a reader of the pictures should be warned of
 * @param inputs the paths read
 * @param output the path written
 * @param format how heatmaps are kept
 * @param seconds wall-clock seconds by stage, and in all
 * @param versions of this software, Spark and Java
 */
@JsonPropertyOrder({
    "rowsRead",
    "rendered",
    "quarantined",
    "inputRows",
    "quarantinedByReason",
    "firstFaults",
    "withoutImage",
    "pipeline",
    "advice",
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
        String pipeline,
        List<String> advice,
        List<String> inputs,
        String output,
        String format,
        Map<String, Double> seconds,
        SortedMap<String, String> versions) {
    /** The name of the file in the output. */
    public static final String FILE_NAME = "_report.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * @throws IllegalStateException if an element was lost or counted twice: a defect
     */
    public RunReport {
        advice = advice == null ? List.of() : List.copyOf(advice);
        if (rowsRead != rendered + quarantined) {
            throw new IllegalStateException("The run does not add up: " + rowsRead + " elements read, but " + rendered
                    + " rendered and " + quarantined + " quarantined");
        }
    }

    /** This report as JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report that cannot be written as JSON", e);
        }
    }

    /** Reads a report back. */
    public static RunReport fromJson(String json) {
        try {
            return JSON.readValue(json, RunReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a run report: " + e.getOriginalMessage(), e);
        }
    }
}

package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.visionheatmaps.tensor.BadDataException;

/**
 * An element that could not be drawn, and why: a line of JSON in the quarantine.
 *
 * @param id the element's id
 * @param kind the kind of fault, for counting
 * @param reason in words: what was required and what came
 * @param file where its row stands
 * @param row the row's position in the file, from 0; -1 of a row of a table
 */
@JsonPropertyOrder({"id", "kind", "reason", "file", "row"})
public record Quarantined(String id, String kind, String reason, String file, long row) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an exception says of an element. */
    public static Quarantined of(String id, BadDataException fault, String file, long row) {
        return new Quarantined(id, fault.reason().text(), fault.getMessage(), file, row);
    }

    /** One line, without its end. */
    public String toJsonLine() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fault that cannot be written as JSON", e);
        }
    }

    @Override
    public String toString() {
        return "'" + id + "': " + reason;
    }
}

package org.visionheatmaps.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a series of incremental runs is, as its checkpoint states.
 *
 * @param format of this document
 * @param id a name that no other series has
 * @param command {@code render} or {@code audit}
 * @param output where all of them write
 */
@JsonPropertyOrder({"format", "id", "command", "output"})
public record SeriesHead(String format, String id, String command, String output) {
    /** The format of these documents. */
    public static final String FORMAT = "vision-heatmaps-checkpoint/1";

    /** This head as JSON. */
    public String toJson() {
        return Json.write(this);
    }

    /**
     * Reads a head back.
     *
     * @throws IllegalArgumentException if it is another document, or of another version
     */
    public static SeriesHead fromJson(String json) {
        SeriesHead head = Json.read(json, SeriesHead.class, "the head of a checkpoint");
        if (!FORMAT.equals(head.format())) {
            throw new IllegalArgumentException(
                    "The checkpoint has the format " + head.format() + ", but this version reads " + FORMAT);
        }
        return head;
    }
}

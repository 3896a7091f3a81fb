package org.visionheatmaps.report;

import java.util.List;
import java.util.Map;

/**
 * An element to be shown.
 *
 * @param id any text
 * @param kind why it is shown
 * @param reasons in words: the rules that it does not hold, what it is the extreme of
 * @param labels carried columns, by name
 * @param outcome {@code ok}, or the kind of fault that keeps it from being drawn
 * @param reason why it cannot be drawn, or null
 * @param file where its row stands
 * @param row its position in the file, or null for a file
 * @param path of its heatmap in the page's folder; null if it is no file there
 * @param metrics by name, in order; null where they are not defined
 * @param pictures or null
 */
public record GalleryElement(
        String id,
        Kind kind,
        List<String> reasons,
        Map<String, String> labels,
        String outcome,
        String reason,
        String file,
        Long row,
        String path,
        Map<String, Double> metrics,
        Pictures pictures) {
    /** Why an element is shown. */
    public enum Kind {
        /** A rule does not hold for it. */
        OFFENDER,
        /** It cannot be drawn. */
        QUARANTINED,
        /** It has the least or the most of something. */
        EXTREME,
        /** A pair whose maps are less alike than others. */
        CHANGED,
        /** Chosen by the digest of its id. */
        SAMPLE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public GalleryElement {
        reasons = List.copyOf(reasons);
    }
}

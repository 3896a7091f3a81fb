package org.visionheatmaps.report;

import java.util.List;
import org.visionheatmaps.color.ValueRange;

/**
 * The pictures of one element, or of one pair of maps.
 *
 * @param all in the order in which they are shown
 * @param bar the colours from the least to the greatest value, or null
 * @param range that the bar stands for, or null
 */
public record Pictures(List<Picture> all, Picture bar, ValueRange range) {
    public Pictures {
        all = List.copyOf(all);
    }

    /** How long they are in a page, in characters. */
    long length() {
        return all.stream().mapToLong(picture -> picture.uri().length()).sum()
                + (bar == null ? 0 : bar.uri().length());
    }
}

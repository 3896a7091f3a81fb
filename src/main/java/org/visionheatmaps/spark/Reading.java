package org.visionheatmaps.spark;

import java.io.Serializable;
import org.visionheatmaps.render.NonFinite;

/**
 * How normalised rows become elements; the same in a fit and in drawing, so that the same elements count as are drawn.
 *
 * @param decoder reads the rows
 * @param duplicates are refused
 * @param groups tells the group of a row
 * @param nonFinite what happens to values that are NaN or infinite
 * @param failFast whether the first element that cannot be drawn fails the job
 */
record Reading(RowDecoder decoder, Duplicates duplicates, GroupColumns groups, NonFinite nonFinite, boolean failFast)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}

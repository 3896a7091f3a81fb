package org.visionheatmaps.audit;

import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.pipeline.Group;

/**
 * One element as rules see it.
 *
 * @param id names it
 * @param group by the columns of the audit
 * @param outcome {@code ok}, or the kind of fault that keeps it from being drawn
 * @param metrics what was measured
 */
public record AuditedElement(String id, Group group, String outcome, ElementMetrics metrics) {
    /** The outcome of an element that can be drawn. */
    public static final String OK = "ok";

    /** The outcome of a file that cannot be read, whole or in part. */
    public static final String UNREADABLE_FILE = "unreadable_file";
}

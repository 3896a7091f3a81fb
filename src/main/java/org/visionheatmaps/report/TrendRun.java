package org.visionheatmaps.report;

import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;

/**
 * A run among others, for a trend.
 *
 * @param manifest what it looked at
 * @param verdict what its rules said
 * @param summary what its elements were like
 */
public record TrendRun(AuditManifest manifest, AuditVerdict verdict, AuditSummary summary) {}

/**
 * What a run tells afterwards: outcomes counted, reasons kept, versions, timings, as JSON. Never drops a reason. May import: the
 * core, Jackson.
 */
package org.visionheatmaps.audit;

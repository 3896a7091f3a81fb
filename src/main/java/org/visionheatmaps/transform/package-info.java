/**
 * The transforms: one record per name in a pipeline, each pure. A custom transform implements {@link
 * org.visionheatmaps.transform.Transform}. No I/O, no logs, no mutable state but scratch memory that is handed in. May import:
 * color, stats, tensor, text.
 */
package org.visionheatmaps.transform;

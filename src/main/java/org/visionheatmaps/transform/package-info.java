/**
 * The transforms: one record or enum per name of the reference, each pure. A custom transform implements {@link
 * org.visionheatmaps.transform.Transform}. No I/O, no logs, no mutable state but scratch memory that is handed in. May import:
 * color, stats, tensor.
 */
package org.visionheatmaps.transform;

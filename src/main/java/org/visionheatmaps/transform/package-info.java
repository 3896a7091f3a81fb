/**
 * The transforms: one record per name of the reference, each pure. A custom transform implements {@link
 * org.visionheatmaps.transform.Transform}. May import: tensor, color, stats.
 */
package org.visionheatmaps.transform;

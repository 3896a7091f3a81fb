/**
 * Numbers about maps, and histograms of them that merge by adding: of one element, of a group, and of the distance between two
 * groups. A number depends on the values alone, not on partitions or order. A new metric is a name in {@link
 * org.visionheatmaps.metrics.Metric}, measured in {@link org.visionheatmaps.metrics.MapMeter}; rules know it at once. May import: stats, tensor, text.
 */
package org.visionheatmaps.metrics;

/**
 * Numbers that tell whether attributions are sound, and histograms of them that merge by adding: of one element, of a group of elements,
 * and of the distance between two groups. Every number depends on the values alone, not on their partitions or order.
 * May import: tensor, stats.
 */
package org.visionheatmaps.metrics;

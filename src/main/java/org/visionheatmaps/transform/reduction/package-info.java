/**
 * Reductions: the channels of each pixel to one value. A new one that is a fold over channels implements {@link
 * org.visionheatmaps.transform.reduction.Reduction}; any other, such as a median, is a transform. Both are classes here with a name in {@link
 * org.visionheatmaps.pipeline.Transforms}. May import: tensor, transform.
 */
package org.visionheatmaps.transform.reduction;

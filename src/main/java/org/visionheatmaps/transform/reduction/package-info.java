/**
 * Reductions: the channels of each pixel to one value. A new reduction is a class here and a name in {@link
 * org.visionheatmaps.pipeline.Transforms}. May import: tensor, transform.
 */
package org.visionheatmaps.transform.reduction;

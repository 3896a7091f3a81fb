/**
 * Mergeable summaries that depend on nothing but the values: counts, extremes, and the project's one definition of a quantile. No
 * randomness, and no sums whose order matters. May import: tensor.
 */
package org.visionheatmaps.stats;

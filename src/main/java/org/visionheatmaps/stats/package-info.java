/**
 * Summaries of values that depend on nothing but the values: count, extremes, and the project's one definition of a quantile.
 * No randomness, and no sums whose order matters. May import: tensor.
 */
package org.visionheatmaps.stats;

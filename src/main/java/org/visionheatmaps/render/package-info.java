/**
 * From one element to its PNG and what it says of itself, with a colour bar if one is asked for, or to the values of its map. Pure: no sources, no sinks. May
 * import: color, metrics, paint, pipeline, png, stats, tensor, transform, transform.reduction.
 */
package org.visionheatmaps.render;

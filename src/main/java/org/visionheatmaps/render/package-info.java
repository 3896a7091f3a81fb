/**
 * From one element to its PNG and what it says of itself, with panels, a caption and a colour bar if they are asked for, or to the values
 * of its map. Pure: no sources, no sinks. May import: color, metrics, paint, pipeline, png, stats, tensor, transform, transform.overlay,
 * transform.reduction, transform.resize.
 */
package org.visionheatmaps.render;

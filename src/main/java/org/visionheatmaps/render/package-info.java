/**
 * From one element to its PNG and what it says of itself, with panels, a caption and a colour bar if they are asked for, or to the values
 * of its map. {@code ElementRenderer} chooses between the painters of {@code paint} and the steps one by one; {@code Provenance} has the
 * texts that a PNG says of itself. Pure: no sources, no sinks. May import: color, metrics, paint, pipeline, png, stats, tensor, transform, transform.overlay,
 * transform.reduction, transform.resize.
 */
package org.visionheatmaps.render;

/**
 * From one element to its PNG: pure, no sources, no sinks. May import: tensor, color, transform, pipeline, png.
 */
package org.visionheatmaps.render;

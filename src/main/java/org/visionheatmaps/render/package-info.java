/**
 * From one element to its PNG, and the picture of the colour schemes: pure, no sources, no sinks. May import: tensor, color, transform,
 * pipeline, png.
 */
package org.visionheatmaps.render;

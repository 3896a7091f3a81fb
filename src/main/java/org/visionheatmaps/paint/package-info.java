/**
 * The short way from channels to pixels: painters, byte colormaps and palettes that do several steps at once. Most pictures are drawn
 * here: without a photograph by {@code HeatmapPainter}, with one by {@code RowPainter}. Their results are those of the steps one by one, bit
 * for bit; nothing here has a result of its own. May import: color, stats, tensor, transform,
 * transform.overlay, transform.reduction, transform.resize.
 */
package org.visionheatmaps.paint;

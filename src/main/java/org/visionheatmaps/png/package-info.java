/**
 * PNG files (ISO/IEC 15948): RGB, indexed or grey pixels to bytes with text chunks, and those chunks read back; which texts a
 * heatmap has, {@code render.Provenance} decides. Single-threaded; knows no
 * heatmaps. May import: tensor, text.
 */
package org.visionheatmaps.png;

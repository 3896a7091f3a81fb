/**
 * PNG files (ISO/IEC 15948): RGB pixels to bytes with text chunks, and those chunks read back. Single-threaded, knows no heatmaps.
 * May import: tensor, for the image type.
 */
package org.visionheatmaps.png;

/**
 * Resizing to a given size or to that of an image, and the interpolations that it knows. A new interpolation is a class here. These
 * are the definitions; {@code paint} computes most pictures, so a change here needs one there. May import: tensor,
 * transform.
 */
package org.visionheatmaps.transform.resize;

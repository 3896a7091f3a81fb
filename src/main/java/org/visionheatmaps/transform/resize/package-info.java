/**
 * Resizing to a given size or to that of an image, and the interpolations that it knows. A new interpolation is a class here. May import: tensor,
 * transform.
 */
package org.visionheatmaps.transform.resize;

/**
 * The steps that show the photograph: beneath a heatmap, through it, or with a line around what counts, be it the map's strong part
 * or the object that a mask says is there. They see one element and its photograph, and keep neither. These are the
 * definitions; {@code paint} computes most pictures, so a change here needs one there. May import: stats, tensor, transform.
 */
package org.visionheatmaps.transform.overlay;

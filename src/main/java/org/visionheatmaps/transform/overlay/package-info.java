/**
 * The steps that show the photograph: beneath a heatmap, through it, or with a line around what counts. They see one element and its
 * photograph, and keep neither. May import: stats, tensor, transform.
 */
package org.visionheatmaps.transform.overlay;

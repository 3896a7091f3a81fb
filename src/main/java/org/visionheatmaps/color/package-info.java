/**
 * Colour schemes as data: the catalogue, read from one resource, schemes of one's own, and the range of values that colours stand
 * for. May import: text.
 */
package org.visionheatmaps.color;

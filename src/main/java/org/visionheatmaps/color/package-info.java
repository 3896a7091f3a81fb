/**
 * Colour schemes as data: the catalogue, read from one resource, those of one's own, and the range that colours stand for.
 * May import: text.
 */
package org.visionheatmaps.color;

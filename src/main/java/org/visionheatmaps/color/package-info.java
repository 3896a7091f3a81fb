/** Colour schemes as data: the catalogue, read once from one resource, and the range that colours stand for. May import: text. */
package org.visionheatmaps.color;

/** Files of colour schemes: JSON, columns of text, GIMP and GMT palettes. One class for each format. May import: color; Jackson. */
package org.visionheatmaps.io.palette;

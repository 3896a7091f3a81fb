/**
 * Images from untrusted bytes: formats by their first bytes, sizes from headers, decoding within a budget of memory, and the JPEGs
 * of pages. AWT stays in this room. May import: io.value, tensor, text; Hadoop, TwelveMonkeys, AWT.
 */
package org.visionheatmaps.io.image;

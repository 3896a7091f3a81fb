/**
 * The numbers of attributions as stored bytes: dtypes, lengths, shapes of nested lists, and decoding into memory that is used again.
 * Every length is checked before memory is allocated. Knows no file format. May import: tensor, text.
 */
package org.visionheatmaps.io.value;

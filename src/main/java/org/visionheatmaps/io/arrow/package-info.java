/**
 * Arrow IPC files and streams, a window of rows at a time: only the buffers of wanted columns are read, and of an uncompressed
 * buffer only the bytes of the window. May import: io.file, io.numpy, io.value, tensor; Hadoop, Arrow, Jackson, zstd.
 */
package org.visionheatmaps.io.arrow;

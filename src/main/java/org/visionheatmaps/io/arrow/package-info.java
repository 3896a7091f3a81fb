/**
 * Arrow IPC files and streams on any Hadoop file system, a window of rows at a time: only the buffers of wanted columns are read,
 * and of an uncompressed buffer only the bytes of the window. Values stay where they were read to.
 * May import: Hadoop, Arrow's format and schema, zstd; never Spark.
 */
package org.visionheatmaps.io.arrow;

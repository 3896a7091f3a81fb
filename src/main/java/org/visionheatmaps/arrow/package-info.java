/**
 * The Spark data source {@code arrow-tensors}: Arrow IPC files and streams as columns of Spark, tensors with their shapes. No
 * drawing. May import: io.arrow, io.file, io.value; Spark, Hadoop, Arrow, Jackson.
 */
package org.visionheatmaps.arrow;

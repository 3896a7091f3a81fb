/**
 * The Spark data source {@code arrow-tensors}: Arrow IPC files and streams as columns of Spark, tensors with their shapes.
 * May import: io and what it imports, Spark; never the package spark.
 */
package org.visionheatmaps.arrow;

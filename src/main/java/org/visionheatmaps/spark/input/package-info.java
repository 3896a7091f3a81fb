/**
 * The stream of elements: columns of the input resolved on the driver ({@link org.visionheatmaps.spark.input.ElementSource}), rows spread
 * over tasks, and rows read as elements there, for every command in one place ({@link org.visionheatmaps.spark.input.ElementReader}). A
 * new type of the attribution's column is a case of {@code AttributionColumn}; a new kind of file or table goes into {@code source}. Knows no outputs, audits or fits. May import: arrow, io.file, io.image, io.numpy, io.value, pipeline,
 * render, run, spark.input.image, spark.input.row, spark.input.source, spark.run, tensor, text; Hadoop, Spark.
 */
package org.visionheatmaps.spark.input;

/**
 * Where heatmaps go: options, formats, paths of heatmaps, rows that are refused since others have the same path, and the writing of rows. A format of Spark's own needs no class here. May import:
 * color, io.file, io.image, io.parquet, io.publish, metrics, png, render, render.figure, run, sink, spark.input, spark.input.row, spark.input.source,
 * spark.run, tensor, text; Spark, Hadoop.
 */
package org.visionheatmaps.spark.output;

/**
 * Elements measured by tasks: metrics, outcomes and the table of elements that an audit keeps. Masks and boxes of objects are read
 * here too ({@code MaskColumn}, {@code RowMask}), for drawing as well. May import: audit, io.file, io.image,
 * io.publish, metrics, pipeline, spark.input, spark.input.image, spark.input.row, spark.run, tensor, text, transform, transform.resize; Spark, Hadoop.
 */
package org.visionheatmaps.spark.measure;

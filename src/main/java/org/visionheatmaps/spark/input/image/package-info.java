/**
 * Images of rows: columns of every accepted type, tables that are joined by id, and what a row's path may name. May import: io.file,
 * io.image, io.value, spark.input.row, spark.run, tensor, text; Spark, Hadoop.
 */
package org.visionheatmaps.spark.input.image;

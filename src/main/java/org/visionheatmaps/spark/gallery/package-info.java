/**
 * Pictures of a few elements for pages: which elements are chosen, and how tasks draw them. May import: audit, color, io.image,
 * metrics, pipeline, render, report, spark.input, spark.input.row, spark.measure, spark.output, spark.run, tensor; Spark.
 */
package org.visionheatmaps.spark.gallery;

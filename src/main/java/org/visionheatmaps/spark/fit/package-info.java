/**
 * Constants of steps over a dataset: the job, its tasks, and Spark's way to show a dataset to a pass. May import: io.value,
 * pipeline, render, run, spark.input, spark.input.image, spark.input.row, spark.render, spark.run, stats, tensor; Spark.
 */
package org.visionheatmaps.spark.fit;
